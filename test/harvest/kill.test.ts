/** Harvests that are killed, shared out or out of space: what stands in the end is what an undisturbed run writes. */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { filesBelow } from '../../src/harvest/folder.ts';
import { seededRandom } from '../../src/logic/random.ts';
import { graphtrail } from '../cli/run.ts';

const KILLS = 10;
const SHARDS = 4;

const root = mkdtempSync(join(tmpdir(), 'graphtrail-harvest-'));
const graph = resolve('graphs/countries.ttl');
const journals = join(root, 'journals');
const whole = join(root, 'whole');
afterAll(() => rmSync(root, { recursive: true, force: true }));

const command = (out: string, ...more: string[]) => ['harvest', journals, '--graph', graph, '--out', out, ...more];

async function contents(directory: string): Promise<Record<string, string>> {
  const files = await filesBelow(directory);
  return Object.fromEntries(files.map((file) => [file, readFileSync(join(directory, file), 'latin1')]));
}

beforeAll(async () => {
  await graphtrail(['walk', graph, '--count', '150', '--patterns', 'all', '--record', journals]);
  const { code, stderr } = await graphtrail(command(whole));
  // A word on what to do next, and no other: nothing was lost or mended.
  expect({ code, told: stderr.trimEnd().split('\n') }).toEqual({ code: 0, told: [expect.stringMatching(/^Next: /)] });
}, 60_000);

/** Kills a harvest some time after it began its work; gives whether it was still at it. */
async function killAfter(out: string, milliseconds: number): Promise<boolean> {
  const work = join(root, `.${out}.graphtrail-work`);
  const child = spawn(process.execPath, [resolve('dist/cli.js'), ...command(join(root, out))], { stdio: 'ignore' });
  const ended = new Promise<boolean>((done) => child.on('close', (_, signal) => done(signal === 'SIGKILL')));
  while (!existsSync(join(work, 'writer')) && child.exitCode === null) await pause(1);
  await pause(milliseconds);
  child.kill('SIGKILL');
  return await ended;
}

test(`killed ${KILLS} times at random, a harvest ends with the bytes of an undisturbed run, and nothing beside them`, async () => {
  const random = seededRandom('killed');
  let killed = 0;
  for (let round = 0; round < KILLS; round++) {
    if (await killAfter('killed', random.integer(400))) killed++;
    // What stands under the name is nothing, or all of it.
    if (existsSync(join(root, 'killed'))) expect(await contents(join(root, 'killed'))).toEqual(await contents(whole));
  }
  expect(killed).toBeGreaterThan(KILLS / 2);
  expect((await graphtrail(command(join(root, 'killed')))).code).toBe(0);
  expect(await contents(join(root, 'killed'))).toEqual(await contents(whole));
  expect(readdirSync(root).filter((name) => name.startsWith('.'))).toEqual([]);
}, 120_000);

test(`${SHARDS} shards, made in any order, join to the same bytes`, async () => {
  const shards = Array.from({ length: SHARDS }, (_, index) => join(root, `shard-${index + 1}`));
  for (const [index, shard] of [...shards.entries()].reverse()) {
    const { code } = await graphtrail(command(shard, '--shard', `${index + 1}/${SHARDS}`));
    expect(code).toBe(0);
  }
  const joined = join(root, 'joined');
  const join_ = (...some: string[]) => graphtrail(['harvest', '--join', ...some, '--out', joined]);
  expect((await join_(...shards.slice(1))).stderr).toContain('missing_shards');
  expect((await join_(...shards, shards[0] as string)).stderr).toContain('mixed_shards');
  expect((await join_(...shards)).code).toBe(0);
  expect(await contents(joined)).toEqual(await contents(whole));
  writeFileSync(join(shards[0] as string, 'walks.jsonl'), '');
  expect((await join_(...shards)).stderr).toContain('broken_shard');
}, 60_000);

/** A mount that nobody else sees and that goes with the process; user namespaces allow it without being root. */
const [UNSHARE, ...PRIVATE] = ['unshare', '--user', '--map-root-user', '--mount', 'sh', '-c'] as const;
const canMount =
  process.platform === 'linux' &&
  spawnSync(UNSHARE, [...PRIVATE, 'mount -t tmpfs -o size=256k tmpfs /mnt'], { stdio: 'ignore' }).status === 0;
test.skipIf(!canMount)(
  `a full disk is told, and the old folder stays as it is${canMount ? '' : ' [skipped: no private mounts]'}`,
  () => {
    const script = `mount -t tmpfs -o size=32m tmpfs /mnt;
    hashes() { (cd /mnt/out && find . -type f | sort | xargs sha256sum); };
    node "$1" harvest "$2" --graph "$3" --out /mnt/out >&2; hashes > "$4/before";
    head -c 200k /dev/zero > /mnt/room; head -c 64m /dev/zero > /mnt/filler; rm /mnt/room;
    node "$1" harvest "$2" --graph "$3" --out /mnt/out --seed other; echo "code $?" >&2;
    hashes > "$4/after"; ls -A /mnt > "$4/left"`;
    const { stderr } = spawnSync(UNSHARE, [...PRIVATE, script, 'sh', resolve('dist/cli.js'), journals, graph, root], {
      encoding: 'utf8',
    });
    expect(stderr).toContain('not_written');
    expect(stderr).toContain('ENOSPC');
    expect(stderr).toContain('Make room on that disk');
    expect(stderr).toContain('code 3');
    expect(readFileSync(join(root, 'before'), 'utf8')).toContain('train.jsonl');
    expect(readFileSync(join(root, 'before'), 'utf8')).toContain('train.parquet');
    expect(readFileSync(join(root, 'after'), 'utf8')).toBe(readFileSync(join(root, 'before'), 'utf8'));
    expect(readFileSync(join(root, 'left'), 'utf8')).toBe('filler\nout\n');
  },
  60_000,
);
