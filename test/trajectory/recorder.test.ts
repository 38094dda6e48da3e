/** The recorder of one connection: from what the server was asked to trajectories. */
import { mkdirSync, rmSync } from 'node:fs';
import { expect, test } from 'vitest';
import { openJournal } from '../../src/trajectory/journal.ts';
import { createRecorder } from '../../src/trajectory/recorder.ts';
import { answered, called, opened } from './events.ts';
import { readBack, temporaryFolder } from './folder.ts';

test('a task, its calls and its answer come back as one trajectory with everything needed to replay it', async () => {
  const folder = temporaryFolder();
  const journal = openJournal(folder);
  const recorder = createRecorder(journal, opened);
  const { trajectory, task } = await recorder.begin('What is the capital of France?');
  expect(task).toBe('t1');
  await recorder.call(recorder.resolve({ task }) ?? '', called);
  await recorder.answer(recorder.resolve({}) ?? '', answered);
  await journal.close();
  const { trajectories } = await readBack(folder);
  expect(trajectories).toHaveLength(1);
  expect(trajectories[0]).toMatchObject({
    id: trajectory,
    sealed: true,
    problems: [],
    opened,
    task: { task: 't1', question: 'What is the capital of France?' },
    calls: [called],
    answer: answered,
  });
});

test('trajectories of two connections and two tasks do not mix', async () => {
  const folder = temporaryFolder();
  const journal = openJournal(folder);
  const one = createRecorder(journal, opened);
  const two = createRecorder(journal, () => ({ ...opened, client: { name: 'late', version: '2' } }));
  const tasks = await Promise.all([one.begin('a'), one.begin('b'), two.begin('c')]);
  await Promise.all([
    ...tasks.map(({ trajectory }, index) =>
      (index < 2 ? one : two).call(trajectory, { ...called, tool: `tool_${index}` }),
    ),
    two.call(two.resolve({ traceparent: 'none' }) ?? '', { ...called, tool: 'tool_3' }),
  ]);
  await journal.close();
  const { trajectories } = await readBack(folder);
  const seen = trajectories.map((found) => [
    found.task?.question,
    found.opened?.client?.name,
    found.calls.map((call) => call.tool),
  ]);
  expect(seen).toEqual([
    ['a', 'test', ['tool_0']],
    ['b', 'test', ['tool_1']],
    ['c', 'late', ['tool_2', 'tool_3']],
  ]);
});

test('a connection that asks nothing writes nothing', async () => {
  const folder = temporaryFolder();
  const journal = openJournal(folder);
  createRecorder(journal, opened).resolve({});
  expect(journal.file).toBeUndefined();
});

test('where the opening record is lost, nothing is written behind it, and the next record opens again', async () => {
  const folder = temporaryFolder();
  const journal = openJournal(folder);
  const recorder = createRecorder(journal, opened);
  const trajectory = recorder.resolve({}) ?? '';
  rmSync(folder, { recursive: true });
  const lost = await Promise.allSettled([recorder.call(trajectory, called), recorder.call(trajectory, called)]);
  expect(lost.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  mkdirSync(folder);
  await recorder.call(trajectory, called);
  await journal.close();
  const { trajectories } = await readBack(folder);
  expect(trajectories).toMatchObject([{ opened, calls: [called], problems: [], sealed: true }]);
});

test('where the opening record cannot be made, the call is not recorded without it', async () => {
  const folder = temporaryFolder();
  const journal = openJournal(folder);
  const clients = [1n as unknown as undefined, undefined];
  const recorder = createRecorder(journal, () => ({ ...opened, client: clients.shift() }));
  const trajectory = recorder.resolve({}) ?? '';
  await expect(recorder.call(trajectory, called)).rejects.toMatchObject({ code: 'journal_record_invalid' });
  await recorder.call(trajectory, called);
  await journal.close();
  const { trajectories } = await readBack(folder);
  expect(trajectories).toMatchObject([{ calls: [{ seq: 2 }], problems: [] }]);
});
