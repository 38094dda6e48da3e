import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type OpenedGraph, openGraph } from '../../src/cli/graph-options.ts';
import { openVerifying, readTaskFiles, type Verifying } from '../../src/cli/verifying.ts';
import { walkAndVerify } from '../../src/cli/walk-and-verify.ts';
import { PATTERNS } from '../../src/logic/pattern.ts';
import { collectTasks, sampleTasks } from '../../src/task/sample-tasks.ts';
import type { Task } from '../../src/task/task.ts';
import type { Verified } from '../../src/verify/verify-all.ts';

const root = mkdtempSync(join(tmpdir(), 'graphtrail-walk-and-verify-'));
afterAll(() => rmSync(root, { recursive: true }));
const folder = (name: string): string => join(root, name);

let opened: OpenedGraph;
let verifying: Verifying;
let tasks: readonly Task[];
beforeAll(async () => {
  opened = await openGraph(['graphs/countries.ttl'], {});
  verifying = await openVerifying(opened, new Map());
  const options = { count: 320, patterns: [...PATTERNS.keys()], seed: 'both' };
  ({ tasks } = await collectTasks(sampleTasks(opened, options)));
});
afterAll(() => verifying.close());

async function run(given: Iterable<Task> | AsyncIterable<Task>, name: string) {
  const verified: Verified[] = [];
  const stream = walkAndVerify(opened, given, folder(name), { style: 'values', verifying });
  for (;;) {
    const next = await stream.next();
    if (next.done) return { verified, walked: next.value };
    verified.push(next.value);
  }
}

test('verdicts are those that verifying the finished journals gives', async () => {
  const { verified, walked } = await run(tasks, 'same');
  expect(walked).toMatchObject({ walked: tasks.length, faulted: 0 });
  const store = await readTaskFiles([folder('same')], undefined);
  const afterwards = await openVerifying(opened, store);
  const again: Verified[] = [];
  for await (const one of afterwards.verdicts([folder('same')])) again.push(one);
  await afterwards.close();
  expect(verified.map(({ verdict }) => verdict)).toEqual(again.map(({ verdict }) => verdict));
  expect(verified.every(({ verdict }) => verdict.conforms)).toBe(true);
  expect(verified.map(({ task }) => task?.id).sort()).toEqual(tasks.map(({ id }) => id).sort());
  // All but the seal, which is written last.
  const unsealed = verified.map(({ trajectory }) => ({ ...trajectory, sealed: true }));
  expect(unsealed).toEqual(again.map(({ trajectory }) => trajectory));
});

test('tasks are asked only as fast as others are judged', async () => {
  let taken = 0;
  let judged = 0;
  let ahead = 0;
  async function* stream() {
    for (const task of tasks) {
      taken += 1;
      ahead = Math.max(ahead, taken - judged);
      yield task;
    }
  }
  for await (const _ of walkAndVerify(opened, stream(), folder('pace'), { style: 'values', verifying })) {
    judged += 1;
    // A slow reader of verdicts.
    if (judged % 100 === 0) await new Promise((resolve) => setTimeout(resolve, 20));
  }
  expect([taken, judged]).toEqual([tasks.length, tasks.length]);
  expect(ahead).toBeLessThanOrEqual(260);
});

test('the same question twice is walked and judged twice', async () => {
  const twice = [...tasks.slice(0, 30), ...tasks.slice(0, 30)];
  const { verified } = await run(twice, 'twice');
  expect(verified.map(({ task }) => task?.id).sort()).toEqual(twice.map(({ id }) => id).sort());
});

test('a walk that fails fails here too, after what was answered before was judged', async () => {
  async function* broken() {
    yield* tasks.slice(0, 40);
    throw new Error('no more');
  }
  const judged: Verified[] = [];
  const all = async () => {
    for await (const one of walkAndVerify(opened, broken(), folder('broken'), { style: 'values', verifying }))
      judged.push(one);
  };
  await expect(all()).rejects.toThrow('no more');
  expect(judged.length).toBe(40);
});

test('who stops listening ends the walk, and its journal is closed', async () => {
  let judged = 0;
  for await (const _ of walkAndVerify(opened, tasks, folder('stopped'), { style: 'values', verifying })) {
    judged += 1;
    if (judged === 5) break;
  }
  expect(readdirSync(folder('stopped')).filter((name) => /writer|unfinished/.test(name))).toEqual([]);
});
