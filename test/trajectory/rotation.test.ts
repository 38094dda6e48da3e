/** Runs that go on in several files: full ones, old ones, broken ones; and which of them are deleted. */
import { appendFileSync, existsSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sealLine } from '../../src/trajectory/chain.ts';
import { type JournalOptions, openJournal } from '../../src/trajectory/journal.ts';
import { compareJournalNames, journalName, parseJournalName } from '../../src/trajectory/journal-name.ts';
import type { Event } from '../../src/trajectory/record.ts';
import { pruneJournals } from '../../src/trajectory/retention.ts';
import { answered, called, opened } from './events.ts';
import { readBack, temporaryFolder } from './folder.ts';

const journals = (folder: string): string[] => readdirSync(folder).filter((name) => name.endsWith('.jsonl'));

/** One trajectory of many calls, and short ones beside it. */
async function long(folder: string, options: JournalOptions = {}): Promise<void> {
  const journal = openJournal(folder, { id: () => 'x', sync: false, rotate: { bytes: 3_000 }, ...options });
  const events: [string, Event][] = [['long', opened]];
  for (let n = 0; n < 40; n += 1) {
    events.push(['long', { ...called, arguments: { n } }]);
    for (const event of [opened, called, answered]) events.push([`short${n}`, event]);
  }
  events.push(['long', answered]);
  for (const [trajectory, event] of events) await journal.append(trajectory, event);
  await journal.close();
}

test('a full file is sealed, the run goes on in the next, and every trajectory is read as one', async () => {
  const folder = temporaryFolder();
  await long(folder);
  const names = journals(folder);
  expect(names.length).toBeGreaterThan(10);
  expect(names).toContain('run-x.000010.jsonl');
  expect(readdirSync(folder).filter((name) => name.endsWith('.writer'))).toEqual([]);
  const { trajectories, reports } = await readBack(folder);
  expect(reports.map(({ journal }) => journal)).toEqual(
    names.map((_, index) => journalName({ run: 'x', part: index + 1 })),
  );
  for (const report of reports) expect(report).toMatchObject({ sealed: true, problemCount: 0, skipped: 0 });
  expect(reports.every((report) => report.missing === undefined)).toBe(true);
  expect(trajectories).toHaveLength(41);
  expect(trajectories.flatMap(({ problems }) => problems)).toEqual([]);
  const whole = trajectories.find(({ id }) => id === 'long');
  expect(whole?.calls.map((call) => call.arguments['n'])).toEqual(Array.from({ length: 40 }, (_, n) => n));
  expect(whole).toMatchObject({ opened, answer: answered, sealed: true, journal: names.toSorted().at(-2) });
  const seqs = [whole?.opened?.seq, ...(whole?.calls ?? []).map(({ seq }) => seq), whole?.answer?.seq].map(Number);
  expect(seqs).toEqual(seqs.toSorted((one, other) => one - other));
});

test('files named one by one, in the order of a shell, are read in the order of the run', async () => {
  const folder = temporaryFolder();
  await long(folder);
  const { trajectories, reports } = await readBack(
    ...journals(folder)
      .toSorted()
      .map((name) => join(folder, name)),
  );
  expect(reports[0]?.journal).toBe('run-x.jsonl');
  expect(trajectories.flatMap(({ problems }) => problems)).toEqual([]);
});

test('where a file in the middle is gone, what crossed it is a fragment, the rest is whole, and the gap is named', async () => {
  const folder = temporaryFolder();
  await long(folder);
  rmSync(join(folder, 'run-x.000003.jsonl'));
  const { trajectories, reports } = await readBack(folder);
  expect(reports.flatMap(({ missing }) => missing ?? [])).toEqual(['run-x.000003.jsonl']);
  expect(reports.every(({ problemCount }) => problemCount === 0)).toBe(true);
  const fragments = trajectories.filter(({ id }) => id === 'long');
  expect(fragments.map(({ answer, problems }) => [answer !== undefined, problems.length])).toEqual([
    [false, 0],
    [true, 1],
  ]);
  expect(fragments[1]?.problems[0]?.reason).toContain('its beginning is in another file');
  expect(trajectories.filter(({ problems, answer }) => problems.length === 0 && answer).length).toBeGreaterThan(30);
});

test('a file that lost its end, or goes on from another, gives itself away by the link of the next', async () => {
  const folder = temporaryFolder();
  await long(folder);
  const path = join(folder, 'run-x.000002.jsonl');
  const lines = readFileSync(path, 'utf8').split('\n').slice(0, -1);
  writeFileSync(path, `${lines.slice(0, -2).join('\n')}\n`);
  const { trajectories, reports } = await readBack(folder);
  expect(reports[1]).toMatchObject({ sealed: false, problemCount: 0 });
  expect(reports[2]?.problems).toMatchObject([
    { line: 1, byte: 0, reason: expect.stringContaining('another record than the last of "run-x.000002.jsonl"') },
  ]);
  expect(trajectories.find(({ id }) => id === 'long')?.problems).toHaveLength(1);
});

test('damage in an earlier file concerns the trajectories that it began', async () => {
  const folder = temporaryFolder();
  await long(folder);
  const path = join(folder, 'run-x.jsonl');
  writeFileSync(path, readFileSync(path, 'utf8').replace('"Paris"', '"Lyon "'));
  const { trajectories } = await readBack(folder);
  const whole = trajectories.find(({ id }) => id === 'long');
  expect(whole?.problems.map(({ reason }) => reason)).toEqual([expect.stringMatching(/own hash.*\(in run-x\.jsonl\)/)]);
  expect(trajectories.filter(({ problems }) => problems.length === 0).length).toBeGreaterThan(30);
});

test('a file that is old is sealed at the next record', async () => {
  const folder = temporaryFolder();
  let now = 0;
  const journal = openJournal(folder, { id: () => 'x', now: () => new Date(now), rotate: { milliseconds: 1000 } });
  await journal.append('T', opened);
  now = 999;
  await journal.append('T', called);
  now = 1000;
  await journal.append('T', answered);
  await journal.close();
  const { trajectories, reports } = await readBack(folder);
  expect(reports.map(({ records, sealed }) => [records, sealed])).toEqual([
    [3, true],
    [2, true],
  ]);
  expect(trajectories).toMatchObject([{ opened, calls: [called], answer: answered, problems: [] }]);
});

test('names are read as they are written, and sort by run and part', () => {
  fc.assert(
    fc.property(
      fc.uuid(),
      fc.integer({ min: 1, max: 2_000_000 }),
      fc.integer({ min: 1, max: 2_000_000 }),
      (run, one, other) => {
        expect(parseJournalName(journalName({ run, part: one }))).toEqual({ run, part: one });
        expect(Math.sign(compareJournalNames({ run, part: one }, { run, part: other }))).toBe(Math.sign(one - other));
      },
    ),
  );
  for (const name of ['run-.jsonl', 'run-x.json', 'walk-x.jsonl', 'run-x.jsonl.torn'])
    expect(parseJournalName(name)).toBeUndefined();
});

test('retention deletes the oldest sealed files and nothing else', async () => {
  const folder = temporaryFolder();
  const day = 86_400_000;
  for (const [index, id] of ['a', 'b', 'c', 'd'].entries()) {
    const journal = openJournal(folder, { id: () => id, now: () => new Date(index * day) });
    await journal.append('T', opened);
    await journal.close();
  }
  const unsealed = openJournal(folder, { id: () => 'open', now: () => new Date(0) });
  await unsealed.append('T', opened);
  writeFileSync(join(folder, 'run-broken.jsonl'), 'half');
  utimesSync(join(folder, 'run-broken.jsonl'), 0, 0);
  // Sealed, and then something behind the seal: not intact.
  await long(folder, { id: () => 'torn', now: () => new Date(0), rotate: {} });
  appendFileSync(join(folder, 'run-torn.jsonl'), 'more');
  // Sealed, but with a note that somebody is at work on it.
  await long(folder, { id: () => 'noted', now: () => new Date(0), rotate: {} });
  writeFileSync(join(folder, 'run-noted.writer'), '{}');
  writeFileSync(join(folder, 'notes.jsonl'), 'keep');
  const others = ['notes.jsonl', 'run-broken.jsonl', 'run-noted.jsonl', 'run-open.jsonl', 'run-torn.jsonl'];

  expect(pruneJournals(folder, {}, new Date(10 * day))).toEqual([]);
  expect(pruneJournals(folder, { milliseconds: 9 * day }, new Date(10 * day))).toEqual([join(folder, 'run-a.jsonl')]);
  const size = readFileSync(join(folder, 'run-b.jsonl')).length;
  expect(pruneJournals(folder, { bytes: 2 * size }, new Date(0))).toEqual([join(folder, 'run-b.jsonl')]);
  expect(journals(folder)).toEqual([...others, 'run-c.jsonl', 'run-d.jsonl'].sort());
  expect(pruneJournals(folder, { bytes: 0 }, new Date(0))).toHaveLength(2);
  expect(journals(folder)).toEqual(others);
  await unsealed.close();
});

test('a journal prunes when it is opened and when it rotates, and tells which files are gone', async () => {
  const folder = temporaryFolder();
  await long(folder);
  const pruned: string[] = [];
  const keep = { bytes: 0 };
  const onPruned = (paths: readonly string[]): void => void pruned.push(...paths);
  await long(folder, { id: () => 'y', keep, onPruned });
  expect(pruned.length).toBeGreaterThan(20);
  expect(existsSync(join(folder, 'run-x.jsonl'))).toBe(false);
  expect(journals(folder).length).toBeLessThan(4);
});

test('a record that links to a file of another name is noticed', async () => {
  const path = join(temporaryFolder(), 'run-x.000002.jsonl');
  const line = (prev: string): string => sealLine({ v: 1, trajectory: 'T', seq: 9, prev, at: '' }, opened).line;
  const head = 'a'.repeat(64);
  const problems = async (prev: string): Promise<(string | undefined)[]> => {
    writeFileSync(path, line(prev));
    const { reports } = await readBack(path);
    return reports.flatMap((report) => [report.missing, ...report.problems.map(({ reason }) => reason)]);
  };
  expect(await problems(`run-x.000002:run-x:${head}`)).toEqual(['run-x.jsonl']);
  for (const prev of [`run-x:run-x:${head}`, `run-x.000002:run-x:${head}0`, 'run-x.000002:', head])
    expect(await problems(prev)).toEqual([undefined, expect.stringContaining('belongs to another file')]);
  expect(await problems('run-x.000002')).toEqual([undefined, expect.stringContaining('expected record 1, got 9')]);
});
