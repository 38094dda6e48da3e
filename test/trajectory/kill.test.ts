/** A process that is killed while it records loses nothing that it had acknowledged. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { openJournal } from '../../src/trajectory/journal.ts';
import { type ReadBack, readBack, temporaryFolder } from './folder.ts';
import { numbersIn, type Told, toldBy, WRITER } from './told.ts';

const ROUNDS = 2;
/** One process each, all in one folder. Long lines make it likely that the end comes in the middle of one. */
const LENGTHS = [10, 200, 3_000, 20_000];

/** A fixed sequence of numbers below `bound` (the multiplicative generator of Park and Miller). */
function seeded(seed: number): (bound: number) => number {
  let state = seed;
  return (bound) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % bound;
  };
}

/** Starts a writer and kills it as soon as it has acknowledged so many calls. */
async function killedAfter(folder: string, acknowledged: number, length: number): Promise<Told> {
  const child = spawn(process.execPath, [WRITER, folder, '1000000', String(length)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
    if (output.split('\n').length > acknowledged) child.kill('SIGKILL');
  });
  await once(child, 'close');
  return toldBy(output);
}

/** The numbers that the writer of texts of this length left in the folder. */
function writtenBy(length: number, { trajectories }: ReadBack): number[] {
  const own = trajectories.filter(({ calls }) => calls[0]?.observation.message?.length === length);
  return numbersIn({ trajectories: own, reports: [] });
}

test('no acknowledged call is lost by kill -9, whenever it comes, and every journal stays readable', async () => {
  const random = seeded(7);
  for (let round = 0; round < ROUNDS; round += 1) {
    const folder = temporaryFolder();
    const told = await Promise.all(LENGTHS.map((length) => killedAfter(folder, 1 + random(150), length)));
    const killed = await readBack(folder);
    expect(killed.reports).toHaveLength(LENGTHS.length);
    for (const { sealed, skipped, problems } of killed.reports) {
      expect(sealed).toBe(false);
      expect(skipped).toBeLessThanOrEqual(1);
      expect(problems.every(({ reason }) => reason.includes('torn'))).toBe(true);
    }
    await openJournal(folder).close();
    const reopened = await readBack(folder);
    if (process.platform === 'linux')
      expect(reopened.reports.map(({ problemCount }) => problemCount)).toEqual(LENGTHS.map(() => 0));
    for (const [position, { acknowledged, lost }] of told.entries()) {
      expect(lost).toEqual([]);
      expect(acknowledged.length).toBeGreaterThan(0);
      for (const read of [killed, reopened]) {
        const found = new Set(writtenBy(LENGTHS[position] ?? 0, read));
        expect(acknowledged.filter((number) => !found.has(number))).toEqual([]);
      }
    }
  }
});
