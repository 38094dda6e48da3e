import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readTestSets } from '../../src/harvest/contamination.ts';
import type { Sample } from '../../src/harvest/sample.ts';

const root = mkdtempSync(join(tmpdir(), 'test-set-'));
afterAll(() => rmSync(root, { recursive: true }));

const file = (...rows: unknown[]): string => {
  const path = join(root, `${rows.length}-${JSON.stringify(rows).length}.jsonl`);
  writeFileSync(path, rows.map((row) => `${typeof row === 'symbol' ? 'no JSON' : JSON.stringify(row)}\n`).join(''));
  return path;
};

const asking = (question: string, answer = 'It is so.') =>
  ({
    messages: [
      { role: 'user', content: question },
      { role: 'tool', content: LONG },
      { role: 'assistant', content: answer },
    ],
  }) as unknown as Sample;

const LONG = 'one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen';
const words = (count: number) => Array.from({ length: count }, (_, index) => `w${index}`).join(' ');

test.each([
  [
    'messages',
    {
      messages: [
        { role: 'system', content: LONG },
        { role: 'user', content: 'Which  RIVER is longest?' },
      ],
    },
  ],
  ['messages in parts', { messages: [{ role: 'user', content: [{ type: 'text', text: 'which river is longest?' }] }] }],
  [
    'conversations',
    {
      conversations: [
        { from: 'human', value: 'Which river is longest?' },
        { from: 'observation', value: LONG },
      ],
    },
  ],
  ['a question', { question: 'Which river is longest?', level: 3 }],
  ['a bare text', 'Which river is longest?'],
])('the same question is found in a test set of %s, and what tools or the system said is not looked at', (_, row) => {
  const sets = readTestSets([file(row)]);
  expect(sets.sets).toMatchObject([{ rows: 1, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) }]);
  expect(sets.contamination(asking('which river is\nlongest?'))).toBe('test_question');
  expect(sets.contamination(asking('Which river is shortest?', LONG))).toBeUndefined();
});

test('thirteen words in a row are found in question and answer, twelve are not', () => {
  const { contamination } = readTestSets([
    file({ text: `before ${words(13)} after` }, { text: words(200).replaceAll('w', 'v') }),
  ]);
  expect(contamination(asking(`so ${words(13)}?`))).toBe('test_run');
  expect(contamination(asking('so?', words(13)))).toBe('test_run');
  expect(contamination(asking(`so ${words(12)}?`))).toBeUndefined();
});

test('nearly the same question is found where no thirteen words are left in a row', () => {
  const changed = (every: number, count: number) =>
    words(count)
      .split(' ')
      .map((word, at) => (at % every === every - 1 ? '和'.repeat(at) : word))
      .join(' ');
  const { contamination } = readTestSets([file({ question: 'Who is the sister of the king of Spain today then' })]);
  expect(contamination(asking('Who is the sister of the king of Spain today then?'))).toBe('test_near_duplicate');
  expect(contamination(asking(changed(4, 40)))).toBeUndefined();
});

test('a line that is no row is refused with its place', () => {
  expect(() => readTestSets([file('fine', { nothing: 1 })])).toThrow(/:2: expected a row with "messages"/);
  expect(() => readTestSets([file(Symbol('broken'))])).toThrow(/got "no JSON"/);
  expect(() => readTestSets([join(root, 'absent.jsonl')])).toThrow('absent.jsonl');
});
