/** Promise: sampled, walked over MCP, recorded and synced, verified by both engines and harvested at 400 tasks a second. */
import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { runScript } from './measure.ts';
import type { PipelineRun } from './pipeline-once.ts';
import type { Row } from './row.ts';

const TASKS = 3_000;
const GOAL = 400;
const MEGABYTE = 1e6;

export async function runPipeline(): Promise<Row[]> {
  const data = process.env['GRAPHTRAIL_DATA'];
  const real = data !== undefined && existsSync(join(data, 'train.tsv.gz'));
  const files = real ? [join(data, 'train.tsv.gz'), join(data, 'entity2text.tsv.gz')] : ['graphs/films.ttl', ''];
  const name = real ? 'FB15k-237' : 'films.ttl';
  const run = async (tasks: number, bare: string): Promise<PipelineRun> =>
    JSON.parse(await runScript('pipeline-once.js', [...files, String(tasks), bare])) as PipelineRun;
  const small = await run(TASKS / 3, 'no');
  const whole = await run(TASKS, 'bare');
  const large = await run(TASKS * 3, 'no');
  const few = await runBoth(files, TASKS);
  const many = await runBoth(files, TASKS * 3);
  const rate = (TASKS * 2) / (many - few);
  const each = (large.alive - small.alive) / (large.tasks - small.tasks);
  return [
    {
      what: `${name}, 14 patterns: tasks a second sampled, walked, recorded and synced by one process, verified by both engines and harvested by another that follows it; against the bare rate of the second engine on the same queries`,
      value: `${Math.round(rate)} : ${Math.round(whole.bare)}`,
      ratio: rate / whole.bare,
      goal: `≥ ${GOAL} a second`,
      met: rate >= GOAL,
    },
    {
      what: `the same, ${TASKS.toLocaleString('en-US')} and ${(TASKS * 3).toLocaleString('en-US')} tasks: all seconds, starting and loading twice included`,
      value: `${few.toFixed(1)} s, ${many.toFixed(1)} s`,
      goal: 'reported',
      met: true,
    },
    {
      what: 'the same by one process on one core: tasks a second',
      value: `${Math.round(whole.tasks / whole.all)}`,
      goal: 'reported',
      met: true,
    },
    {
      what: `of those ${whole.all.toFixed(1)} s: until the last verdict, then writing the data set; the main thread idle`,
      value: `${whole.verdicts.toFixed(1)} s + ${(whole.all - whole.verdicts).toFixed(1)} s; ${whole.idle.toFixed(1)} s`,
      goal: 'reported',
      met: true,
    },
    {
      what: `rows written of ${whole.tasks.toLocaleString('en-US')} tasks`,
      value: whole.written.toLocaleString('en-US'),
      goal: 'all but near duplicates',
      met: whole.written > 0.9 * whole.tasks,
    },
    {
      what: `memory with ${[small, whole, large].map(({ tasks }) => tasks.toLocaleString('en-US')).join(', ')} tasks: resident at its highest; alive at the end, a further task`,
      value: `${[small, whole, large].map(({ peak }) => (peak / MEGABYTE).toFixed(0)).join(', ')} MB; ${each.toFixed(0)} B`,
      ratio: large.peak / small.peak,
      goal: '≤ 1.25',
      met: large.peak / small.peak <= 1.25,
    },
  ];
}

/** Walks and harvests as a user does, at the same time; gives the seconds until both have ended. */
async function runBoth([graph = '', labels = '']: readonly string[], tasks: number): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'graphtrail-both-'));
  const journals = join(folder, 'journals');
  const named = labels === '' ? [] : ['--labels', labels];
  const graphtrail = (...parameters: string[]): Promise<unknown> =>
    promisify(execFile)(process.execPath, [join(import.meta.dirname, '../src/cli.js'), ...parameters, ...named]);
  const out = ['--out', join(folder, 'data'), '--format', 'trl-sft', '--license', 'other'];
  const started = performance.now();
  try {
    await Promise.all([
      graphtrail('walk', graph, '--count', String(tasks), '--patterns', 'all', '--record', journals),
      graphtrail('harvest', journals, '--follow', ...out, '--graph', graph),
    ]);
    return (performance.now() - started) / 1000;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
