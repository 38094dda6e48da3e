import { expect, test } from 'vitest';
import { createTidings } from '../../src/cli/tidings.ts';
import { followJournal } from '../../src/trajectory/follow.ts';
import { openJournal } from '../../src/trajectory/journal.ts';
import { readJournals } from '../../src/trajectory/read.ts';
import { createRecorder } from '../../src/trajectory/recorder.ts';
import type { Trajectory } from '../../src/trajectory/trajectory.ts';
import { opened } from './events.ts';
import { temporaryFolder } from './folder.ts';

/** Two trajectories at a time are begun, and all but the last are answered. */
async function record(recorder: ReturnType<typeof createRecorder>, count: number, onAnswer: () => void) {
  for (let index = 0; index < count; index++) {
    const [one, other] = [
      await recorder.begin(`first ${index}`),
      await recorder.begin(`second ${'ä'.repeat(index * 20)}`),
    ];
    for (const { trajectory } of index === count - 1 ? [other] : [other, one]) {
      await recorder.answer(trajectory, { answer: { number: index }, resolved: undefined });
      onAnswer();
    }
  }
}

async function all(trajectories: AsyncIterable<Trajectory>): Promise<Trajectory[]> {
  const found: Trajectory[] = [];
  for await (const trajectory of trajectories) found.push(trajectory);
  return found;
}

test.each([
  ['in one file', {}],
  ['over many files', { rotate: { bytes: 3000 } }],
])('what a follower finds is what a reader finds afterwards, %s', async (_what, options) => {
  const folder = temporaryFolder();
  // Another run in the same folder is none of its business.
  const other = openJournal(folder);
  await record(createRecorder(other, opened), 2, () => undefined);
  const journal = openJournal(folder, options);
  const tidings = createTidings();
  const following = all(followJournal(journal, tidings.more));
  await record(createRecorder(journal, opened), 25, tidings.tell);
  await journal.close();
  tidings.end();
  const found = await following;
  await other.close();
  const run = (found[0] as Trajectory).journal.slice(0, 40);
  const read = (await all(readJournals([folder]))).filter((one) => one.journal.startsWith(run));
  expect(found.length).toBe(50);
  expect(found.map((one) => ({ ...one, sealed: true }))).toEqual(read);
});

test('a journal that never had a record is followed to its end', async () => {
  const tidings = createTidings();
  const following = all(followJournal(openJournal(temporaryFolder()), tidings.more));
  tidings.tell();
  tidings.end();
  expect(await following).toEqual([]);
});
