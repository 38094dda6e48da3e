/** The options of `graphtrail harvest` that decide what a row is, and what they come to. */
import { readFileSync } from 'node:fs';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { UsageError } from '../errors.ts';
import { sha256 } from '../harvest/canonical-json.ts';
import { hashOf } from '../harvest/folder.ts';
import { FILE_KINDS, type FileKind } from '../harvest/row-file.ts';
import type { Part } from '../harvest/shard.ts';
import { type Shares, SPLITS, type SplitKind } from '../harvest/split.ts';
import type { Settings } from '../harvest/work.ts';
import type { OpenedSource } from './graph-options.ts';
import type { HarvestingOptions } from './harvesting.ts';
import { OWN } from './option-groups.ts';
import { wholeNumber } from './parse.ts';
import { VERSION } from './version.ts';

/** How many distractors a row has. */
export interface Range {
  readonly least: number;
  readonly most: number;
}

export interface RowFlags {
  readonly seed?: string;
  readonly maxTokens: number;
  readonly unpinned?: boolean;
  readonly distractors: Range;
  readonly system: string;
  readonly phrasings: 'seeded' | 'plain';
  readonly keepFrame?: boolean;
  readonly keepFaults?: boolean;
  readonly thoughts?: boolean;
}

export function withRowFlags(command: Command): Command {
  return command
    .optionsGroup('The rows:')
    .option('--seed <text>', 'draws phrasings, system texts, distractors and splits (default: 0)')
    .option('--max-tokens <n>', 'refuse rows that are estimated longer', wholeNumber, 8192)
    .addOption(
      new Option('--distractors <a..b>', 'tools offered beside those that are needed')
        .argParser(rangeOf)
        .default({ least: 2, most: 6 }, '2..6'),
    )
    .option('--system <texts>', '"bank" (drawn by seed, some rows without), "none", or a file with one text', 'bank')
    .addOption(
      new Option('--phrasings <how>', 'how answers are said: in one of several ways, or always the plainest')
        .choices(['seeded', 'plain'])
        .default('seeded'),
    )
    .option('--keep-frame', 'keep begin_task and submit_answer in the rows')
    .option('--keep-faults', 'keep rows with calls that went wrong and were mended, marked as not to be learned')
    .option('--thoughts', 'say before each call what is looked up next, from what is known by then')
    .option('--unpinned', 'also write, into a set of their own, rows whose graph could not be pinned')
    .optionsGroup(OWN);
}

/** What decides a row, for the one who builds it. */
export function rowOptions(flags: RowFlags): HarvestingOptions {
  const { seed = '0', maxTokens, unpinned = false, distractors, system, phrasings } = flags;
  return {
    seed,
    tokenLimit: maxTokens,
    unpinned,
    distractors,
    ...(system === 'bank' ? {} : { system: system === 'none' ? null : systemText(system) }),
    plain: phrasings === 'plain',
    frame: flags.keepFrame === true,
    faults: flags.keepFaults === true,
    thoughts: flags.thoughts === true,
  };
}

/** The same for comparison: shards and runs that were killed fit together where all of it is equal. */
export async function rowSettings(
  { graph }: OpenedSource,
  options: HarvestingOptions,
  taskFiles: readonly string[],
): Promise<Settings> {
  const tasks = await Promise.all(taskFiles.map(hashOf));
  const { distractors, system, ...others } = options;
  return {
    ...others,
    version: VERSION,
    graph: graph.digest ?? graph.name,
    tasks: sha256(tasks.sort().join('\n')),
    leastDistractors: distractors?.least ?? null,
    mostDistractors: distractors?.most ?? null,
    system: system === undefined ? 'bank' : system === null ? 'none' : sha256(system),
  };
}

function rangeOf(text: string): Range {
  const [, from, to] = /^(\d{1,3})(?:\.\.(\d{1,3}))?$/.exec(text) ?? [];
  const range = { least: Number(from), most: Number(to ?? from) };
  if (from === undefined || range.least > range.most) throw new InvalidArgumentError('expected a range such as "2..6"');
  return range;
}

function systemText(path: string): string {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch (cause) {
    throw new UsageError('system_file', `Cannot read the system text "${path}": ${(cause as Error).message}.`, {
      cause,
    });
  }
}

export function partOf(text: string): Part {
  const [, number, of] = /^(\d{1,5})\/(\d{1,5})$/.exec(text) ?? [];
  const part = { number: Number(number), of: Number(of) };
  if (number === undefined || part.number < 1 || part.number > part.of) {
    throw new InvalidArgumentError('expected which shard of how many, such as "1/4"');
  }
  return part;
}

export function sharesOf(text: string): Shares {
  const shares = text.split('/').map(Number);
  if (shares.length !== SPLITS.length || shares.some(Number.isNaN)) {
    throw new InvalidArgumentError('expected shares of train, validation and test, such as "0.8/0.1/0.1"');
  }
  const [train = 0, validation = 0, test = 0] = shares;
  return { train, validation, test };
}

export function splitOption(): Option {
  const kinds: readonly SplitKind[] = ['group', 'entity', 'relation'];
  return new Option(
    '--split <rule>',
    'what must not stand in two splits: a question template with its answers, or more strictly any entity or relation',
  )
    .choices(kinds)
    .default('group');
}

/** What `--files` takes. */
export type FilesFlag = FileKind | 'both';

export function filesOption(): Option {
  return new Option('--files <kinds>', 'JSON lines for trainers that are given a file, Parquet for the hub, or both')
    .choices(['both', ...FILE_KINDS])
    .default('both');
}

export function fileKinds(flag: FilesFlag): readonly FileKind[] {
  return flag === 'both' ? FILE_KINDS : [flag];
}
