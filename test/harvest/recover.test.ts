import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { filesBelow } from '../../src/harvest/folder.ts';
import type { Knows } from '../../src/harvest/gather.ts';
import { openGathering, WALKS } from '../../src/harvest/gathering.ts';
import { openWork } from '../../src/harvest/work.ts';
import { harvest } from '../../src/harvest/write.ts';
import { harvestedOf, walkOf } from './fixtures/sample.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'recover-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const walks = Array.from({ length: 40 }, (_, index) => walkOf(`Land ${index}`, [`A${index}`, `B${index}`]));
const settings = { seed: 'seed', graph: 'gt1:00' };
const options = (name: string) => ({
  directory: join(root, name),
  formats: ['trl-sft'],
  seed: 'seed',
  license: 'mit',
  settings,
});

/** A run that leaves out what is known; counts what it had to do. */
async function run(name: string, some = walks): Promise<number> {
  let worked = 0;
  await harvest(async function* (knows: Knows) {
    for (const walk of some) {
      if (knows(walk.trajectory)) continue;
      worked++;
      yield harvestedOf(walk);
    }
  }, options(name));
  return worked;
}

/** What a run leaves that is killed after so many trajectories. */
async function leave(name: string, count: number): Promise<string> {
  const { folder } = await openWork(join(root, name), settings);
  const gathering = openGathering(folder);
  for (const walk of walks.slice(0, count)) gathering.add(harvestedOf(walk));
  gathering.close();
  return join(folder, WALKS);
}

async function contents(name: string): Promise<string[]> {
  const files = await filesBelow(join(root, name));
  return files.map((file) => `${file}\n${readFileSync(join(root, name, file), 'utf8')}`);
}

test('a run goes on from what a killed one had gathered, wherever its last line was torn', async () => {
  expect(await run('whole')).toBe(40);
  const path = await leave('out', 10);
  const { size } = statSync(path);
  const text = readFileSync(path);
  for (const [cut, most] of [
    [0, 30],
    [1, 31],
    [700, 32],
    [size - 5, 40],
    [size, 40],
  ] as const) {
    await leave('out', 10);
    writeFileSync(path, text);
    truncateSync(path, size - cut);
    expect(await run('out')).toBeLessThanOrEqual(most);
    expect(await contents('out')).toEqual(await contents('whole'));
    expect(existsSync(path)).toBe(false);
    rmSync(join(root, 'out'), { recursive: true });
  }
});

test('noughts at the end of a file, as a power cut leaves them, are cut off', async () => {
  await run('whole');
  appendFileSync(await leave('out', 10), Buffer.alloc(4096));
  expect(await run('out')).toBe(30);
  expect(await contents('out')).toEqual(await contents('whole'));
});

test('what was gathered with other settings, or is no longer asked for, does not come in', async () => {
  await run('few', walks.slice(0, 5));
  await leave('out', 10);
  expect(await run('out', walks.slice(0, 5))).toBe(0);
  expect(await contents('out')).toEqual(await contents('few'));
  const { folder } = await openWork(join(root, 'other'), { ...settings, seed: 'other' });
  openGathering(folder).close();
  expect((await openWork(join(root, 'other'), settings)).begun).toBe(false);
  expect((await openWork(join(root, 'other'), undefined)).begun).toBe(false);
});

test('a trajectory whose file turned out to be damaged is looked at again', async () => {
  await leave('out', 10);
  const [first, ...others] = walks;
  if (first === undefined) throw new Error('there are walks');
  const damaged = { ...first, trajectory: { ...first.trajectory, problems: [{ seq: 1, reason: 'torn' }] } };
  expect(await run('out', [damaged, ...others])).toBe(31);
  await run('whole');
  expect(await contents('out')).toEqual(await contents('whole'));
});

test('two processes do not write into one directory', async () => {
  const path = await leave('out', 1);
  writeFileSync(join(path, '../writer'), '1');
  await expect(run('out')).rejects.toMatchObject({ code: 'busy' });
  writeFileSync(join(path, '../writer'), '999999999');
  expect(await run('out')).toBe(39);
});
