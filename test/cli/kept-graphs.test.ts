import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cacheFolder } from '../../src/cli/cache-folder.ts';
import { graphtrail, type Ran } from './run.ts';

const folder = mkdtempSync(join(tmpdir(), 'graphtrail-kept-'));
const cache = join(folder, 'cache');
const file = join(folder, 'towns.tsv');
const given = process.env['GRAPHTRAIL_CACHE'];

/** Large enough to be kept: towns in a ring, each twinned with a few others, in regions. */
function* towns(): Generator<string> {
  for (let town = 0; town < 4000; town++) {
    yield `town ${town}\tnext town\ttown ${(town + 1) % 4000}`;
    yield `town ${town}\tregion\tregion ${town % 40}`;
    for (const step of [7, 31, 190, 911]) yield `town ${town}\ttwinned with\ttown ${(town * step + 5) % 4000}`;
  }
}

const run = (...parameters: string[]): Promise<Ran> => graphtrail(parameters, folder);

beforeAll(async () => {
  process.env['GRAPHTRAIL_CACHE'] = cache;
  writeFileSync(file, `${[...towns()].join('\n')}\n`);
  await new Promise((resolve) => setTimeout(resolve, 60));
});

afterAll(() => {
  if (given === undefined) delete process.env['GRAPHTRAIL_CACHE'];
  else process.env['GRAPHTRAIL_CACHE'] = given;
  rmSync(folder, { recursive: true, force: true });
});

test('with --no-cache nothing is kept; without it the first command keeps the graph', async () => {
  const plain = await run('digest', file, '--no-cache');
  expect(plain.stdout).toMatch(/^gt1:[0-9a-f]{64}\n$/);
  expect(() => readdirSync(cache)).toThrow();
  expect(await run('digest', file)).toEqual(plain);
  expect(readdirSync(join(cache, 'graphs'))).toHaveLength(1);
  expect(await run('digest', file)).toEqual(plain);
}, 60_000);

test('tools, walks, verdicts and samples are the same bytes with a snapshot and without', async () => {
  const made: Record<string, string[]> = {};
  await run('tools', file);
  for (const flags of [['--no-cache'], []]) {
    const out = join(folder, `out${flags.length}`);
    const walked = await run('walk', file, ...flags, '--count', '6', '--record', join(out, 'runs'), '--seed', '3');
    expect(walked.code).toBe(0);
    const tools = await run('tools', file, ...flags, '--json');
    const verified = await run('verify', join(folder, 'out1', 'runs'), ...flags, '--graph', file, '--json');
    const data = ['--format', 'openai', '--out', join(out, 'data'), '--license', 'CC0-1.0'];
    const harvested = await run('harvest', join(folder, 'out1', 'runs'), ...flags, '--graph', file, ...data);
    expect([tools.code, verified.code, harvested.code]).toEqual([0, 0, 0]);
    const tasks = textsIn(join(out, 'runs'), (name) => name.startsWith('tasks'));
    expect(tasks).toHaveLength(1);
    const samples = textsIn(join(out, 'data'), (name) => !name.startsWith('lineage'));
    made[flags.join()] = [tools.stdout, verified.stdout, ...tasks.map(withoutName), ...samples];
  }
  expect(made['']).toEqual(made['--no-cache']);
}, 120_000);

test('a damaged snapshot is told of once, and the answer is the same', async () => {
  const plain = await run('digest', file);
  const [name] = readdirSync(join(cache, 'graphs')) as [string];
  const path = join(cache, 'graphs', name);
  const bytes = readFileSync(path);
  bytes[5000] = (bytes[5000] as number) ^ 4;
  writeFileSync(path, bytes);
  const again = await run('digest', file);
  expect(again.stdout).toBe(plain.stdout);
  expect(again.stderr).toMatch(/was damaged .*made anew/);
  expect(await run('digest', file)).toEqual(plain);
}, 60_000);

test('a snapshot that is older than its file is replaced without a word', async () => {
  const copy = join(folder, 'copy.tsv');
  cpSync(file, copy);
  await new Promise((resolve) => setTimeout(resolve, 60));
  const before = await run('digest', copy);
  writeFileSync(copy, 'town 1\tnext town\ttown 9\n', { flag: 'a' });
  const after = await run('digest', copy);
  expect(after.stderr).toBe('');
  expect(after.stdout).not.toBe(before.stdout);
  utimesSync(copy, new Date(), new Date());
  expect(await run('digest', copy)).toEqual(after);
}, 60_000);

test('the folder is the one that is named, else the one of the user on this platform', () => {
  expect(cacheFolder({ GRAPHTRAIL_CACHE: '/mine', XDG_CACHE_HOME: '/xdg' }, 'linux')).toBe('/mine');
  expect(cacheFolder({ GRAPHTRAIL_CACHE: 'relative', XDG_CACHE_HOME: '/xdg' }, 'linux')).toBe('/xdg/graphtrail');
  expect(cacheFolder({ GRAPHTRAIL_CACHE: '', XDG_CACHE_HOME: 'relative' }, 'linux')).toMatch(/\.cache\/graphtrail$/);
  expect(cacheFolder({}, 'darwin')).toMatch(/Library\/Caches\/graphtrail$/);
  expect(cacheFolder({}, 'win32')).toBeUndefined();
});

/** Name and text of the files that are wanted. What tells of time and place, such as the lineage, is not. */
function textsIn(path: string, wanted: (name: string) => boolean): string[] {
  return readdirSync(path, { recursive: true, encoding: 'utf8', withFileTypes: true })
    .filter((entry) => entry.isFile() && wanted(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((one) => `${one.slice(path.length)}\n${readFileSync(one, 'utf8')}`);
}

function withoutName(text: string): string {
  return text.slice(text.indexOf('\n') + 1);
}
