/** `graphtrail tasks`: questions sampled from a graph, with their gold answers. */
import { Command } from 'commander';
import { sampleTasks, type TaskSet } from '../task/sample-tasks.ts';
import { writeTasks } from '../task/task-file.ts';
import { type GraphFlags, type OpenedGraph, openGraph, withGraphFlags } from './graph-options.ts';
import { patternList, wholeNumber } from './parse.ts';
import { counted, table, tell } from './print.ts';
import { countBar } from './progress.ts';

export interface SamplingFlags extends GraphFlags {
  readonly count: number;
  readonly patterns: readonly string[];
  readonly seed: string;
  readonly maxAnswers: number;
}

export function withSamplingFlags(command: Command, count: number): Command {
  return withGraphFlags(command)
    .option('--count <n>', 'how many tasks', wholeNumber, count)
    .option(
      '--patterns <names>',
      'all (the first 14), every (all of them), or some of 1p,2p,3p,2i,3i,ip,pi,2u,up,2in,3in,inp,pin,pni,4p,4i,3ip,1pv,top1,topk,count,yesno,compare,attribute,table',
      patternList,
      patternList('1p,2p,3p,2i,3i,2u,2in'),
    )
    .option('--seed <text>', 'the same seed gives the same tasks', '0')
    .option('--max-answers <n>', 'most answers a task may have', wholeNumber, 20);
}

export function tasksCommand(): Command {
  return withSamplingFlags(new Command('tasks'), 100)
    .description('sample questions with their gold answers from a graph')
    .argument('<graph...>', 'files or folders')
    .option('--out <file>', 'where to write them, one JSON line a task (default: standard output)')
    .action(async (paths: string[], flags: SamplingFlags & { out?: string }) => {
      const set = await sampleWithBar(await openGraph(paths, flags), flags);
      if (flags.out === undefined) for (const task of set.tasks) process.stdout.write(`${JSON.stringify(task)}\n`);
      else await writeTasks(flags.out, set.tasks);
      tell(samplingReport(set));
    });
}

export async function sampleWithBar(
  opened: OpenedGraph,
  flags: Omit<SamplingFlags, keyof GraphFlags>,
): Promise<TaskSet> {
  const { count, patterns, seed, maxAnswers } = flags;
  const bar = countBar('Sampling tasks', count);
  try {
    return await sampleTasks(opened, { count, patterns, seed, maximumAnswers: maxAnswers, onProgress: bar.update });
  } finally {
    bar.stop();
  }
}

/** How many tasks each pattern gave, after how many attempts, and what most of the others failed by. */
export function samplingReport({ tasks, reports }: TaskSet): string {
  const rows = reports.map(({ pattern, made, wanted, attempts, rejected }) => {
    const reasons = [...rejected].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).slice(0, 2);
    const short = made < wanted ? `only ${made} of ${wanted} found; ` : '';
    return [pattern, made, attempts, `${short}${reasons.map(([reason, times]) => `${reason} ${times}`).join(', ')}`];
  });
  return `${counted(tasks.length, 'task')}\n${table([['pattern', 'tasks', 'attempts', 'most rejected for'], ...rows])}`;
}
