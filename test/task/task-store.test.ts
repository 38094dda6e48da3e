import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { lineOfTask, readTasks } from '../../src/task/task-file.ts';
import { createTaskPlaces } from '../../src/task/task-places.ts';
import { openTaskStore } from '../../src/task/task-store.ts';
import { plainTask as task } from './plain-task.ts';

const folder = mkdtempSync(join(tmpdir(), 'graphtrail-tasks-'));
afterAll(() => rmSync(folder, { recursive: true }));

let files = 0;
function fileWith(text: string, name = `tasks-${++files}.jsonl`): string {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
}

const question = fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('a', 'b', 'ü', '\u2028', '\n', '"', ''));

test('a store finds what a map over all tasks finds, of several with one question the last', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(question, { maxLength: 12 }), { maxLength: 3 }),
      question,
      async (named, other) => {
        const all = named.map((questions, file) => questions.map((one, index) => task(one, `${file}/${index}`)));
        const paths = all.map((tasks) => fileWith(tasks.map(lineOfTask).join('\n')));
        const store = await openTaskStore(paths);
        const map = new Map(all.flat().map((one) => [one.question, one]));
        for (const asked of [...map.keys(), other, ...map.keys()])
          expect(await store.get(asked)).toEqual(map.get(asked));
        expect(store.size).toBe(all.flat().length);
        await store.close();
      },
    ),
    { numRuns: 60 },
  );
});

test('places of one key come back last first, whatever else was added', () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 40 }), { maxLength: 3000 }), (keys) => {
      const places = createTaskPlaces();
      for (const [offset, key] of keys.entries()) places.add(key, { file: 1, offset, length: 2, content: 3 });
      places.settle();
      for (let key = 0; key <= 41; key++) {
        const wanted = keys.flatMap((one, offset) => (one === key ? [offset] : [])).reverse();
        expect(Array.from(places.find(key), ({ offset }) => offset)).toEqual(wanted);
      }
    }),
    { numRuns: 30 },
  );
});

test('lines that cross blocks are read as they are', async () => {
  const tasks = Array.from({ length: 900 }, (_, index) => task(`${index} ${'ä'.repeat(index)}`));
  const path = fileWith(tasks.map(lineOfTask).join(''));
  expect(await readTasks(path)).toEqual(tasks);
  const store = await openTaskStore([path]);
  for (const one of tasks) expect(await store.get(one.question)).toEqual(one);
  await store.close();
});

test.each([
  ['no JSON', 'no task\n', /:2: expected a task as one line of JSON, got "no task"/],
  ['JSON that is no task', '{"id":1}\n', /:2: not a task/],
  ['a line that was cut', lineOfTask(task('b')).slice(0, 40), /:2: expected a task/],
])('%s is an error with file and line, before anything is verified', async (_what, line, message) => {
  const path = fileWith(lineOfTask(task('a')) + line);
  await expect(openTaskStore([path])).rejects.toMatchObject({
    code: 'task_file',
    message: expect.stringMatching(message),
  });
});

test('a file that is not there is an error that names it', async () => {
  await expect(openTaskStore([join(folder, 'nowhere.jsonl')])).rejects.toThrow(/nowhere\.jsonl/);
});

test('of a file that was never finished the torn last line is left out, and only that', async () => {
  const torn = lineOfTask(task('b')).slice(0, 40);
  const path = fileWith(lineOfTask(task('a')) + torn, 'tasks-unfinished-1.jsonl');
  expect((await openTaskStore([path])).size).toBe(1);
  appendFileSync(path, '\n');
  await expect(openTaskStore([path])).rejects.toThrow(/:2: expected a task/);
});

test('a file that changes while it is in use is not believed', async () => {
  const path = fileWith(lineOfTask(task('a', '1')) + lineOfTask(task('b', '1')));
  const store = await openTaskStore([path]);
  writeFileSync(path, lineOfTask(task('a', '2')));
  await expect(store.get('a')).rejects.toMatchObject({ code: 'task_file', message: expect.stringMatching(/changed/) });
  await expect(store.get('b')).rejects.toThrow(/changed/);
  await store.close();
});
