/** The journal: what is written, where, and what happens when it cannot be. */
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openJournal } from '../../src/trajectory/journal.ts';
import { readToolsFile } from '../../src/trajectory/tools-file.ts';
import { answered, called, opened } from './events.ts';
import { temporaryFolder } from './folder.ts';

const noon = () => new Date('2026-01-02T12:00:00Z');

function journalNames(folder: string): string[] {
  return readdirSync(folder).filter((name) => name.endsWith('.jsonl'));
}

test('a journal is made at its first record, in a private directory, as a private file', async () => {
  const folder = join(temporaryFolder(), 'a', 'b');
  const journal = openJournal(folder, { id: () => 'one' });
  expect(journalNames(folder)).toEqual([]);
  expect(journal.file).toBeUndefined();
  await journal.append('T', opened);
  expect(journal.file).toBe(join(folder, 'run-one.jsonl'));
  expect(statSync(folder).mode & 0o777).toBe(0o700);
  expect(statSync(join(folder, 'run-one.jsonl')).mode & 0o777).toBe(0o600);
  await journal.close();
});

// The hash is what `sha256sum` says of the line without its last member.
test('the bytes of a journal are fixed: frame first, hash last, the seal at the end', async () => {
  const folder = temporaryFolder();
  const journal = openJournal(folder, { id: () => 'one', now: noon });
  await journal.append('T', { type: 'task', task: 't1', question: 'a\u2028b\u0085c\ud800' });
  await journal.close();
  const lines = readFileSync(join(folder, 'run-one.jsonl'), 'utf8').split('\n');
  expect(lines[0]).toBe(
    '{"v":1,"trajectory":"T","seq":1,"prev":"run-one","at":"2026-01-02T12:00:00.000Z","type":"task","task":"t1",' +
      '"question":"a\\u2028b\\u0085c\\ud800","sha256":"b8905c2594207f6960653347f9f0b35fdaae7466fa65a1133abd134bc2672b3a"}',
  );
  expect(JSON.parse(lines[1] ?? '')).toMatchObject({
    trajectory: 'one',
    seq: 2,
    type: 'closed',
    records: 1,
    prev: JSON.parse(lines[0] ?? '').sha256,
    head: JSON.parse(lines[0] ?? '').sha256,
  });
  expect(lines[2]).toBe('');
});

test('records stand in the order of the calls, whether or not anybody waits', async () => {
  const folder = temporaryFolder();
  const journal = openJournal(folder);
  await Promise.all(Array.from({ length: 50 }, (_, index) => journal.append(`T${index}`, called)));
  await journal.close();
  const lines = readFileSync(journal.file ?? '', 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(lines.slice(0, -1).map((line) => line.trajectory)).toEqual(
    Array.from({ length: 50 }, (_, index) => `T${index}`),
  );
});

test('closing waits for what is on its way, seals once, and ends the journal', async () => {
  const folder = temporaryFolder();
  const journal = openJournal(folder);
  const pending = [journal.append('T', opened), journal.append('T', called)];
  await Promise.all([journal.close(), journal.close()]);
  await Promise.all(pending);
  expect(readFileSync(journal.file ?? '', 'utf8').match(/"type":"closed"/g)).toHaveLength(1);
  await expect(journal.append('T', answered)).rejects.toMatchObject({ code: 'journal_closed' });
  expect(readdirSync(folder)).toHaveLength(1);
});

test('a journal without records leaves no file', async () => {
  const folder = temporaryFolder();
  await openJournal(folder).close();
  expect(readdirSync(folder)).toEqual([]);
});

test('a directory that cannot be is refused when the journal is opened', () => {
  const file = join(temporaryFolder(), 'file');
  writeFileSync(file, '');
  for (const directory of [file, join(file, 'below')]) {
    expect(() => openJournal(directory)).toThrow(expect.objectContaining({ code: 'journal_not_writable' }));
  }
});

test('an existing file is never written to', async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'run-one.jsonl'), 'precious');
  const journal = openJournal(folder, { id: () => 'one' });
  await expect(journal.append('T', opened)).rejects.toMatchObject({ code: 'journal_not_writable' });
  expect(readFileSync(join(folder, 'run-one.jsonl'), 'utf8')).toBe('precious');
});

test('a value that JSON cannot hold, or that would stand in the frame, fails its own call and no other', async () => {
  const folder = temporaryFolder();
  const journal = openJournal(folder);
  await journal.append('T', opened);
  for (const impossible of [
    { ...called, arguments: { number: 1n } },
    { ...called, seq: 7 },
  ]) {
    await expect(journal.append('T', impossible)).rejects.toMatchObject({ code: 'journal_record_invalid' });
  }
  await journal.append('T', answered);
  await journal.close();
  expect(journalNames(folder)).toHaveLength(1);
});

test('a tool list is stored once, whole, under its digest', async () => {
  const folder = temporaryFolder();
  const journals = [openJournal(folder), openJournal(folder)];
  await Promise.all(
    journals.flatMap((journal) => [1, 2, 3].map(() => journal.writeTools('sha256:ab', [{ name: 'x' }]))),
  );
  expect(readdirSync(folder)).toEqual(['tools-sha256-ab.json']);
  expect(await readToolsFile(folder, 'sha256:ab')).toEqual([{ name: 'x' }]);
});

test('a digest that is no file name is refused', async () => {
  const folder = join(temporaryFolder(), 'in');
  const journal = openJournal(folder);
  for (const digest of ['../x', '', 'a/b', '.hidden', 'a\0b', 'x'.repeat(300)]) {
    await expect(journal.writeTools(digest, [])).rejects.toMatchObject({ code: 'journal_tools_invalid' });
  }
  await expect(readToolsFile(folder, 'absent')).rejects.toMatchObject({ code: 'journal_tools_invalid' });
});

test('a tool list that cannot be put in place is an error and leaves nothing behind', async () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'x'));
  const journal = openJournal(join(folder, 'x'));
  await expect(journal.writeTools('ab', [1n])).rejects.toMatchObject({ code: 'journal_write_failed' });
  expect(existsSync(join(folder, 'x', 'tools-ab.json'))).toBe(false);
  expect(readdirSync(join(folder, 'x'))).toEqual([]);
});
