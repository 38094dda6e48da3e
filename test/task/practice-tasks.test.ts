/** The order in which questions are drawn: seeded, whole, and another one for each connection by a stated rule. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { createRun, openPracticeTasks, type PracticeEntry } from '../../src/task/practice-tasks.ts';
import { lineOfTask } from '../../src/task/task-file.ts';
import { folderWith } from '../cli/run.ts';
import { plainTask } from './plain-task.ts';

const folder = folderWith({});
afterAll(folder.remove);

const entries: PracticeEntry[] = Array.from({ length: 60 }, (_, index) => ({
  id: `task-${index}`,
  question: `question ${index}`,
  pattern: ['1p', '2p', '2i'][index % 3] as string,
  hops: (index % 2) + 1,
  line: index + 1,
}));

test('a connection is given every question that fits before any a second time', () => {
  const choices = fc.record({
    pattern: fc.constantFrom('1p', '2i', undefined),
    hops: fc.constantFrom(1, 2, undefined),
  });
  fc.assert(
    fc.property(fc.nat({ max: 5000 }), choices, (connection, choice) => {
      const run = createRun(entries, connection);
      const fitting = entries.filter(
        ({ pattern, hops }) => [pattern, undefined].includes(choice.pattern) && [hops, undefined].includes(choice.hops),
      );
      const round = fitting.map(() => run.next(choice));
      expect(new Set(round)).toEqual(new Set(fitting));
      expect(fitting.map(() => run.next(choice))).toEqual(round);
    }),
  );
});

test('the first connection begins at the start; the k-th at the fraction k · 0.618… of the same round', () => {
  const first = entries.map(createRunNext(0));
  expect(first).toEqual(entries);
  for (const [connection, start] of [
    [1, 37],
    [2, 14],
    [3, 51],
    [60, 4],
  ] as const) {
    const round = entries.map(createRunNext(connection));
    expect(round).toEqual([...entries.slice(start), ...entries.slice(0, start)]);
  }
});

function createRunNext(connection: number): () => PracticeEntry | undefined {
  const run = createRun(entries, connection);
  return () => run.next({});
}

test('what fits nothing is undefined, and leaves the other rounds where they are', () => {
  const run = createRun(entries, 0);
  expect(run.next({ pattern: '4p' })).toBeUndefined();
  expect(run.next({ hops: 9 })).toBeUndefined();
  expect(run.next({ pattern: '2i' })?.id).toBe('task-2');
  expect(run.next({})?.id).toBe('task-0');
});

test('the seed decides the order, and nothing else does', async () => {
  const path = join(folder.path, 'tasks.jsonl');
  const questions = Array.from({ length: 40 }, (_, index) => `question ${index}`);
  writeFileSync(path, questions.map((question) => lineOfTask({ ...plainTask(question), id: question })).join(''));
  const order = async (seed: string) =>
    (await openPracticeTasks(path, seed, () => undefined)).entries.map(({ question }) => question);
  const [one, again, other] = [await order('a'), await order('a'), await order('b')];
  expect(again).toEqual(one);
  expect(other).not.toEqual(one);
  expect(other.toSorted()).toEqual(one.toSorted());
  expect(one).not.toEqual(questions);
});
