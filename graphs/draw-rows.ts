// Draws one hundred rows from the bundled graphs: tasks by seed, walked over MCP, verified and harvested as the commands do it.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type OpenedGraph, openGraph } from '../src/cli/graph-options.ts';
import { samplesOf } from '../src/cli/harvesting.ts';
import { openVerifying } from '../src/cli/verifying.ts';
import { walkAndVerify } from '../src/cli/walk-and-verify.ts';
import { DEFAULT_TOKEN_LIMIT } from '../src/harvest/build.ts';
import { isRefusal } from '../src/harvest/refusal.ts';
import type { Sample } from '../src/harvest/sample.ts';
import { seededRandom } from '../src/logic/random.ts';
import { PATTERN_NAMES } from '../src/task/mix.ts';
import { collectTasks, sampleTasks } from '../src/task/sample-tasks.ts';
import type { Task } from '../src/task/task.ts';
import { type Drawn, ROWS, SEED, TASKS } from './drawn-row.ts';

const GRAPHS = ['countries', 'elements', 'films'] as const;
/** Tasks drawn beyond the hundred, in place of walks that are refused. */
const SPARE = 10;

/** One hundred of all rows that the seed's tasks give, each as likely as any other. */
export async function drawRows(root = process.cwd()): Promise<Drawn[]> {
  const all: Omit<Drawn, 'sample'>[] = [];
  const opened = new Map<string, OpenedGraph>();
  for (const graph of GRAPHS) {
    const one = await openGraph([join(root, `graphs/${graph}.ttl`)], {});
    opened.set(graph, one);
    const { tasks } = await collectTasks(sampleTasks(one, { seed: SEED, count: TASKS, patterns: PATTERN_NAMES }));
    all.push(...tasks.map((task) => ({ graph, task })));
  }
  const drawn = seededRandom(`${SEED}/rows`)
    .shuffle(all)
    .slice(0, ROWS + SPARE);
  const samples = new Map<string, Sample>();
  for (const [graph, one] of opened) {
    const tasks = drawn.filter((row) => row.graph === graph).map(({ task }) => task);
    for (const sample of await harvestOf(one, tasks)) samples.set(sample.provenance.task, sample);
  }
  const rows = drawn.flatMap(({ graph, task }) => {
    const sample = samples.get(task.id);
    return sample === undefined ? [] : [{ graph, task, sample }];
  });
  return rows.slice(0, ROWS);
}

/** Walks, verifies and builds, as `graphtrail walk` and `graphtrail harvest` do. */
async function harvestOf(opened: OpenedGraph, tasks: readonly Task[]): Promise<Sample[]> {
  const folder = mkdtempSync(join(tmpdir(), 'graphtrail-rows-'));
  const verifying = await openVerifying(opened, new Map());
  try {
    const verified = walkAndVerify(opened, tasks, folder, { style: 'values', verifying });
    const samples: Sample[] = [];
    const options = { seed: SEED, tokenLimit: DEFAULT_TOKEN_LIMIT, unpinned: false };
    for await (const { outcome } of samplesOf(verified, opened, options)) {
      if (!isRefusal(outcome)) samples.push(outcome);
      else process.stderr.write(`a walk became no row: ${outcome.refused}, ${outcome.detail}\n`);
    }
    return samples;
  } finally {
    await verifying.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
