/** Samples, walks, records, verifies and harvests so many tasks in this process; prints stage times, rates and memory as JSON. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openGraph } from '../src/cli/graph-options.ts';
import { samplesOf, statedOrigin } from '../src/cli/harvesting.ts';
import { openVerifying } from '../src/cli/verifying.ts';
import { walkAndVerify } from '../src/cli/walk-and-verify.ts';
import { harvest } from '../src/harvest/write.ts';
import { PATTERNS } from '../src/logic/pattern.ts';
import { formulaQuery } from '../src/logic/sparql.ts';
import { openSecondEngine } from '../src/sparql/second-engine.ts';
import { sampleTasks } from '../src/task/sample-tasks.ts';
import type { Verified } from '../src/verify/verify-all.ts';

export interface PipelineRun {
  readonly tasks: number;
  readonly written: number;
  /** Loading the graph, and filling the second engine beside the first tasks. */
  readonly load: number;
  /** From the first task to the last file of the data set, the filling of the second engine included. */
  readonly all: number;
  /** Of which: until the last verdict, and waiting for nothing but the sampler. */
  readonly verdicts: number;
  readonly sampling: number;
  /** Seconds in which the main thread did nothing. */
  readonly idle: number;
  /** Queries a second that the second engine answers when it is asked for nothing else, the same queries, 16 at a time. */
  readonly bare: number;
  /** Highest resident memory, and what was alive at the end after collecting garbage, in bytes. */
  readonly peak: number;
  readonly alive: number;
}

const [graph = '', labels = '', count = '3000', bare = 'bare'] = process.argv.slice(2);
const seconds = (since: number): number => (performance.now() - since) / 1000;

let started = performance.now();
const opened = await openGraph([graph], labels === '' ? {} : { labels: [labels] });
const load = seconds(started);
const folder = mkdtempSync(join(tmpdir(), 'graphtrail-pipeline-'));
const queries: string[] = [];
let tasks = 0;
let sampling = 0;
let verdicts = 0;

async function* sampled() {
  const options = { count: Number(count), patterns: [...PATTERNS.keys()], seed: 'pipeline' };
  const stream = sampleTasks(opened, options);
  for (;;) {
    const since = performance.now();
    const next = await stream.next();
    sampling += seconds(since);
    if (next.done) return;
    tasks += 1;
    if (bare === 'bare') queries.push(formulaQuery(next.value.formula));
    yield next.value;
  }
}

async function* judged(verified: AsyncIterable<Verified>) {
  yield* verified;
  verdicts = seconds(started);
}

started = performance.now();
const before = performance.eventLoopUtilization();
const verifying = openVerifying(opened, new Map());
const verified = walkAndVerify(opened, sampled(), join(folder, 'journals'), { style: 'values', verifying });
const samples = samplesOf(judged(verified), opened, { seed: '0', tokenLimit: 8192, unpinned: false });
const { written } = await harvest(samples, {
  directory: join(folder, 'samples'),
  formats: ['trl-sft'],
  seed: '0',
  graph: statedOrigin(opened),
  license: 'other',
});
const all = seconds(started);
const idle = performance.eventLoopUtilization(before).idle / 1000;
await (await verifying).close();
rmSync(folder, { recursive: true });
const peak = process.resourceUsage().maxRSS * 1024;
globalThis.gc?.();
const alive = process.memoryUsage().heapUsed + process.memoryUsage().arrayBuffers;

async function bareRate(): Promise<number> {
  const engine = await openSecondEngine(opened.graph);
  const since = performance.now();
  const waiting = [...queries];
  const ask = async (): Promise<void> => {
    for (let query = waiting.pop(); query !== undefined; query = waiting.pop()) await engine.select(query);
  };
  await Promise.all(Array.from({ length: 16 }, ask));
  const rate = queries.length / seconds(since);
  await engine.close();
  return rate;
}

const run: PipelineRun = {
  tasks,
  written,
  load,
  all,
  verdicts,
  sampling,
  idle,
  bare: bare === 'bare' ? await bareRate() : 0,
  peak,
  alive,
};
process.stdout.write(JSON.stringify(run));
