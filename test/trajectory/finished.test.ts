/** A client may read its finished trajectories again, exactly as they stand in the journal, and nobody else's. */
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { keepFinished } from '../../src/trajectory/finished.ts';
import { type JournalOptions, openJournal } from '../../src/trajectory/journal.ts';
import { createRecorder } from '../../src/trajectory/recorder.ts';
import { createUnwritten } from '../../src/trajectory/unwritten.ts';
import { answered, called, opened } from './events.ts';
import { temporaryFolder } from './folder.ts';

function openTwo(options: JournalOptions = {}) {
  const folder = temporaryFolder();
  const journal = openJournal(folder, options);
  const recorder = () => keepFinished(createRecorder(journal, opened), journal);
  const linesOf = (id: string): string =>
    readdirSync(folder)
      .flatMap((name) => readFileSync(join(folder, name), 'utf8').split('\n'))
      .filter((line) => line.startsWith(`{"v":1,"trajectory":"${id}"`))
      .sort((one, other) => JSON.parse(one).seq - JSON.parse(other).seq)
      .map((line) => `${line}\n`)
      .join('');
  return { folder, journal, recorders: [recorder(), recorder()] as const, linesOf };
}

test('interleaved trajectories of two clients are read whole, each by its own client only', async () => {
  const { journal, recorders, linesOf } = openTwo();
  const [one, two] = recorders;
  const begun = await Promise.all([one.begin('a?'), two.begin('b?'), one.begin('c?')]);
  const [a, b, c] = begun.map(({ trajectory }) => trajectory) as [string, string, string];
  const quoting = { ...called, arguments: { country: `"trajectory":"${a}",` } };
  for (let round = 0; round < 5; round++)
    await Promise.all([one.call(a, called), two.call(b, quoting), one.call(c, quoting)]);
  await Promise.all([one.answer(a, answered), two.answer(b, answered)]);
  expect(one.finished.list()).toEqual([{ trajectory: a, question: 'a?' }]);
  expect(two.finished.list()).toEqual([{ trajectory: b, question: 'b?' }]);
  expect(await one.finished.read(a)).toBe(linesOf(a));
  expect((await two.finished.read(b))?.trimEnd().split('\n')).toHaveLength(8);
  for (const id of [b, c, 'nothing', '']) expect(await one.finished.read(id)).toBeUndefined();
  await one.answer(c, answered);
  expect(one.finished.list().map(({ trajectory }) => trajectory)).toEqual([c, a]);
  await journal.close();
});

test('one that goes on across files is read from all of them, and not at all where one is gone', async () => {
  const { folder, journal, recorders, linesOf } = openTwo({ rotate: { bytes: 2000 } });
  const [one] = recorders;
  const { trajectory } = await one.begin('a?');
  for (let round = 0; round < 20; round++) await one.call(trajectory, called);
  await one.answer(trajectory, answered);
  await journal.close();
  const files = readdirSync(folder).filter((name) => name.startsWith('run-'));
  expect(files.length).toBeGreaterThan(3);
  expect(await one.finished.read(trajectory)).toBe(linesOf(trajectory));
  rmSync(join(folder, files.sort()[1] as string));
  expect(await one.finished.read(trajectory)).toBeUndefined();
});

test('of a long question the beginning is kept in memory, and all of it on disk', async () => {
  const { journal, recorders, linesOf } = openTwo({ sync: false });
  const [one] = recorders;
  const { trajectory } = await one.begin('é'.repeat(100_000));
  await one.answer(trajectory, answered);
  expect(one.finished.list()).toEqual([{ trajectory, question: 'é'.repeat(1000) }]);
  expect(await one.finished.read(trajectory)).toBe(linesOf(trajectory));
  await journal.close();
});

test('what was done without a task is a trajectory too, and the 50 newest are kept', async () => {
  const { journal, recorders } = openTwo({ sync: false });
  const [one] = recorders;
  for (let round = 0; round < 60; round++) {
    const own = one.resolve({}) as string;
    await one.call(own, called);
    await one.answer(own, answered);
  }
  expect(one.finished.list()).toHaveLength(50);
  const [newest] = one.finished.list();
  expect(newest?.question).toBeUndefined();
  expect((await one.finished.read(newest?.trajectory ?? ''))?.trimEnd().split('\n')).toHaveLength(3);
  await journal.close();
});

test('a recorder that writes nothing tells trajectories apart all the same', async () => {
  const recorder = createUnwritten();
  const begun = [await recorder.begin('a?'), await recorder.begin('b?')];
  expect(begun.map(({ task }) => task)).toEqual(['t1', 't2']);
  expect(recorder.resolve({ task: 't2' })).toBe(begun[1]?.trajectory);
  expect(await recorder.call(begun[0]?.trajectory ?? '', called)).toEqual({ recorded: true });
  await recorder.answer(begun[1]?.trajectory ?? '', answered);
  expect(recorder.resolve({ task: 't2' })).toBeUndefined();
});
