import { readFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { countTokens, llamaLike, qwenLike } from '../../graphs/chat-templates.ts';
import { drawRows } from '../../graphs/draw-rows.ts';
import type { Drawn } from '../../graphs/drawn-row.ts';
import { readReading, writePage } from '../../graphs/rows.ts';
import { callsOf, questionOf } from '../../src/harvest/sample.ts';

let drawn: Drawn[] = [];
beforeAll(async () => {
  drawn = await drawRows();
}, 60_000);

test('docs/rows.md is what the program prints', () => {
  expect(readFileSync('docs/rows.md', 'utf8')).toBe(writePage(drawn, readReading()));
});

test('one hundred rows of many patterns and all graphs are drawn, no two of them alike', () => {
  expect(drawn.length).toBe(100);
  expect(new Set(drawn.map(({ sample }) => sample.id)).size).toBe(100);
  expect(new Set(drawn.map(({ graph }) => graph)).size).toBe(3);
  expect(new Set(drawn.map(({ task }) => task.pattern)).size).toBeGreaterThan(20);
});

test.each([qwenLike, llamaLike])(
  '$name: calls and answer are learned, question, tools and results are not',
  (template) => {
    for (const { sample } of drawn) {
      const pieces = template.render(sample);
      const learned = pieces.filter((piece) => piece.learned).map(({ text }) => text);
      const answer = sample.messages.at(-1)?.content ?? '';
      expect(learned).toHaveLength(callsOf(sample).length + 1);
      expect(learned.at(-1)).toMatch(/(<\|im_end\|>|<\|eot_id\|>)$/);
      expect(learned.at(-1)?.startsWith(answer)).toBe(true);
      for (const [index, call] of callsOf(sample).entries()) expect(learned[index]).toContain(call.function.name);
      const given = pieces.filter((piece) => !piece.learned).map(({ text }) => text);
      expect(given.some((text) => text.includes(questionOf(sample)))).toBe(true);
      const { all, learned: counted } = countTokens(pieces, template);
      expect(counted).toBeGreaterThan(0);
      expect(counted).toBeLessThan(all);
    }
  },
);

test('a turn that must not be learned is not, and a thought is said before its call', () => {
  const call = { id: 'call_1', type: 'function', function: { name: 'f', arguments: { x: 1 } } } as const;
  const messages = [
    { role: 'user', content: 'q' },
    { role: 'assistant', content: '', tool_calls: [call], learn: false },
    { role: 'tool', tool_call_id: 'call_1', name: 'f', content: '{"status":"unknown"}' },
    { role: 'assistant', content: 'Once more.', tool_calls: [call] },
    { role: 'tool', tool_call_id: 'call_1', name: 'f', content: '{"status":"ok"}' },
    { role: 'assistant', content: 'a' },
  ] as const;
  for (const template of [qwenLike, llamaLike]) {
    const learned = template.render({ messages, tools: [] }).filter((piece) => piece.learned);
    expect(learned).toHaveLength(2);
    expect(learned[0]?.text).toMatch(/^Once more\.\n/);
  }
});

test('a reading counts for the rows that were read, and for no others', () => {
  const [one] = drawn;
  const current = /\(digest `([0-9a-f]{16})`\)/.exec(writePage(drawn, { digest: '', notes: {} }))?.[1] ?? '';
  const notes = { [one?.sample.id ?? '']: 'false: it is not so' };
  const page = writePage(drawn, { digest: current, notes });
  expect(page).toContain('**1 of 100 are false, 0 are broken**');
  expect(page).toContain('- row 1: false: it is not so');
  expect(writePage(drawn.slice(1), { digest: current, notes })).toContain('They have changed since');
});
