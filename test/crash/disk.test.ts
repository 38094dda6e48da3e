/** The n-th write or sync fails: nothing acknowledged is lost, no line is glued to another, and the caller is told. */
import { execFile, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { readBack, temporaryFolder } from '../trajectory/folder.ts';
import { numbersIn, toldBy, WRITER } from '../trajectory/told.ts';
import { amount, tellCounts } from './amount.ts';

const CALLS = 480;
/** Which writes and syncs fail, each in a process of its own. */
const FAILING = amount(
  Array.from({ length: 100 }, (_, index) => index + 1),
  [1, 2, 17],
);
const AT_ONCE = 2;
const FAULTS = [
  { calls: 'write,pwrite64,writev,pwritev', error: 'ENOSPC' },
  { calls: 'write,pwrite64,writev,pwritev', error: 'EIO' },
  { calls: 'fdatasync,fsync', error: 'EIO' },
  { calls: 'fdatasync,fsync', error: 'ENOSPC' },
] as const;

/** Makes system calls fail: a program of Linux, not a package. */
const STRACE = 'strace';
const canTrace =
  process.platform === 'linux' &&
  spawnSync(STRACE, ['-f', '-e', 'trace=none', 'true'], { stdio: 'ignore' }).status === 0;
const where = canTrace ? '' : ' [skipped: strace is missing or not allowed]';

interface Outcome {
  readonly acknowledged: number;
  readonly told: number;
  readonly lost: number;
  readonly unasked: number;
  readonly damaged: number;
}

/** Lets the n-th of these system calls on the journal's first file fail while calls are recorded. */
async function failing(calls: string, error: string, n: number): Promise<Outcome> {
  const folder = temporaryFolder();
  const filter = [
    '-P',
    join(folder, 'run-x.jsonl'),
    '-e',
    `trace=${calls}`,
    '-e',
    `inject=${calls}:error=${error}:when=${n}`,
  ];
  const command = [process.execPath, WRITER, folder, String(CALLS), '30', 'x'];
  // One thread for syncs: strace counts by thread.
  const env = { ...process.env, UV_THREADPOOL_SIZE: '1' };
  const words = ['-f', '-qq', '-o', '/dev/null', ...filter, ...command];
  const { stdout } = await promisify(execFile)(STRACE, words, { env, maxBuffer: 1e8 });
  const { acknowledged, lost: refused } = toldBy(stdout);
  const read = await readBack(folder);
  const found = numbersIn(read);
  const known = new Set(found);
  const given = new Set(acknowledged);
  // A record whose sync failed may be there all the same; one whose write failed must not.
  const unasked = calls.startsWith('write') ? found.filter((number) => !given.has(number)).length : 0;
  expect(acknowledged.length + refused.length).toBe(CALLS);
  expect(readdirSync(folder).filter((name) => name.endsWith('.jsonl'))).toHaveLength(
    n === 1 && unasked === 0 && calls.startsWith('write') ? 1 : 2,
  );
  return {
    acknowledged: acknowledged.length,
    told: refused.length,
    lost: acknowledged.filter((number) => !known.has(number)).length,
    unasked: unasked + (found.length - known.size),
    damaged: read.reports.filter(({ problemCount }) => problemCount > 0).length + gluedLines(folder),
  };
}

/** Lines that are not one JSON object. */
function gluedLines(folder: string): number {
  const names = readdirSync(folder).filter((name) => name.endsWith('.jsonl'));
  const lines = names.flatMap((name) => readFileSync(join(folder, name), 'utf8').split('\n').slice(0, -1));
  return lines.filter((line) => !isJson(line)).length;
}

function isJson(line: string): boolean {
  try {
    return typeof JSON.parse(line) === 'object';
  } catch {
    return false;
  }
}

test.skipIf(!canTrace).each(FAULTS)(
  `$error from $calls, at n = 1…${FAILING.at(-1)}${where}`,
  async ({ calls, error }) => {
    const counts = { faults: 0, acknowledged: 0, told: 0, lost: 0, unasked: 0, damaged: 0, 'not told': 0 };
    const waiting = [...FAILING];
    const work = async (): Promise<void> => {
      for (let n = waiting.shift(); n !== undefined; n = waiting.shift()) {
        const outcome = await failing(calls, error, n);
        counts.faults += 1;
        for (const name of ['acknowledged', 'told', 'lost', 'unasked', 'damaged'] as const)
          counts[name] += outcome[name];
        if (outcome.told === 0) counts['not told'] += 1;
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    tellCounts(`${error} from ${calls}`, counts);
    expect(counts).toMatchObject({ faults: FAILING.length, lost: 0, unasked: 0, damaged: 0, 'not told': 0 });
    expect(counts.acknowledged).toBeGreaterThan(0);
  },
  600_000,
);
