import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join, relative } from 'node:path';
import { expect, test } from 'vitest';
import { loadGraph } from '../../../src/graph/load.ts';
import { boundFolder } from '../../../src/graph/snapshot/bound.ts';
import { type KeepOptions, type KeptGraph, loadKept } from '../../../src/graph/snapshot/kept.ts';
import { temporaryFolder } from '../folder.ts';
import { everything } from './everything.ts';
import { settle } from './settle.ts';

const place = temporaryFolder();
let made = 0;
/** Of every system but Windows; Node itself can make no named pipes. */
const MAKE_PIPE = 'mkfifo';

/** A graph in a file, and an empty folder for snapshots beside it. */
async function begin(text = '<urn:a> <urn:p> <urn:b> .\n'): Promise<{
  file: string;
  folder: string;
  told: string[];
  load: (changes?: Partial<KeepOptions>) => Promise<KeptGraph>;
}> {
  const file = place.write(`graph-${made}.nt`, text);
  const folder = join(place.path, `kept-${made++}`);
  const told: string[] = [];
  await settle();
  const keeping: KeepOptions = { folder, program: '1', least: 0, onDamaged: (why) => told.push(why) };
  return { file, folder, told, load: (changes = {}) => loadKept([file], {}, { ...keeping, ...changes }) };
}

const onlyFile = (folder: string): string => join(folder, readdirSync(folder)[0] as string);

test('a snapshot is for its owner alone', async () => {
  const { folder, load } = await begin();
  expect(await (await load()).keep({})).toBe(true);
  expect(statSync(folder).mode & 0o777).toBe(0o700);
  expect(statSync(onlyFile(folder)).mode & 0o777).toBe(0o600);
});

test('a damaged snapshot is told of, deleted, and made anew', async () => {
  const { folder, told, load } = await begin();
  await (await load()).keep({});
  const path = onlyFile(folder);
  const bytes = readFileSync(path);
  bytes[bytes.length - 100] = (bytes[bytes.length - 100] as number) ^ 1;
  writeFileSync(path, bytes);
  const again = await load();
  expect(again.reopened).toBeUndefined();
  expect(told).toEqual(['its checksum is another']);
  expect(existsSync(path)).toBe(false);
  expect(await again.keep({})).toBe(true);
  expect((await load()).reopened).toBeDefined();
  expect(told).toHaveLength(1);
});

test('a snapshot of a file that has changed since, or of another program, is replaced without a word', async () => {
  const { file, folder, told, load } = await begin();
  await (await load()).keep({});
  expect((await load({ program: '2' })).reopened).toBeUndefined();
  writeFileSync(file, '<urn:a> <urn:p> <urn:c> .\n');
  await settle();
  const changed = await load();
  expect(changed.reopened).toBeUndefined();
  expect(changed.graph.id('urn:c')).toBeDefined();
  expect(await changed.keep({})).toBe(true);
  expect(readdirSync(folder)).toHaveLength(1);
  expect((await load()).graph.id('urn:c')).toBeDefined();
  expect(told).toEqual([]);
});

test('a file that is written to while it is read, or was just before, is not kept', async () => {
  const { file, folder, load } = await begin();
  const during = await load();
  writeFileSync(file, '<urn:a> <urn:p> <urn:d> .\n');
  expect(await during.keep({})).toBe(false);
  const after = await load();
  expect(await after.keep({})).toBe(false);
  expect(existsSync(folder)).toBe(false);
});

test('two that write at once leave one whole snapshot', async () => {
  const { folder, load } = await begin();
  const both = await Promise.all([load(), load()]);
  expect(await Promise.all(both.map(({ keep }) => keep({})))).toEqual([true, true]);
  expect(readdirSync(folder)).toHaveLength(1);
  expect((await load()).reopened).toBeDefined();
});

test('a folder that cannot be made, or that others may write to, costs nothing but time', async () => {
  const { file, folder, load } = await begin();
  expect(await (await load({ folder: join(file, 'below') })).keep({})).toBe(false);
  mkdirSync(folder);
  chmodSync(folder, 0o777);
  expect(await (await load()).keep({})).toBe(false);
  expect(readdirSync(folder)).toEqual([]);
  expect(await (await load({ folder: undefined })).keep({})).toBe(false);
});

test.skipIf(process.getuid?.() === 0)('a folder that is read only costs nothing but time', async () => {
  const { folder, load } = await begin();
  mkdirSync(folder);
  chmodSync(folder, 0o500);
  expect(await (await load()).keep({})).toBe(false);
});

test('what others may have written, a link, a pipe or a folder is not opened', async () => {
  const { folder, told, load } = await begin();
  await (await load()).keep({});
  const path = onlyFile(folder);
  chmodSync(path, 0o622);
  expect((await load()).reopened).toBeUndefined();
  chmodSync(path, 0o600);
  expect((await load()).reopened).toBeDefined();
  renameSync(path, `${path}.away`);
  symlinkSync(`${path}.away`, path);
  expect((await load()).reopened).toBeUndefined();
  renameSync(path, `${path}.link`);
  mkdirSync(path);
  expect((await load()).reopened).toBeUndefined();
  renameSync(path, `${path}.folder`);
  if (process.platform !== 'win32') {
    execFileSync(MAKE_PIPE, [path]);
    expect((await load()).reopened).toBeUndefined();
  }
  expect(told).toEqual([]);
});

test('a snapshot of another graph under this name is not taken for it', async () => {
  const one = await begin();
  const two = await begin('<urn:x> <urn:p> <urn:y> .\n');
  await (await one.load()).keep({});
  await (await two.load()).keep({});
  copyFileSync(onlyFile(one.folder), onlyFile(two.folder));
  const { graph, reopened } = await two.load();
  expect(reopened).toBeUndefined();
  expect(graph.id('urn:x')).toBeDefined();
});

test('files go by what they are, not by how their paths are written, and names by the paths', async () => {
  const { file, folder, load } = await begin();
  await (await load()).keep({});
  const around = relative(process.cwd(), file);
  const { graph, reopened } = await loadKept([around], {}, { folder, program: '1' });
  expect(reopened).toBeDefined();
  expect(graph.inputs[0]?.path).toBe(around);
  expect(everything(graph)).toEqual(everything(await loadGraph([around])));
});

test('the folder stays within its bound: what was used last stays', async () => {
  const folder = join(place.path, 'bound');
  mkdirSync(folder);
  for (const [name, age] of [
    ['a.snapshot', 30],
    ['b.snapshot', 10],
    ['c.snapshot', 20],
    ['.staged-old', 7200],
    ['.staged-new', 5],
    ['notes.txt', 99],
  ] as const) {
    writeFileSync(join(folder, name), Buffer.alloc(100));
    const used = new Date(Date.now() - age * 1000);
    utimesSync(join(folder, name), used, used);
  }
  await boundFolder(folder, 250);
  expect(readdirSync(folder).sort()).toEqual(['.staged-new', 'b.snapshot', 'c.snapshot', 'notes.txt']);
});

test('opening a snapshot counts as using it', async () => {
  const { folder, load } = await begin();
  await (await load()).keep({});
  utimesSync(onlyFile(folder), 1, 1);
  await load();
  expect(statSync(onlyFile(folder)).mtimeMs).toBeGreaterThan(1e12);
});
