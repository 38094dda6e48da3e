import { chmodSync, copyFileSync, renameSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type GraphInput, resolveInputs } from '../../../src/graph/inputs.ts';
import { keyOf, type SnapshotKey } from '../../../src/graph/snapshot/key.ts';
import { temporaryFolder } from '../folder.ts';
import { settle } from './settle.ts';

const place = temporaryFolder();
const file = place.write('one.ttl', '<urn:a> <urn:p> <urn:b> .');
const other = place.write('two.ttl', '<urn:a> <urn:p> <urn:c> .');
const labels = place.write('labels.txt', 'urn:a\tAda\n');

const inputs = await resolveInputs([file]);
const key = async (
  options: Parameters<typeof keyOf>[1] = {},
  of: readonly GraphInput[] = inputs,
  program = '1',
): Promise<SnapshotKey> => (await keyOf(of, options, program)) as SnapshotKey;

test('nothing changed gives the same key', async () => {
  expect((await key()).text).toBe((await key()).text);
  expect((await key({ base: 'urn:kg:', entail: false, limits: {} })).text).toBe((await key()).text);
  expect((await key({ language: 'EN' })).text).toBe((await key({ language: 'en' })).text);
});

test('each option that shapes a graph gives a snapshot of its own', async () => {
  const options = [
    {},
    { base: 'urn:other:' },
    { language: 'en' },
    { entail: true },
    { labels: [labels] },
    { limits: { statements: 5 } },
    { limits: { termBytes: 5 } },
    { limits: { fileBytes: 5 } },
    { limits: { inferred: 5 } },
  ];
  const keys = await Promise.all(options.map((one) => key(one)));
  expect(new Set(keys.map(({ id }) => id)).size).toBe(options.length);
});

test('each set of files, in its order, has a snapshot of its own', async () => {
  const sets = await Promise.all([[file], [other], [file, other], [other, file]].map((paths) => resolveInputs(paths)));
  const keys = await Promise.all(sets.map((set) => key({}, set)));
  expect(new Set(keys.map(({ id }) => id)).size).toBe(sets.length);
  const folder = await key({}, await resolveInputs([place.path]));
  expect([keys[2]?.id, keys[3]?.id]).not.toContain(folder.id);
});

test('another program replaces the snapshot', async () => {
  const [one, two] = [await key(), await key({}, inputs, '2')];
  expect(two.id).toBe(one.id);
  expect(two.text).not.toBe(one.text);
});

test('every way of changing a file changes the key, and not the name of the snapshot', async () => {
  const before = await key({ labels: [labels] });
  const seen = new Set([before.text]);
  const { atime, mtime } = statSync(file);
  const changes: (() => void)[] = [
    () => writeFileSync(file, '<urn:a> <urn:p> <urn:b>, <urn:c> .'),
    () => utimesSync(file, 5, 5),
    // The same size and time of writing as before: only its inode tells, or the time of its last change.
    () => {
      copyFileSync(file, join(place.path, 'copy'));
      utimesSync(join(place.path, 'copy'), atime, mtime);
      renameSync(join(place.path, 'copy'), file);
    },
    () => chmodSync(file, 0o640),
    () => writeFileSync(labels, 'urn:a\tEva\n'),
  ];
  for (const change of changes) {
    await settle();
    change();
    const after = await key({ labels: [labels] });
    expect(after.id).toBe(before.id);
    expect(seen).not.toContain(after.text);
    seen.add(after.text);
  }
});

test('a file that was changed just now is not settled', async () => {
  writeFileSync(file, '<urn:a> <urn:p> <urn:b> .');
  expect((await key()).settled).toBe(false);
  await settle();
  expect((await key()).settled).toBe(true);
  // Where times are told in whole seconds, a second change may hide for longer.
  utimesSync(file, 7, 7);
  await settle();
  expect((await key()).settled).toBe(false);
});

test('a text, a pipe and what is not there have no key', async () => {
  const [input] = inputs as [GraphInput];
  expect(await keyOf([{ ...input, text: '' }], {}, '1')).toBeUndefined();
  expect(await keyOf([{ ...input, path: '/dev/null' }], {}, '1')).toBeUndefined();
  expect(await keyOf([{ ...input, path: join(place.path, 'gone.ttl') }], {}, '1')).toBeUndefined();
  expect(await keyOf(inputs, { labels: [join(place.path, 'gone.txt')] }, '1')).toBeUndefined();
});
