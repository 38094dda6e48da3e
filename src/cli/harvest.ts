/** `graphtrail harvest`: writes the proven trajectories as training data. */
import { statSync } from 'node:fs';
import { Command } from 'commander';
import { UsageError } from '../errors.ts';
import { FORMATS } from '../harvest/formats/formats.ts';
import type { Knows } from '../harvest/gather.ts';
import type { Harvested } from '../harvest/gathering.ts';
import type { HarvestReport } from '../harvest/report.ts';
import { belongsTo, type Part, readShards, writeShard } from '../harvest/shard.ts';
import type { Shares, SplitKind } from '../harvest/split.ts';
import { type HarvestOptions, harvest, joinGathered } from '../harvest/write.ts';
import { awaitJournals } from '../trajectory/follow-others.ts';
import { journalFiles } from '../trajectory/journal-paths.ts';
import type { Trajectory } from '../trajectory/trajectory.ts';
import { type EndpointFlags, openSource, withEndpointFlags } from './endpoint-flags.ts';
import {
  type FilesFlag,
  fileKinds,
  filesOption,
  partOf,
  type RowFlags,
  rowOptions,
  rowSettings,
  sharesOf,
  splitOption,
  withRowFlags,
} from './harvest-flags.ts';
import { samplesOf, statedOrigin } from './harvesting.ts';
import { ownName } from './own-name.ts';
import { count, counted, print, printJson, table, tell } from './print.ts';
import { countBar, readingBar } from './progress.ts';
import {
  filesBeside,
  folderOf,
  followOption,
  type HindsightFlag,
  hindsightOption,
  openVerifying,
  readTaskFiles,
  trajectoriesOf,
} from './verifying.ts';

interface Flags extends EndpointFlags, RowFlags {
  readonly graph?: readonly string[];
  readonly tasks?: readonly string[];
  readonly format: string;
  readonly out: string;
  readonly files: FilesFlag;
  readonly split: SplitKind;
  readonly shares?: Shares;
  readonly decontaminate?: readonly string[];
  readonly license?: string;
  readonly hindsight: HindsightFlag;
  readonly shard?: Part;
  readonly follow?: boolean;
  readonly join?: readonly string[];
  readonly json?: boolean;
}

export function harvestCommand(): Command {
  const formats = FORMATS.map(({ name }) => name).join(',');
  return withRowFlags(withEndpointFlags(new Command('harvest')))
    .description('verify recorded trajectories and write the proven ones as training data')
    .argument('[journals...]', 'folders or journal files')
    .option('--graph <files...>', 'the graph that they were recorded on: files, or an endpoint as sparql+https://…')
    .requiredOption('--out <folder>', 'where the data set goes')
    .option('--format <names>', `some of ${formats}`, 'trl-sft,openai,llamafactory')
    .addOption(filesOption())
    .option('--tasks <files...>', 'task files with the gold answers (default: those beside the journals)')
    .addOption(hindsightOption())
    .addOption(followOption())
    .addOption(splitOption())
    .option('--shares <a/b/c>', 'how much goes to train, validation and test (default: 0.9/0.05/0.05)', sharesOf)
    .option('--decontaminate <files...>', 'leave out what stands in these test sets (JSON lines)')
    .option('--license <name>', 'licence of the data set (default: what the graph states)')
    .option(
      '--shard <i/n>',
      'do only the work on the rows, of one part of the trajectories, for a later --join',
      partOf,
    )
    .option('--join <folders...>', 'put the shards of one harvest together')
    .option('--json', 'the report as JSON')
    .action(async (journals: string[], flags: Flags) => {
      const report =
        flags.join === undefined ? await harvestJournals(journals, flags) : await joinShards(journals, flags);
      if (report === undefined) return;
      if (flags.json === true) return printJson(report);
      print(harvestSummary(report));
      tell(`Next: ${ownName()} report ${flags.out}`);
    });
}

async function harvestJournals(journals: readonly string[], flags: Flags): Promise<HarvestReport | undefined> {
  const { graph: paths, shard } = flags;
  if ((paths === undefined && flags.endpoint === undefined) || journals.length === 0) {
    throw new UsageError(
      'no_graph',
      'Expected journals and --graph with the graph that they were recorded on, or --join.',
    );
  }
  const bytes = flags.follow === true ? 0 : sizeOf(journals);
  const [opened] = await Promise.all([openSource(paths ?? [], flags), flags.follow && awaitJournals(journals)]);
  const tasks = await readTaskFiles(journals, flags.tasks, flags.follow);
  const rows = rowOptions(flags);
  const settings = {
    ...(await rowSettings(opened, rows, flags.tasks ?? (flags.follow === true ? [] : await filesBeside(journals)))),
    hindsight: flags.hindsight,
  };
  const verifying = await openVerifying(opened, tasks, undefined, flags.hindsight);
  const bar = readingBar('Verifying and harvesting', bytes);
  const stream = (knows: Knows): AsyncIterable<Harvested> => {
    const told = { bytes: 0, done: 0 };
    const tellBar = (): void => bar.update(told.bytes, undefined, `${count(told.done)} done`);
    const trajectories = wanted(journals, flags, knows, (bytes, done) => {
      told.bytes += bytes;
      told.done += done;
      tellBar();
    });
    return samplesOf(verifying.verify(trajectories, tasks, folderOf(journals[0] as string)), opened, rows);
  };
  try {
    const graph = statedOrigin(opened);
    if (shard === undefined)
      return await writing(flags, rows.seed, (options) => harvest(stream, { ...options, graph, settings }), bar.stop);
    const changed = await writeShard(stream, { directory: flags.out, part: shard, settings, graph });
    tell(`Shard ${shard.number} of ${shard.of} is in ${flags.out}${changed ? '' : ' (the same as was there before)'}.`);
    return undefined;
  } finally {
    bar.stop();
    await verifying.close();
  }
}

/** The trajectories that this run has to verify. */
async function* wanted(
  journals: readonly string[],
  { shard: part, follow }: Pick<Flags, 'shard' | 'follow'>,
  knows: Knows,
  hear: (bytes: number, done: number) => void,
): AsyncGenerator<Trajectory> {
  for await (const trajectory of trajectoriesOf(journals, follow, { onBytes: (bytes) => hear(bytes, 0) })) {
    const mine = part === undefined || belongsTo(part, trajectory.id);
    if (mine && !knows(trajectory)) yield trajectory;
    if (mine) hear(0, 1);
  }
}

async function joinShards(journals: readonly string[], flags: Flags): Promise<HarvestReport> {
  if (journals.length > 0 || flags.shard !== undefined) {
    throw new UsageError(
      'join_journals',
      'Expected --join with shards alone: journals and --shard belong to the runs that make them.',
    );
  }
  const shards = await readShards(flags.join ?? []);
  const [{ settings, graph }] = shards;
  const seed = String(settings['seed'] ?? '');
  if (flags.seed !== undefined && flags.seed !== seed) {
    throw new UsageError(
      'join_seed',
      `Expected the seed of the shards, "${seed}", got "${flags.seed}". Leave --seed out.`,
    );
  }
  const folders = shards.map(({ directory }) => directory);
  return await writing(flags, seed, (options) => joinGathered(folders, { ...options, graph, settings }));
}

/** Compares and writes with bars of their own, which come when `before` has nothing more to show. */
async function writing(
  flags: Flags,
  seed: string,
  write: (options: HarvestOptions) => Promise<HarvestReport>,
  before: () => void = () => undefined,
): Promise<HarvestReport> {
  const comparing = countBar('Comparing', 0);
  const bar = countBar('Writing', 0);
  const onCompared = (done: number, all: number): void => {
    if (done === 1) before();
    comparing.update(done, all);
  };
  const onRow = (written: number, rows: number): void => {
    if (written === 1) {
      before();
      comparing.stop();
    }
    bar.update(written, rows);
  };
  try {
    return await write({ ...outputOptions(flags, seed), onCompared, onRow });
  } finally {
    comparing.stop();
    bar.stop();
  }
}

function outputOptions(flags: Flags, seed: string): HarvestOptions {
  return {
    directory: flags.out,
    formats: flags.format.split(','),
    files: fileKinds(flags.files),
    seed,
    split: flags.split,
    ...(flags.shares === undefined ? {} : { shares: flags.shares }),
    ...(flags.decontaminate === undefined ? {} : { testSets: flags.decontaminate }),
    ...(flags.license === undefined ? {} : { license: flags.license }),
  };
}

/** Bytes of all journals together. */
function sizeOf(journals: readonly string[]): number {
  return journalFiles(journals).reduce((sum, file) => sum + statSync(file).size, 0);
}

export function harvestSummary({
  directory,
  changed,
  read,
  written,
  splits,
  patterns,
  refused,
  dropped,
  repeated,
}: HarvestReport): string {
  const rows = patterns.map(({ pattern, splits: by }) => [pattern, by.train, by.validation, by.test]);
  const out = [...Object.entries(refused), ...Object.entries(dropped)]
    .filter(([, times]) => times > 0)
    .map(([reason, times]) => `${reason} ${count(times)}`);
  const lines = [
    `${counted(written, 'sample')} from ${counted(read, 'trajectory', 'trajectories')} in ${directory}${changed ? '' : ' (the same as were there before)'}`,
    table([['pattern', 'train', 'validation', 'test'], ...rows, ['all', splits.train, splits.validation, splits.test]]),
  ];
  if (out.length > 0) lines.push(`Left out: ${out.join(', ')}`);
  const unpinned = refused['unpinned'] ?? 0;
  if (unpinned > 0)
    lines.push(
      `${counted(unpinned, 'trajectory is', 'trajectories are')} proven on an endpoint only, which nothing pins: --unpinned writes them, into sets of their own.`,
    );
  if (repeated > 0)
    lines.push(`${counted(repeated, 'trajectory repeats', 'trajectories repeat')} a sample that is there already.`);
  return lines.join('\n');
}
