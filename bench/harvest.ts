/** Promise: 100,000 samples harvest in memory that does not grow with them, 2,000 and more a second on one core. */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Row } from './row.ts';

export interface HarvestMeasure {
  readonly written: number;
  /** Calls in all of them. */
  readonly calls: number;
  /** Processor time of the work on the rows (comparing included), and of everything, in one format. */
  readonly rowMilliseconds: number;
  readonly milliseconds: number;
  /** Highest resident memory, in bytes. */
  readonly peak: number;
}

const script = join(import.meta.dirname, 'harvest-once.js');
const cli = join(import.meta.dirname, '../src/cli.js');
const run = promisify(execFile);

const FEW = 10_000;
const MANY = 100_000;

export async function runHarvest(): Promise<Row[]> {
  const journals = mkdtempSync(join(tmpdir(), 'graphtrail-bench-'));
  try {
    await run(process.execPath, [
      cli,
      'walk',
      'graphs/films.ttl',
      '--count',
      '500',
      '--patterns',
      'all',
      '--record',
      journals,
    ]);
    const few = await harvestOnce(journals, FEW);
    const many = await harvestOnce(journals, MANY);
    const rate = (1000 * many.written) / many.milliseconds;
    const rowRate = (1000 * many.written) / many.rowMilliseconds;
    const growth = many.peak / few.peak;
    return [
      {
        what: `${many.written} samples: building, signing and comparing`,
        value: `${rowRate.toFixed(0)} a second`,
        goal: '≥ 2,000',
        met: rowRate >= 2000,
      },
      {
        what: 'the same with writing one format (JSON lines and Parquet), provenance and lineage',
        value: `${rate.toFixed(0)} a second`,
        goal: '≥ 2,000',
        met: rate >= 2000,
      },
      {
        what: `peak memory, ${MANY} against ${FEW}`,
        value: `${megabytes(many.peak)} : ${megabytes(few.peak)}`,
        ratio: growth,
        goal: '≤ 1.2',
        met: growth <= 1.2 && many.written > 0.99 * MANY,
      },
    ];
  } finally {
    rmSync(journals, { recursive: true, force: true });
  }
}

async function harvestOnce(journals: string, count: number): Promise<HarvestMeasure> {
  const { stdout } = await run(process.execPath, [script, journals, String(count)]);
  return JSON.parse(stdout) as HarvestMeasure;
}

function megabytes(bytes: number): string {
  return `${(bytes / 2 ** 20).toFixed(0)} MB`;
}
