import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { JournalError } from '../../src/errors.ts';
import { followJournals } from '../../src/trajectory/follow-others.ts';
import { openJournal } from '../../src/trajectory/journal.ts';
import { readJournals } from '../../src/trajectory/read.ts';
import { createRecorder } from '../../src/trajectory/recorder.ts';
import type { Trajectory } from '../../src/trajectory/trajectory.ts';
import { opened } from './events.ts';
import { temporaryFolder } from './folder.ts';

async function all(trajectories: AsyncIterable<Trajectory>): Promise<Trajectory[]> {
  const found: Trajectory[] = [];
  for await (const trajectory of trajectories) found.push(trajectory);
  return found;
}

async function record(recorder: ReturnType<typeof createRecorder>, count: number): Promise<void> {
  for (let index = 0; index < count; index++) {
    const { trajectory } = await recorder.begin(`question ${index}`);
    await recorder.answer(trajectory, { answer: { number: index }, resolved: undefined });
    if (index % 7 === 0) await pause(5);
  }
}

test.each([
  ['in one file', {}],
  ['over many files', { rotate: { bytes: 3000 } }],
])('what is followed while it is written is what is read afterwards, %s', async (_what, options) => {
  const folder = temporaryFolder();
  const ended = openJournal(folder);
  await record(createRecorder(ended, opened), 3);
  await ended.close();
  const journal = openJournal(folder, options);
  const recorder = createRecorder(journal, opened);
  await record(recorder, 1);
  const following = all(followJournals([folder]));
  await record(recorder, 40);
  await journal.close();
  const found = await following;
  expect(found).toHaveLength(44);
  const unsealed = (one: Trajectory): Trajectory => ({ ...one, sealed: false });
  expect(found.map(unsealed)).toEqual((await all(readJournals([folder]))).map(unsealed));
});

test('trajectories are given while their writer goes on', async () => {
  const folder = temporaryFolder();
  const journal = openJournal(folder);
  const recorder = createRecorder(journal, opened);
  await record(recorder, 1);
  const following = followJournals([folder]);
  expect((await following.next()).value?.task?.question).toBe('question 0');
  const next = following.next();
  await record(recorder, 1);
  expect((await next).done).toBe(false);
  await journal.close();
  expect((await following.next()).done).toBe(true);
});

test('a folder may be filled later, but not at any time', async () => {
  const folder = temporaryFolder();
  const following = all(followJournals([folder]));
  const journal = openJournal(folder);
  await pause(50);
  await record(createRecorder(journal, opened), 2);
  await journal.close();
  expect(await following).toHaveLength(2);
  await expect(all(followJournals([temporaryFolder()], { patience: 60 }))).rejects.toThrow(JournalError);
});
