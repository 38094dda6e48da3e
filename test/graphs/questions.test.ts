import { readFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { drawQuestions, readReading, writePage } from '../../graphs/questions.ts';

let drawn: Awaited<ReturnType<typeof drawQuestions>> = [];
beforeAll(async () => {
  drawn = await drawQuestions();
});

test('docs/questions.md is what the program prints', () => {
  expect(readFileSync('docs/questions.md', 'utf8')).toBe(writePage(drawn, readReading()));
});

test('one hundred questions of all patterns are drawn', () => {
  expect(drawn.length).toBe(100);
  const patterns = drawn.map(({ task }) => task.pattern);
  expect(new Set(patterns).size).toBe(25);
  expect(new Set(drawn.map(({ task }) => task.question)).size).toBe(100);
});

test('a reading counts for the questions that were read, and for no others', () => {
  const { digest } = readReading();
  const [one] = drawn;
  const notes = { [one?.task.id ?? '']: 'unnatural: nobody says so' };
  const current = /\(digest `([0-9a-f]{16})`\)/.exec(writePage(drawn, { digest: '', notes: {} }))?.[1] ?? '';
  expect(writePage(drawn, { digest: current, notes })).toContain('**1 of 100 are unnatural or ambiguous**');
  expect(writePage(drawn.slice(1), { digest: current, notes })).toContain('They have changed since');
  expect(digest).toMatch(/^[0-9a-f]{16}$/);
});
