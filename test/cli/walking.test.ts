import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type OpenedGraph, openGraph } from '../../src/cli/graph-options.ts';
import { walkAll } from '../../src/cli/walking.ts';
import { collectTasks, sampleTasks } from '../../src/task/sample-tasks.ts';
import type { Task } from '../../src/task/task.ts';
import { readTasks } from '../../src/task/task-file.ts';
import { createTaskWriter } from '../../src/task/task-writer.ts';
import { readJournals } from '../../src/trajectory/read.ts';

const root = mkdtempSync(join(tmpdir(), 'graphtrail-walking-'));
afterAll(() => rmSync(root, { recursive: true }));
const folder = (name: string): string => join(root, name);

let opened: OpenedGraph;
let tasks: readonly Task[];
beforeAll(async () => {
  opened = await openGraph(['graphs/countries.ttl'], {});
  ({ tasks } = await collectTasks(sampleTasks(opened, { count: 240, patterns: ['1p', '2i', '2u'], seed: 'walking' })));
});

const taskFiles = (path: string): string[] => readdirSync(path).filter((name) => name.startsWith('tasks-'));

async function answered(path: string): Promise<(string | undefined)[]> {
  const questions: (string | undefined)[] = [];
  for await (const { task, answer } of readJournals([path])) if (answer !== undefined) questions.push(task?.question);
  return questions.sort();
}

test('tasks are taken from a stream as they are walked, never many ahead', async () => {
  let taken = 0;
  let walked = 0;
  let ahead = 0;
  async function* stream() {
    for (const task of tasks) {
      taken += 1;
      ahead = Math.max(ahead, taken - walked);
      yield task;
    }
  }
  const onWalked = (_: Task, done: number): void => {
    walked = done;
  };
  const report = await walkAll(opened, stream(), folder('stream'), { style: 'values', onWalked });
  const calls = tasks.reduce((sum, { plan }) => sum + plan.length, 0);
  expect(report).toEqual({ walked: tasks.length, calls, faulted: 0, faults: [] });
  expect(ahead).toBeLessThanOrEqual(65);
  expect(await answered(folder('stream'))).toEqual(tasks.map(({ question }) => question).sort());
});

test('the task file is named by its content: the same tasks again are the same file', async () => {
  await walkAll(opened, tasks.slice(0, 5), folder('twice'), { style: 'values' });
  const [first] = taskFiles(folder('twice'));
  await walkAll(opened, tasks.slice(0, 5), folder('twice'), { style: 'handles' });
  expect(taskFiles(folder('twice'))).toEqual([first]);
  expect(first).toMatch(/^tasks-[0-9a-f]{16}\.jsonl$/);
  expect(await readTasks(join(folder('twice'), first as string))).toEqual(tasks.slice(0, 5));
  await walkAll(opened, tasks.slice(0, 6), folder('twice'), { style: 'values' });
  expect(taskFiles(folder('twice')).length).toBe(2);
});

test('where the stream breaks, what was walked is whole: journal sealed, its tasks beside it', async () => {
  async function* broken() {
    yield* tasks.slice(0, 20);
    throw new Error('no more');
  }
  await expect(walkAll(opened, broken(), folder('broken'), { style: 'values' })).rejects.toThrow('no more');
  const reports: boolean[] = [];
  const onFile = ({ sealed }: { sealed: boolean }): number => reports.push(sealed);
  let read = 0;
  for await (const { answer } of readJournals([folder('broken')], { onFile })) read += answer === undefined ? 0 : 1;
  expect([read, reports]).toEqual([20, [true]]);
  expect((await readTasks(join(folder('broken'), taskFiles(folder('broken'))[0] as string))).length).toBe(20);
});

test('a task of another graph ends the walk and says what to do', async () => {
  const foreign = { ...(tasks[3] as Task), made: { graph: 'gt1:0', seed: '0', version: '1' } };
  const walk = walkAll(opened, [...tasks.slice(0, 3), foreign, ...tasks.slice(4)], folder('foreign'), {
    style: 'values',
  });
  await expect(walk).rejects.toMatchObject({
    code: 'other_graph',
    message: expect.stringMatching(/gt1:0.*sample tasks/),
  });
  expect((await answered(folder('foreign'))).length).toBeLessThan(tasks.length / 2);
});

test('a walk that is killed leaves the tasks it had begun, under a name that says so', async () => {
  const path = folder('killed');
  await walkAll(opened, [], path, { style: 'values' });
  expect(taskFiles(path)).toEqual([]);
  const writer = createTaskWriter(path);
  for (const task of tasks.slice(0, 4)) writer.add(task);
  const [name] = taskFiles(path);
  expect(name).toMatch(/^tasks-unfinished-[0-9a-f-]+\.jsonl$/);
  expect(await readTasks(join(path, name as string))).toEqual(tasks.slice(0, 4));
  writeFileSync(join(path, name as string), readFileSync(join(path, name as string), 'utf8').slice(0, -30));
  expect(await readTasks(join(path, name as string))).toEqual(tasks.slice(0, 3));
});

test('tasks that cannot be written end the walk with an error that names the file', async () => {
  expect(() => createTaskWriter(folder('nowhere'))).toThrow(/nowhere.*tasks-unfinished.*--record/s);
  await expect(walkAll(opened, tasks, '/proc', { style: 'values' })).rejects.toThrow(/\/proc/);
});
