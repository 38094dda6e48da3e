/** Looking after journals: their states, mending their ends, counting what they hold. */
import { appendFileSync, existsSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import { type FileInspection, inspectJournals } from '../../src/trajectory/inspect.ts';
import { openJournal } from '../../src/trajectory/journal.ts';
import { mendJournal } from '../../src/trajectory/mend.ts';
import { journalStats } from '../../src/trajectory/stats.ts';
import { answered, called, opened } from './events.ts';
import { readBack, temporaryFolder } from './folder.ts';

const noon = () => new Date('2026-01-02T12:00:00Z');

/** A sealed file with one trajectory, in a folder of its own. */
async function sealedFile(run = 'x'): Promise<string> {
  const journal = openJournal(temporaryFolder(), { id: () => run, now: noon });
  for (const event of [opened, called, answered]) await journal.append('T', event);
  await journal.close();
  return journal.file as string;
}

/** The same without its seal. */
async function unsealedFile(): Promise<string> {
  const path = await sealedFile();
  const bytes = readFileSync(path);
  truncateSync(path, bytes.lastIndexOf('\n', -2) + 1);
  return path;
}

async function inspected(...paths: string[]): Promise<FileInspection[]> {
  const files: FileInspection[] = [];
  for await (const file of inspectJournals(paths)) files.push(file);
  return files;
}

const statesOf = async (...paths: string[]): Promise<string[]> => (await inspected(...paths)).map(({ state }) => state);

test('a torn end is put aside, what is whole is sealed, and a second repair finds nothing to do', async () => {
  const path = await unsealedFile();
  const whole = readFileSync(path);
  appendFileSync(path, '{"half":');
  expect(await statesOf(path)).toEqual(['damaged']);
  const cut = { path, torn: `${path}.torn`, bytes: 8 };
  expect(await mendJournal(path, { force: true })).toEqual({ path, cut, sealed: true });
  expect(readFileSync(`${path}.torn`, 'utf8')).toBe('{"half":');
  const mended = readFileSync(path);
  expect(mended.subarray(0, whole.length)).toEqual(whole);
  expect(await inspected(path)).toMatchObject([{ state: 'repaired', records: 4, sealed: false, problemCount: 0 }]);
  expect((await readBack(path)).trajectories).toMatchObject([{ sealed: false, problems: [], answer: answered }]);
  expect(await mendJournal(path)).toEqual({ path, cut: undefined, sealed: false });
  expect(readFileSync(path)).toEqual(mended);
  expect(readdirSync(join(path, '..'))).toEqual([basename(path), `${basename(path)}.torn`]);
});

test('what a repair sealed is guarded from then on: a cut is noticed again', async () => {
  const path = await unsealedFile();
  await mendJournal(path, { force: true });
  const size = readFileSync(path).length;
  for (let cut = size - 1; cut > size - 400; cut -= 1) {
    truncateSync(path, cut);
    expect(['damaged', 'unsealed']).toContain((await statesOf(path))[0]);
  }
});

test('no byte is lost by a repair, wherever a file was cut', async () => {
  const sealed = readFileSync(await sealedFile());
  const path = await sealedFile();
  for (let cut = 0; cut <= sealed.length; cut += 7) {
    rmSync(`${path}.torn`, { force: true });
    writeFileSync(path, sealed.subarray(0, cut));
    const { cut: repair } = await mendJournal(path, { force: true });
    const torn = repair === undefined ? Buffer.alloc(0) : readFileSync(repair.torn);
    const kept = readFileSync(path).subarray(0, cut - torn.length);
    expect(Buffer.concat([kept, torn])).toEqual(sealed.subarray(0, cut));
    expect(['sealed', 'repaired', 'unsealed']).toContain((await statesOf(path))[0]);
  }
});

test('damage inside a file stays where it is, and such a file is not sealed', async () => {
  const path = await unsealedFile();
  const changed = readFileSync(path, 'utf8').replace('Paris', 'Lyon!');
  writeFileSync(path, changed);
  expect(await mendJournal(path, { force: true })).toEqual({
    path,
    cut: undefined,
    sealed: false,
    unsealed: 'it is damaged before its end',
  });
  expect(readFileSync(path, 'utf8')).toBe(changed);
  expect(await inspected(path)).toMatchObject([
    {
      state: 'damaged',
      problems: [{ line: 2, byte: changed.indexOf('\n') + 1, reason: expect.stringContaining('hash') }],
    },
  ]);
});

test.runIf(process.platform === 'linux')(
  'a file that is being written is in use, and no repair touches it',
  async () => {
    const folder = temporaryFolder();
    const journal = openJournal(folder, { id: () => 'x' });
    await journal.append('T', opened);
    const path = journal.file as string;
    expect(await statesOf(folder)).toEqual(['in_use']);
    appendFileSync(path, '{"on its way');
    expect(await statesOf(folder)).toEqual(['in_use']);
    for (const force of [false, true])
      await expect(mendJournal(path, { force })).rejects.toMatchObject({
        code: 'journal_in_use',
        message: expect.stringContaining('a process is writing it'),
      });
    expect(readFileSync(path, 'utf8')).toMatch(/on its way$/);
    await journal.close();
  },
);

test.runIf(process.platform === 'linux')('a file of another boot is mended only where that is forced', async () => {
  const path = await unsealedFile();
  const note = path.replace('.jsonl', '.writer');
  writeFileSync(note, JSON.stringify({ boot: 'other', namespace: 'n', process: 1, started: '1' }));
  await expect(mendJournal(path)).rejects.toMatchObject({
    code: 'journal_in_use',
    message: expect.stringContaining('--force'),
  });
  expect(await mendJournal(path, { force: true })).toMatchObject({ sealed: true });
  expect(existsSync(note)).toBe(false);
});

test('a file that the next one goes on from is known to its end without a seal', async () => {
  const folder = temporaryFolder();
  const journal = openJournal(folder, { id: () => 'x', rotate: { bytes: 1 } });
  for (const event of [opened, answered]) await journal.append('T', event);
  await journal.close();
  const first = join(folder, 'run-x.jsonl');
  // As after a failed write: the file has no seal, and the next one names its last record.
  const [line] = readFileSync(first, 'utf8').split('\n');
  writeFileSync(first, `${line}\n`);
  const { state } = (await inspected(first))[0] as FileInspection;
  expect(state).toBe('continued');
  expect(await mendJournal(first, { force: true })).toMatchObject({
    sealed: false,
    unsealed: expect.stringContaining('next file'),
  });
});

test('an empty file and one of a single torn line hold nothing to seal', async () => {
  const path = join(temporaryFolder(), 'run-x.jsonl');
  for (const text of ['', 'half']) {
    writeFileSync(path, text);
    expect(await mendJournal(path, { force: true })).toMatchObject({ sealed: false, unsealed: 'it holds no record' });
    expect(readFileSync(path, 'utf8')).toBe('');
  }
});

test('what journals hold is counted, by state and by client', async () => {
  const folder = temporaryFolder();
  const options = { id: () => 'x', now: noon };
  const journal = openJournal(folder, options);
  for (const [trajectory, client] of [
    ['A', { name: 'one', version: '1' }],
    ['B', undefined],
    ['C', { name: 'one', version: '1' }],
  ] as const) {
    await journal.append(trajectory, { ...opened, client });
    await journal.append(trajectory, called, trajectory === 'C' ? 2 : 0);
    if (trajectory !== 'B') await journal.append(trajectory, answered);
  }
  await journal.close();
  writeFileSync(join(folder, 'run-y.jsonl'), 'half');
  expect(await journalStats([folder])).toEqual({
    files: 2,
    states: { sealed: 1, damaged: 1 },
    bytes: readFileSync(join(folder, 'run-x.jsonl')).length + 4,
    records: 9,
    trajectories: 3,
    answered: 2,
    calls: 3,
    redacted: 0,
    unrecorded: 2,
    oldest: '2026-01-02T12:00:00.000Z',
    newest: '2026-01-02T12:00:00.000Z',
    clients: [
      { client: 'one 1', trajectories: 2, answered: 2, calls: 2 },
      { client: 'unknown', trajectories: 1, answered: 0, calls: 1 },
    ],
  });
});
