/** The options of verbs that sample tasks, sampling by them, and how it went. */
import type { Command } from 'commander';
import { type Mix, PATTERN_NAMES, practicalMix, readMix } from '../task/mix.ts';
import { sampleTasks, type TaskOptions, type TaskSet } from '../task/sample-tasks.ts';
import type { Task } from '../task/task.ts';
import { type GraphFlags, type OpenedGraph, withGraphFlags } from './graph-options.ts';
import { nameList, patternList, positiveNumber, wholeNumber } from './parse.ts';
import { count, counted, table, tell } from './print.ts';
import { countBar } from './progress.ts';
import { allowedRelations } from './relation-list.ts';

export interface SamplingFlags extends GraphFlags {
  readonly count: number;
  readonly patterns?: readonly string[];
  readonly mix: string;
  readonly relations?: readonly string[];
  readonly excludeRelations?: readonly string[];
  readonly hops?: number;
  readonly seed: string;
  readonly maxAnswers: number;
}

const DEFAULT_PATTERNS = ['1p', '2p', '3p', '2i', '3i', '2u', '2in'];

export function withSamplingFlags(command: Command, count: number): Command {
  return withGraphFlags(command)
    .option('--count <n>', 'how many tasks', wholeNumber, count)
    .option(
      '--patterns <names>',
      `all (the first 14), every (all of them), or some of ${PATTERN_NAMES.join(',')} (default: ${DEFAULT_PATTERNS}, or those of the mix)`,
      patternList,
    )
    .option(
      '--mix <mix>',
      'how the count is shared over the patterns: uniform, practical (mostly look-ups, values, tables and counts), or a JSON file of weights such as {"1p": 3, "2i": 1}',
      'uniform',
    )
    .option(
      '--relations <names>',
      'ask about these only: IRIs, CURIEs, tool names or wordings, with commas between them',
      nameList,
    )
    .option('--exclude-relations <names>', 'ask nothing about these', nameList)
    .option('--hops <n>', 'most relations from an entity that is named to the answer', positiveNumber)
    .option('--seed <text>', 'the same seed gives the same tasks', '0')
    .option('--max-answers <n>', 'most answers a task may have', wholeNumber, 20);
}

/** Samples what the flags ask for, and says how it went. */
export async function sampleByFlags(opened: OpenedGraph, flags: SamplingFlags): Promise<readonly Task[]> {
  const { maxAnswers: maximumAnswers, hops: maximumHops } = flags;
  const mix = await mixOf(flags.mix);
  const patterns = flags.patterns ?? (mix === undefined ? DEFAULT_PATTERNS : [...mix.keys()]);
  const relations = allowedRelations(opened, flags.relations, flags.excludeRelations);
  const set = await sampleWithBar(opened, { ...flags, patterns, mix, relations, maximumHops, maximumAnswers });
  tell(samplingReport(set, flags.count));
  return set.tasks;
}

/** The mix of this name or in this file; undefined where all patterns weigh the same. */
async function mixOf(text: string): Promise<Mix | undefined> {
  if (text === 'uniform') return undefined;
  return text === 'practical' ? practicalMix() : await readMix(text);
}

export async function sampleWithBar(opened: OpenedGraph, options: TaskOptions): Promise<TaskSet> {
  const bar = countBar('Sampling tasks', options.count);
  try {
    return await sampleTasks(opened, { ...options, onProgress: bar.update });
  } finally {
    bar.stop();
  }
}

/** How many tasks each pattern gave, after how many attempts, what most of the others failed by, and how many are missing. */
export function samplingReport({ tasks, reports }: TaskSet, wanted: number): string {
  const rows = reports.map(({ pattern, made, wanted: share, attempts, rejected, leftOut }) => {
    const reasons = [...rejected].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).slice(0, 2);
    const short = made < share ? `only ${made} of ${share} found; ` : '';
    const told = `${short}${reasons.map(([reason, times]) => `${reason} ${times}`).join(', ')}`;
    return [pattern, made, attempts, leftOut === undefined ? told : `left out: ${leftOut}`];
  });
  const lines = [
    counted(tasks.length, 'task'),
    table([['pattern', 'tasks', 'attempts', 'most rejected for'], ...rows]),
  ];
  const missing = wanted - tasks.length;
  if (missing > 0) lines.push(`${count(missing)} of ${counted(wanted, 'task')} missing`);
  return lines.join('\n');
}
