/** Reading journals back: whole ones, damaged ones, and things that only look like one. */
import { appendFileSync, mkdirSync, readFileSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sealLine } from '../../src/trajectory/chain.ts';
import { openJournal } from '../../src/trajectory/journal.ts';
import type { Event } from '../../src/trajectory/record.ts';
import { answered, called, hostileEvent, opened } from './events.ts';
import { type ReadBack, readBack, temporaryFolder } from './folder.ts';

/** Writes trajectories `T1`, `T2`, … of three records each; the last one stays unanswered. */
async function written(folder: string, trajectories: number, options: { sealed?: boolean } = {}): Promise<string> {
  const journal = openJournal(folder, { now: () => new Date(0), sync: false });
  for (let index = 1; index <= trajectories; index += 1) {
    const events: Event[] = index < trajectories ? [opened, called, answered] : [opened, called];
    for (const event of events) await journal.append(`T${index}`, event);
  }
  const path = journal.file ?? '';
  if (options.sealed !== false) await journal.close();
  return path;
}

/** Whether anything at all was noticed: damage, a missing seal, or a file that is refused. */
function noticed({ trajectories, reports }: ReadBack): boolean {
  const clean = reports.every((report) => report.sealed && report.problemCount === 0);
  return !clean || trajectories.some((trajectory) => trajectory.problems.length > 0);
}

test('any events come back as they were written, in order', async () => {
  const folder = temporaryFolder();
  let run = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.constantFrom('A', 'B', '__proto__'), hostileEvent), { minLength: 1 }),
      async (records) => {
        run += 1;
        const journal = openJournal(join(folder, String(run)), { sync: false });
        await Promise.all(records.map(([trajectory, event]) => journal.append(trajectory, event)));
        await journal.close();
        const lines = readFileSync(journal.file ?? '', 'utf8').split(/[\n\r\u0085\u2028\u2029]/);
        expect(lines).toHaveLength(records.length + 2);
        const { trajectories, reports } = await readBack(folder.concat('/', String(run)));
        expect(reports).toMatchObject([{ records: records.length + 1, skipped: 0, sealed: true, problemCount: 0 }]);
        const parts = trajectories.flatMap(({ opened: first, task, calls, answer }) => [first, task, ...calls, answer]);
        const back = parts.filter((part) => part !== undefined).sort((one, other) => one.seq - other.seq);
        for (const { v, trajectory, seq, prev, at, sha256, ...event } of back) {
          expect([trajectory, event]).toEqual(JSON.parse(JSON.stringify(records[seq - 1])));
        }
        const repeated = trajectories
          .flatMap(({ problems }) => problems)
          .filter(({ reason }) => reason.includes('second'));
        expect(back.length + repeated.length).toBe(records.length);
      },
    ),
    { numRuns: 60 },
  );
});

test('a trajectory leaves when it is answered, the unanswered ones at the end', async () => {
  const folder = temporaryFolder();
  const journal = openJournal(folder);
  const order: [string, Event][] = [
    ['A', opened],
    ['B', opened],
    ['C', opened],
    ['C', answered],
    ['A', called],
    ['B', answered],
  ];
  for (const [trajectory, event] of order) await journal.append(trajectory, event);
  await journal.close();
  const { trajectories } = await readBack(folder);
  expect(trajectories.map(({ id, answer }) => [id, answer !== undefined])).toEqual([
    ['C', true],
    ['B', true],
    ['A', false],
  ]);
});

test('every flip of one bit is noticed, wherever it falls', async () => {
  const folder = temporaryFolder();
  const path = await written(folder, 1);
  const whole = readFileSync(path);
  expect(noticed(await readBack(path))).toBe(false);
  const unnoticed: string[] = [];
  for (let at = 0; at < whole.length; at += 1) {
    const bytes = Buffer.from(whole);
    bytes[at] = (bytes[at] ?? 0) ^ (1 << (at % 8));
    writeFileSync(path, bytes);
    if (!noticed(await readBack(path))) unnoticed.push(`byte ${at}`);
  }
  expect(unnoticed).toEqual([]);
});

test('every swap, repetition and loss of lines is noticed', async () => {
  const folder = temporaryFolder();
  const path = await written(folder, 4);
  const lines = readFileSync(path, 'utf8').trimEnd().split('\n');
  const unnoticed: string[] = [];
  async function check(change: string, changed: string[]): Promise<void> {
    writeFileSync(path, changed.map((line) => `${line}\n`).join(''));
    if (!noticed(await readBack(path))) unnoticed.push(change);
  }
  for (let one = 0; one < lines.length; one += 1) {
    await check(`lost ${one}`, lines.toSpliced(one, 1));
    for (let other = 0; other < lines.length; other += 1) {
      const line = lines[one] ?? '';
      await check(`repeated ${one} at ${other}`, lines.toSpliced(other, 0, line));
      if (other !== one)
        await check(`swapped ${one} and ${other}`, lines.with(one, lines[other] ?? '').with(other, line));
    }
  }
  await check('a trajectory lost', lines.toSpliced(3, 3));
  await check('a trajectory repeated', [...lines.slice(0, 6), ...lines.slice(3)]);
  expect(unnoticed).toEqual([]);
});

test('every cut in a sealed file is noticed, and the answered trajectories before it still come', async () => {
  const folder = temporaryFolder();
  const path = await written(folder, 2);
  const whole = readFileSync(path);
  for (let size = whole.length - 1; size >= 0; size -= 1) {
    truncateSync(path, size);
    const read = await readBack(path);
    expect(noticed(read)).toBe(true);
    const ends = whole.subarray(0, size).toString('latin1').split('\n').length - 1;
    expect(read.trajectories.filter(({ answer }) => answer !== undefined)).toHaveLength(ends >= 3 ? 1 : 0);
  }
});

test('a file without a seal is told to be unsealed, not damaged', async () => {
  const { trajectories, reports } = await readBack(await written(temporaryFolder(), 2, { sealed: false }));
  expect(trajectories.map(({ sealed, problems }) => [sealed, problems])).toEqual([
    [false, []],
    [false, []],
  ]);
  expect(reports).toMatchObject([{ sealed: false, problemCount: 0 }]);
});

test('a break concerns what was not answered before it, and points at the record', async () => {
  const path = await written(temporaryFolder(), 4);
  writeFileSync(
    path,
    readFileSync(path, 'utf8').replace(/"get_capital_of_country"(?=[^\n]*\n[^\n]*\n[^\n]*\n[^\n]*"T3")/, '"x"'),
  );
  const { trajectories, reports } = await readBack(path);
  expect(trajectories.map(({ id, problems }) => [id, problems.length])).toEqual([
    ['T1', 0],
    ['T2', 1],
    ['T3', 1],
    ['T4', 1],
  ]);
  expect(trajectories[1]?.problems[0]).toMatchObject({ seq: 5, reason: expect.stringContaining('own hash') });
  expect(reports).toMatchObject([{ records: 11, skipped: 1, problemCount: 1 }]);
});

test('lines whose own hashes were made again give themselves away by their places and links', async () => {
  const path = join(temporaryFolder(), 'run-x.jsonl');
  /** Writes well-linked records, with `changed` in the third, and a seal with `seal` in it. */
  async function problemsOf(changed: object, seal: object, more: object[] = []): Promise<string[]> {
    let prev = 'run-x';
    const lines: string[] = [];
    const push = (event: object) => {
      const sealed = sealLine({ v: 1 }, { trajectory: 'T', seq: lines.length + 1, prev, at: '', ...event });
      lines.push(sealed.line);
      prev = sealed.sha256;
    };
    for (const event of [opened, called, { ...called, ...changed }, called]) push(event);
    push({ type: 'closed', records: 4, head: prev, ...seal });
    for (const event of more) push(event);
    writeFileSync(path, lines.join(''));
    return (await readBack(path)).reports.flatMap(({ problems }) => problems.map(({ reason }) => reason));
  }
  expect(await problemsOf({}, {})).toEqual([]);
  expect(await problemsOf({ prev: 'a'.repeat(64) }, {})).toEqual([expect.stringContaining('not linked')]);
  expect(await problemsOf({ seq: 7 }, {})).toEqual([
    expect.stringContaining('expected record 3, got 7'),
    expect.anything(),
  ]);
  expect(await problemsOf({}, { records: 5 })).toEqual([expect.stringContaining('the seal counts 5 records, got 4')]);
  expect(await problemsOf({}, { head: 'a'.repeat(64) })).toEqual([expect.stringContaining('another head')]);
  expect(await problemsOf({}, {}, [called])).toEqual([expect.stringContaining('behind the seal')]);
});

test('a record that follows an answer is a trajectory of its own, with a problem', async () => {
  const folder = temporaryFolder();
  const journal = openJournal(folder);
  for (const event of [opened, answered, called]) await journal.append('T', event);
  await journal.close();
  const { trajectories } = await readBack(folder);
  expect(trajectories.map(({ problems }) => problems.map(({ seq }) => seq))).toEqual([[], [3]]);
});

test('lines that are JSON but no record, however well chained, are skipped and counted', async () => {
  const folder = temporaryFolder();
  const path = join(folder, 'run-x.jsonl');
  const frame = { v: 1, trajectory: 'T', seq: 1, prev: 'run-x', at: '' };
  const bodies = [
    null,
    1,
    [],
    {},
    { ...frame, type: 'other' },
    { ...frame, ...called, arguments: [] },
    { ...frame, v: 0, ...opened },
  ];
  const lines = bodies.map((body) =>
    typeof body === 'object' && body !== null ? sealLine({ a: 1 }, { ...body, b: 1 }).line : `${body}\n`,
  );
  writeFileSync(path, `${lines.join('')}\n\n{"a":\n${'['.repeat(100_000)}\n`);
  const { trajectories, reports } = await readBack(path);
  expect(trajectories).toEqual([]);
  expect(reports).toMatchObject([{ records: 0, skipped: 11, sealed: false, problemCount: 11 }]);
});

test('a ruined file keeps few problems and counts the rest', async () => {
  const path = join(temporaryFolder(), 'run-x.jsonl');
  writeFileSync(path, 'x\n'.repeat(10_000));
  const { reports } = await readBack(path);
  expect(reports[0]?.problems).toHaveLength(20);
  expect(reports[0]?.problemCount).toBe(10_000);
});

test('a record of a newer layout is refused with its version; a damaged version is only damage', async () => {
  const path = join(temporaryFolder(), 'run-x.jsonl');
  const { line } = sealLine({ v: 7, trajectory: 'T', seq: 1, prev: 'run-x', at: '' }, opened);
  writeFileSync(path, line);
  await expect(readBack(path)).rejects.toMatchObject({
    code: 'journal_version',
    message: expect.stringContaining('version 7'),
  });
  writeFileSync(path, line.replace('"v":7', '"v":9'));
  expect((await readBack(path)).reports).toMatchObject([{ skipped: 1 }]);
});

test('a file under the name of another run is noticed', async () => {
  const folder = temporaryFolder();
  const path = await written(folder, 1);
  writeFileSync(join(folder, 'run-other.jsonl'), readFileSync(path));
  const { reports } = await readBack(folder);
  expect(reports.map(({ problemCount }) => problemCount).sort()).toEqual([0, 1]);
});

test('directories stand for their journals in order of names, and no file is read twice', async () => {
  const folder = temporaryFolder();
  for (const id of ['b', 'c', 'a']) {
    const journal = openJournal(folder, { id: () => id });
    await journal.append(id, opened);
    await journal.close();
  }
  mkdirSync(join(folder, 'run-folder.jsonl'));
  symlinkSync(join(folder, 'run-a.jsonl'), join(folder, 'run-link.jsonl'));
  writeFileSync(join(folder, 'notes.jsonl'), 'not a journal');
  const { trajectories } = await readBack(folder, join(folder, 'run-b.jsonl'));
  expect(trajectories.map(({ id }) => id)).toEqual(['a', 'b', 'c']);
});

test('a path that leads to no journal is an error', async () => {
  const folder = temporaryFolder();
  for (const path of [folder, join(folder, 'absent'), '/dev/null']) {
    await expect(readBack(path)).rejects.toMatchObject({ code: 'journal_not_found' });
  }
});

test('an observation of five megabytes passes through, and a line that never ends is skipped', async () => {
  const folder = temporaryFolder();
  const journal = openJournal(folder);
  const message = 'ü\u2028'.repeat(1_000_000);
  await journal.append('T', opened);
  await journal.append('T', { ...called, observation: { status: 'ok', message } });
  await journal.close();
  const path = journal.file ?? '';
  expect((await readBack(path)).trajectories[0]?.calls[0]?.observation.message).toBe(message);
  const block = Buffer.alloc(1024 * 1024, 'x');
  for (let megabytes = 0; megabytes < 65; megabytes += 1) appendFileSync(path, block);
  appendFileSync(path, '\n');
  expect((await readBack(path)).reports).toMatchObject([{ records: 3, skipped: 1 }]);
});

test('a gap in the log that a trajectory was imported from is told where no answer tells of it', async () => {
  const imported = { log: 'claude-stream', file: 'sha256:00', missing: 2 };
  const folder = temporaryFolder();
  const journal = openJournal(folder, { sync: false });
  for (const [id, last] of [
    ['open', called],
    ['answered', answered],
  ] as const) {
    await journal.append(id, { ...opened, imported });
    await journal.append(id, { ...last, words: 'So it is.', original: 'x' });
  }
  await journal.close();
  const { trajectories, reports } = await readBack(folder);
  expect(reports).toMatchObject([{ skipped: 0, problemCount: 0 }]);
  const problems = new Map(trajectories.map((trajectory) => [trajectory.id, trajectory.problems]));
  expect(problems.get('answered')).toEqual([]);
  expect(problems.get('open')).toMatchObject([{ reason: expect.stringContaining('2 results not as served') }]);
});
