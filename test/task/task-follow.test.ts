import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { TaskError } from '../../src/errors.ts';
import { lineOfTask } from '../../src/task/task-file.ts';
import { followTasks } from '../../src/task/task-follow.ts';
import { createTaskWriter } from '../../src/task/task-writer.ts';
import { plainTask as task } from './plain-task.ts';

const root = mkdtempSync(join(tmpdir(), 'graphtrail-follow-'));
afterAll(() => rmSync(root, { recursive: true }));
const newFolder = (): string => mkdtempSync(join(root, 'run-'));

test('every task is found as soon as it is written, also after its file got its lasting name', async () => {
  const folder = newFolder();
  const writer = createTaskWriter(folder);
  const tasks = followTasks([folder]);
  for (let index = 0; index < 3000; index++) {
    writer.add(task(`question ${index}`));
    if (index % 100 === 0) expect(tasks.get(`question ${index}`)).toEqual(task(`question ${index}`));
  }
  expect(tasks.get('question 3000')).toBeUndefined();
  writer.finish();
  for (const index of [0, 1, 1500, 2999]) expect(tasks.get(`question ${index}`)).toEqual(task(`question ${index}`));
  await tasks.close?.();
});

test('a line that is not whole yet is waited for, however long it is', async () => {
  const folder = newFolder();
  const file = join(folder, 'tasks-00.jsonl');
  const line = lineOfTask(task('ä'.repeat(300_000)));
  const tasks = followTasks([folder]);
  writeFileSync(file, line.slice(0, 400_000));
  expect(tasks.get('ä'.repeat(300_000))).toBeUndefined();
  appendFileSync(file, line.slice(400_000) + lineOfTask(task('b')));
  expect(tasks.get('b')).toEqual(task('b'));
  expect(tasks.get('ä'.repeat(300_000))).toEqual(task('ä'.repeat(300_000)));
  await tasks.close?.();
});

test('several files count, and what is no task is an error that names its line', async () => {
  const folder = newFolder();
  writeFileSync(join(folder, 'tasks-01.jsonl'), lineOfTask(task('a')));
  writeFileSync(join(folder, 'tasks-02.jsonl'), `${lineOfTask(task('b'))}{}\n`);
  writeFileSync(join(folder, 'other.jsonl'), 'no task');
  const tasks = followTasks([folder]);
  expect(() => tasks.get('b')).toThrow(TaskError);
  expect(tasks.get('a')).toEqual(task('a'));
  await tasks.close?.();
});
