/** Torn tails: put aside where the writer is gone, left alone where it may be alive. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  appendFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openJournal } from '../../src/trajectory/journal.ts';
import { quarantineTornTails, repairJournal } from '../../src/trajectory/repair.ts';
import { opened } from './events.ts';
import { readBack, temporaryFolder } from './folder.ts';

const WRITER = new URL('fixtures/torn-writer.mjs', import.meta.url).pathname;

test('a torn tail is moved beside the file, which then reads without a problem', async () => {
  const folder = temporaryFolder();
  const journal = openJournal(folder, { id: () => 'one' });
  await journal.append('T', opened);
  await journal.close();
  const path = join(folder, 'run-one.jsonl');
  const whole = readFileSync(path);
  expect(repairJournal(path)).toBeUndefined();
  appendFileSync(path, '{"torn');
  expect((await readBack(path)).reports).toMatchObject([
    { skipped: 1, problems: [{ reason: expect.stringContaining('torn') }] },
  ]);
  expect(repairJournal(path)).toEqual({ path, torn: `${path}.torn`, bytes: 6 });
  expect(readFileSync(path)).toEqual(whole);
  expect(readFileSync(`${path}.torn`, 'utf8')).toBe('{"torn');
  appendFileSync(path, 'no json\n');
  expect(repairJournal(path)).toEqual({ path, torn: `${path}.torn-2`, bytes: 8 });
  expect((await readBack(path)).reports).toMatchObject([{ sealed: true, problemCount: 0 }]);
});

test('a file that is nothing but a tail becomes empty, however long the tail is', () => {
  const path = join(temporaryFolder(), 'run-x.jsonl');
  writeFileSync(path, `broken\n${'x'.repeat(200_000)}`);
  expect(repairJournal(path)?.bytes).toBe(200_007);
  expect(readFileSync(path, 'utf8')).toBe('');
});

test('what cannot be repaired is an error: nothing there, a link, a directory', () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'target'), 'tail');
  symlinkSync(join(folder, 'target'), join(folder, 'run-link.jsonl'));
  for (const path of [join(folder, 'absent'), join(folder, 'run-link.jsonl'), folder]) {
    expect(() => repairJournal(path)).toThrow(expect.objectContaining({ code: 'journal_repair_failed' }));
  }
  expect(readFileSync(join(folder, 'target'), 'utf8')).toBe('tail');
});

test('opening a directory touches no file of unknown writers, nor of this process', async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'run-stranger.jsonl'), 'half');
  const journal = openJournal(folder, { id: () => 'mine' });
  await journal.append('T', opened);
  appendFileSync(join(folder, 'run-mine.jsonl'), 'half');
  expect(quarantineTornTails(folder)).toEqual([]);
  expect(readFileSync(join(folder, 'run-stranger.jsonl'), 'utf8')).toBe('half');
  expect(readFileSync(join(folder, 'run-mine.jsonl'), 'utf8')).toMatch(/half$/);
  await journal.close();
});

test('notes about writers that make no sense are no reason to touch a file', () => {
  const folder = temporaryFolder();
  for (const [name, note] of Object.entries({ a: '', b: '{}', c: '{"boot":1}', d: '[]', e: 'null' })) {
    writeFileSync(join(folder, `run-${name}.jsonl`), 'half');
    writeFileSync(join(folder, `run-${name}.writer`), note);
  }
  expect(quarantineTornTails(folder)).toEqual([]);
});

test.runIf(process.platform === 'linux')('a writer of another boot or process namespace may be alive somewhere', () => {
  const folder = temporaryFolder();
  const here = {
    boot: readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim(),
    namespace: readlinkSync('/proc/self/ns/pid'),
    // No process has this number: Linux stops at 4,194,304.
    process: 5_000_000,
    started: '1',
  };
  const notes = { boot: { ...here, boot: 'other' }, namespace: { ...here, namespace: 'pid:[1]' }, gone: here };
  for (const [name, note] of Object.entries(notes)) {
    writeFileSync(join(folder, `run-${name}.jsonl`), 'half');
    writeFileSync(join(folder, `run-${name}.writer`), JSON.stringify(note));
  }
  expect(quarantineTornTails(folder).map(({ path }) => path)).toEqual([join(folder, 'run-gone.jsonl')]);
});

test.runIf(process.platform === 'linux')(
  'the tail of a killed process is put aside, that of a living one is not',
  async () => {
    const folder = temporaryFolder();
    const child = spawn(process.execPath, [WRITER, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
    await once(child.stdout, 'data');
    const name = readdirSync(folder).find((entry) => entry.endsWith('.jsonl')) ?? '';
    const path = join(folder, name);
    expect(quarantineTornTails(folder)).toEqual([]);
    child.kill('SIGKILL');
    await once(child, 'exit');
    await openJournal(folder).close();
    expect(readFileSync(`${path}.torn`, 'utf8')).toBe('{"half":');
    expect(readFileSync(path, 'utf8')).toMatch(/"\}\n$/);
    expect(existsSync(path.replace('.jsonl', '.writer'))).toBe(false);
    expect(quarantineTornTails(folder)).toEqual([]);
  },
);

test.runIf(process.platform === 'linux')(
  'of many processes that open a directory at once, one puts the tail aside',
  async () => {
    const folder = temporaryFolder();
    spawnSync(process.execPath, [WRITER, folder, 'exit']);
    const openers = Array.from({ length: 4 }, () =>
      spawn(process.execPath, [WRITER, folder, 'open'], { stdio: 'inherit' }),
    );
    const codes = await Promise.all(openers.map(async (child) => (await once(child, 'exit'))[0]));
    expect(codes).toEqual([0, 0, 0, 0]);
    expect(readdirSync(folder).filter((name) => name.includes('.torn'))).toHaveLength(1);
  },
);
