/** The options of verbs that sample tasks, sampling by them, and how it went. */
import type { Command } from 'commander';
import { type Mix, PATTERN_NAMES, practicalMix, readMix } from '../task/mix.ts';
import type { PatternReport } from '../task/quota.ts';
import { sampleTasks, type TaskOptions } from '../task/sample-tasks.ts';
import type { Task } from '../task/task.ts';
import { type GraphFlags, type OpenedGraph, withGraphFlags } from './graph-options.ts';
import { OWN } from './option-groups.ts';
import { nameList, patternList, positiveNumber, wholeNumber } from './parse.ts';
import { count, counted, table, tell } from './print.ts';
import { countBar } from './progress.ts';
import { allowedRelations } from './relation-list.ts';
import { type RewordFlags, rewordByFlags, withRewordFlags } from './rewording.ts';

export interface SamplingFlags extends GraphFlags, RewordFlags {
  readonly count: number;
  readonly patterns?: readonly string[];
  readonly mix: string;
  readonly relations?: readonly string[];
  readonly excludeRelations?: readonly string[];
  readonly hops?: number;
  readonly seed: string;
  readonly maxAnswers: number;
  /** Whether how it went is told as JSON. */
  readonly json?: boolean;
}

const DEFAULT_PATTERNS = ['1p', '2p', '3p', '2i', '3i', '2u', '2in'];

export function withSamplingFlags(command: Command, count: number): Command {
  const sampling = withGraphFlags(command)
    .optionsGroup('The tasks:')
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
    .option('--max-answers <n>', 'most answers a task may have', wholeNumber, 20)
    .optionsGroup(OWN);
  return withRewordFlags(sampling);
}

/** Samples what the flags ask for, task by task, reworded if they say so, and at the end says how it went. */
export async function* sampleByFlags(opened: OpenedGraph, flags: SamplingFlags): AsyncGenerator<Task, void, undefined> {
  yield* rewordByFlags(sampleTelling(opened, flags), opened, flags);
}

async function* sampleTelling(opened: OpenedGraph, flags: SamplingFlags): AsyncGenerator<Task, void, undefined> {
  const { maxAnswers: maximumAnswers, hops: maximumHops } = flags;
  const mix = await mixOf(flags.mix);
  const patterns = flags.patterns ?? (mix === undefined ? DEFAULT_PATTERNS : [...mix.keys()]);
  const relations = allowedRelations(opened, flags.relations, flags.excludeRelations);
  const options = { ...flags, patterns, mix, relations, maximumHops, maximumAnswers };
  const reports = yield* sampleWithBar(opened, options);
  const plain = (report: PatternReport) => ({ ...report, rejected: Object.fromEntries(report.rejected) });
  tell(flags.json ? JSON.stringify({ patterns: reports.map(plain) }) : samplingReport(reports, flags.count));
}

/** The mix of this name or in this file; undefined where all patterns weigh the same. */
async function mixOf(text: string): Promise<Mix | undefined> {
  if (text === 'uniform') return undefined;
  return text === 'practical' ? practicalMix() : await readMix(text);
}

/** The stream of tasks, counted by a bar. */
export async function* sampleWithBar(opened: OpenedGraph, options: TaskOptions): ReturnType<typeof sampleTasks> {
  const bar = countBar('Sampling tasks', options.count);
  const stream = sampleTasks(opened, options);
  try {
    for (let made = 1; ; made++) {
      const next = await stream.next();
      if (next.done) return next.value;
      yield next.value;
      bar.update(made);
    }
  } finally {
    bar.stop();
  }
}

/** How many tasks each pattern gave, after how many attempts, what most of the others failed by, and how many are missing. */
export function samplingReport(reports: readonly PatternReport[], wanted: number): string {
  const rows = reports.map(({ pattern, made, wanted: share, attempts, rejected, leftOut }) => {
    const reasons = [...rejected].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).slice(0, 2);
    const short = made < share ? `only ${made} of ${share} found; ` : '';
    const told = `${short}${reasons.map(([reason, times]) => `${reason} ${times}`).join(', ')}`;
    return [pattern, made, attempts, leftOut === undefined ? told : `left out: ${leftOut}`];
  });
  const made = reports.reduce((sum, report) => sum + report.made, 0);
  const lines = [counted(made, 'task'), table([['pattern', 'tasks', 'attempts', 'most rejected for'], ...rows])];
  if (made < wanted) lines.push(`${count(wanted - made)} of ${counted(wanted, 'task')} missing`);
  return lines.join('\n');
}
