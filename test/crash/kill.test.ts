/** Eight processes record into one folder and are killed at any moment: what was acknowledged is there, and every file reopens. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { inspectJournals } from '../../src/trajectory/inspect.ts';
import { openJournal } from '../../src/trajectory/journal.ts';
import { mendJournal } from '../../src/trajectory/mend.ts';
import { type ReadBack, readBack, temporaryFolder } from '../trajectory/folder.ts';
import { numbersIn, type Told, toldBy, WRITER } from '../trajectory/told.ts';
import { amount, seeded, tellCounts } from './amount.ts';

/** Twenty-five rounds of eight are 200 kills. */
const ROUNDS = amount(25, 1);
/** One process each. Every seventh text is a hundred times longer, up to 5 MB, so that the end often comes within a line. */
const LENGTHS = [10, 50, 200, 3_000, 20_000, 50_000, 500_000, 1_000_000];

/** Starts a writer and kills it a moment after it has acknowledged so many calls. */
async function killedAfter(folder: string, acknowledged: number, delay: number, length: number): Promise<Told> {
  const child = spawn(process.execPath, [WRITER, folder, '1000000', String(length), `of-${length}`], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  let killing = false;
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
    if (killing || output.split('\n').length <= acknowledged) return;
    killing = true;
    const path = join(folder, `run-of-${length}.jsonl`);
    setTimeout(() => killWithinLine(path, () => child.kill('SIGKILL')), delay);
  });
  await once(child, 'close');
  return toldBy(output);
}

/** Kills as soon as the file is seen to grow, which with long lines is often in the middle of one. */
function killWithinLine(path: string, kill: () => void): void {
  const { size } = statSync(path);
  const until = performance.now() + 100;
  while (statSync(path).size === size && performance.now() < until);
  kill();
}

function recordedBy(length: number, { trajectories }: ReadBack): Set<number> {
  const own = trajectories.filter(({ journal }) => journal === `run-of-${length}.jsonl`);
  return new Set(numbersIn({ trajectories: own, reports: [] }));
}

test('kill -9 loses nothing that was acknowledged, and every file is readable, reopened and mended', async () => {
  const random = seeded(7);
  const counts = { kills: 0, acknowledged: 0, lost: 0, files: 0, 'torn tails': 0, 'bad inner lines': 0, unopened: 0 };
  for (let round = 0; round < ROUNDS; round += 1) {
    const folder = temporaryFolder();
    const told = await Promise.all(
      LENGTHS.map((length) => killedAfter(folder, 1 + random(length > 100_000 ? 10 : 60), random(12), length)),
    );
    const killed = await readBack(folder);
    for (const { problems, problemCount } of killed.reports) {
      const torn = problems.filter(({ reason }) => reason.includes('torn')).length;
      counts['torn tails'] += torn;
      counts['bad inner lines'] += problemCount - torn;
    }
    // Opening the folder puts torn tails aside; repairing seals what is whole.
    await openJournal(folder).close();
    const reopened = await readBack(folder);
    const paths = readdirSync(folder).filter((name) => name.endsWith('.jsonl'));
    for (const name of paths) await mendJournal(join(folder, name), { force: true });
    for await (const { state } of inspectJournals([folder])) if (state !== 'repaired') counts.unopened += 1;
    const mended = await readBack(folder);
    counts.files += paths.length;
    for (const [position, { acknowledged, lost }] of told.entries()) {
      counts.kills += 1;
      counts.acknowledged += acknowledged.length;
      expect(lost).toEqual([]);
      for (const read of [killed, reopened, mended]) {
        const found = recordedBy(LENGTHS[position] as number, read);
        counts.lost += acknowledged.filter((number) => !found.has(number)).length;
      }
    }
  }
  tellCounts('kill -9 over 8 writers', counts);
  expect(counts).toMatchObject({ kills: 8 * ROUNDS, files: 8 * ROUNDS, lost: 0, 'bad inner lines': 0, unopened: 0 });
  expect(counts.acknowledged).toBeGreaterThan(counts.kills);
}, 1_200_000);
