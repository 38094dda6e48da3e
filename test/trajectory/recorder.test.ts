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

test('where the opening record is lost, nothing is written behind it; the next record opens again and counts what was lost', async () => {
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
  expect(trajectories).toMatchObject([{ opened, calls: [{ ...called, unrecorded: 2 }], sealed: true }]);
  expect(trajectories[0]?.problems).toEqual([
    { seq: 2, reason: expect.stringContaining('2 records before it could not be written') },
  ]);
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
  expect(trajectories).toMatchObject([{ calls: [{ seq: 2, unrecorded: 1 }], problems: [{ seq: 2 }] }]);
});

test('a recorder that serves on says which records are lost, tells the operator, and forgets none in the count', async () => {
  const folder = temporaryFolder();
  const journal = openJournal(folder);
  const lost: string[] = [];
  const recorder = createRecorder(journal, opened, {
    onFailure: 'serve',
    onLost: ({ code }) => lost.push(code),
  });
  const { trajectory, recorded } = await recorder.begin('q');
  expect(recorded).toBe(true);
  const impossible = { ...called, arguments: { number: 1n } };
  expect(await recorder.call(trajectory, impossible)).toEqual({ recorded: false });
  expect(await recorder.call(trajectory, impossible)).toEqual({ recorded: false });
  expect(await recorder.call(trajectory, called)).toEqual({ recorded: true });
  expect(await recorder.call(trajectory, called)).toEqual({ recorded: true });
  expect(await recorder.answer(trajectory, answered)).toEqual({ recorded: true });
  await journal.close();
  expect(lost).toEqual(['journal_record_invalid', 'journal_record_invalid']);
  const { trajectories } = await readBack(folder);
  expect(trajectories[0]?.calls.map(({ unrecorded }) => unrecorded)).toEqual([2, undefined]);
  expect(trajectories[0]?.problems).toHaveLength(1);
});

test('a task whose beginning fails leaves nothing open that calls could fall into', async () => {
  const folder = temporaryFolder();
  const journal = openJournal(folder);
  const recorder = createRecorder(journal, opened);
  rmSync(folder, { recursive: true });
  await expect(recorder.begin('q')).rejects.toMatchObject({ code: 'journal_not_writable' });
  mkdirSync(folder);
  expect(recorder.resolve({ task: 't1' })).toBeUndefined();
  const { trajectory } = await recorder.begin('q');
  expect(recorder.resolve({})).toBe(trajectory);
  await journal.close();
});
