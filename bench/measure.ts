/** Loads files in fresh processes and takes the median. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

export interface LoadMeasure {
  readonly triples: number;
  readonly milliseconds: number;
  /** Alive after loading and collecting garbage. */
  readonly bytes: number;
  /** Highest resident memory. */
  readonly peak: number;
}

const script = join(import.meta.dirname, 'load-once.js');

async function loadOnce(kind: string, path: string, flags: readonly string[]): Promise<LoadMeasure> {
  const { stdout } = await promisify(execFile)(process.execPath, ['--expose-gc', ...flags, script, kind, path]);
  return JSON.parse(stdout) as LoadMeasure;
}

/** Runs each job `times` times, by turns, so that all suffer alike from whatever else the machine does; medians by job. */
export async function measureLoads<Name extends string>(
  jobs: Readonly<Record<Name, readonly [kind: string, path: string]>>,
  times: number,
  flags: readonly string[] = [],
): Promise<Record<Name, LoadMeasure>> {
  const names = Object.keys(jobs) as Name[];
  const runs = new Map<Name, LoadMeasure[]>(names.map((name) => [name, []]));
  for (let round = 0; round < times; round++) {
    for (const name of names) {
      const [kind, path] = jobs[name];
      runs.get(name)?.push(await loadOnce(kind, path, flags));
    }
  }
  const medians = names.map((name) => [name, medianOf(runs.get(name) ?? [])] as const);
  return Object.fromEntries(medians) as Record<Name, LoadMeasure>;
}

function medianOf(runs: readonly LoadMeasure[]): LoadMeasure {
  const median = (pick: (run: LoadMeasure) => number): number => {
    const sorted = runs.map(pick).sort((left, right) => left - right);
    return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
  };
  return {
    triples: median((run) => run.triples),
    milliseconds: median((run) => run.milliseconds),
    bytes: median((run) => run.bytes),
    peak: median((run) => run.peak),
  };
}

/** What one of these scripts prints, run in a process of its own that can collect garbage when it wants to. */
export async function runScript(name: string, parameters: readonly string[]): Promise<string> {
  const path = join(import.meta.dirname, name);
  return (await promisify(execFile)(process.execPath, ['--expose-gc', path, ...parameters])).stdout;
}
