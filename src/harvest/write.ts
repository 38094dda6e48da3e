/** Harvests: writes samples as a data folder that trainers and the Hugging Face hub take as it is. */
import { HarvestError } from '../errors.ts';
import { type FilledConfig, fillConfigs, writtenConfigs } from './configs.ts';
import { readTestSets } from './contamination.ts';
import { descriptions } from './describe.ts';
import { closeStage, dropStage, openStage } from './folder.ts';
import type { Companion, Format } from './formats/format.ts';
import { formatsNamed } from './formats/formats.ts';
import { gather, type HarvestedStream } from './gather.ts';
import { type KeepOptions, type Kept, keepRows } from './keep.ts';
import { type License, licenseOf } from './license.ts';
import { MANIFEST, manifestText } from './manifest.ts';
import { createMeasuring } from './overlap.ts';
import type { HarvestReport } from './report.ts';
import { FILE_KINDS, type FileKind } from './row-file.ts';
import { CONVERTER_VERSION } from './sample.ts';
import { type Shares, type SplitKind, sharesFor, splitRule } from './split.ts';
import { writeStaged } from './staged-file.ts';
import { refuseSmallSides } from './strict-split.ts';
import { createSumming } from './summary.ts';
import { dropWork, openWork, type Settings } from './work.ts';
import { LINEAGE, writeRows } from './write-rows.ts';

export interface HarvestOptions {
  /** Must be absent, empty or an unchanged harvest. */
  readonly directory: string;
  /** Names of formats. */
  readonly formats: readonly string[];
  /** Default: both, JSON lines for trainers that are given a file, Parquet for the hub and `datasets`. */
  readonly files?: readonly FileKind[];
  /** Draws the splits. */
  readonly seed: string;
  readonly shares?: Shares;
  /** Default `group`. */
  readonly split?: SplitKind;
  /** Files of test sets that no row may repeat. */
  readonly testSets?: readonly string[];
  /** What the graph says of itself: `dcterms:license`, `dcterms:source`. */
  readonly graph?: { readonly license?: string; readonly source?: string };
  /** Stands above the graph's own licence. */
  readonly license?: string;
  readonly title?: string;
  /** Language codes of the questions; default English. */
  readonly languages?: readonly string[];
  /** What decides the outcomes; where it is told, a run that was killed is gone on with. */
  readonly settings?: Settings;
  /** Hears how far comparing the rows has come. */
  readonly onCompared?: (done: number, all: number) => void;
  /** Hears of each row that is written. */
  readonly onRow?: (written: number, rows: number) => void;
}

/**
 * Gathers all samples, then writes `data/<format>/<split>.jsonl` and Parquet, `provenance.jsonl`, `lineage.jsonl`, `README.md`,
 * `croissant.json`, `PROVENANCE.json` and `manifest.json`, rows in id order, under a temporary name that is synced and renamed at the end: a reader sees the old
 * folder or the new one. Harvesting the same again changes nothing. All files except the lineage depend on what was read,
 * options and version alone. Samples wait on the disk beside the directory, not in memory.
 *
 * @throws HarvestError `no_license`, `unknown_format`, `split_shares`, `foreign_directory`, `no_samples`, `not_writable`,
 *   `not_written`; nothing is left behind then
 */
export async function harvest(harvested: HarvestedStream, options: HarvestOptions): Promise<HarvestReport> {
  // Asked first, so that nobody waits for what will not be written.
  checkOptions(options);
  const work = await openWork(options.directory, options.settings);
  try {
    await gather(harvested, work);
    return await joinGathered([work.folder], options);
  } finally {
    await dropWork(work);
  }
}

interface Checked {
  readonly license: License;
  readonly formats: readonly Format[];
  readonly keep: KeepOptions;
}

/** @throws HarvestError `no_license`, `unknown_format`, `split_shares`, `not_readable`, `test_set_form` */
function checkOptions({
  license,
  graph,
  formats,
  seed,
  shares,
  split = 'group',
  testSets = [],
  onCompared,
}: HarvestOptions): Checked {
  splitRule(seed, shares);
  return {
    license: licenseOf(license, graph?.license),
    formats: formatsNamed(formats),
    keep: {
      seed,
      shares: sharesFor(split, shares),
      split,
      testSets: readTestSets(testSets),
      onCompared,
    },
  };
}

/** Compares all rows of several gatherings and writes the data folder. */
export async function joinGathered(folders: readonly string[], options: HarvestOptions): Promise<HarvestReport> {
  const { license, formats, keep } = checkOptions(options);
  const stage = await openStage(options.directory);
  try {
    const kept = keepRows(folders, keep);
    try {
      if (kept.size === 0) throw noSamples(kept);
      if (keep.split !== 'group') refuseSmallSides(kept, keep);
      const written = writeFolder(stage.staged, kept, { formats, license, keep }, options);
      const changed = await closeStage(stage);
      return { directory: stage.directory, changed, ...written };
    } finally {
      kept.close();
    }
  } catch (error) {
    await dropStage(stage);
    throw error;
  }
}

function writeFolder(
  staged: string,
  kept: Kept,
  { formats, license, keep }: Checked,
  options: HarvestOptions,
): Omit<HarvestReport, 'directory' | 'changed'> {
  const { files: kinds = FILE_KINDS } = options;
  const filled = fillConfigs(formats, kept.sets, kinds);
  const summing = createSumming();
  const measuring = createMeasuring();
  const { seed, languages = ['en'], graph, onRow } = options;
  const hashes = new Map<string, string | null>();
  const write = (path: string, text: string): unknown => hashes.set(path, writeStaged(staged, path, text));
  let rows = 0;
  const written = writeRows(staged, kept, filled, (row) => {
    summing.add(row);
    measuring.add(row);
    onRow?.(++rows, kept.size);
  });
  for (const [path, hash] of written) hashes.set(path, path === LINEAGE ? null : hash);
  const configs = writtenConfigs(filled, new Set(written.keys()));
  for (const { path, text } of companionsOf(configs, kinds)) write(path, text);
  const summary = summing.summary();
  const { read, repeated, refused, dropped } = kept;
  const { written: count, splits, patterns, graphs, toolsets, versions } = summary;
  const counts = { read, written: count, splits, patterns, refused, dropped, repeated };
  const { shares, split, testSets } = keep;
  const compared = { split, overlaps: measuring.overlaps(), testSets: testSets.sets };
  const { title, license: given } = options;
  const described = { title, license, languages, formats, seed, counts, configs, summary, compared, hashes };
  const stated = { stated: graph ?? {}, licenseGiven: given !== undefined, verdicts: kept.verdicts };
  for (const [path, text] of descriptions({ ...described, ...stated })) write(path, text);
  const origin = { converter: CONVERTER_VERSION, license: license.given, graphs, toolsets, versions };
  write(MANIFEST, manifestText(hashes, { ...origin, seed, shares, ...counts, ...compared }));
  return { ...counts, files: [...hashes.keys()].sort() };
}

/** The files beside the rows that some loaders want; paths are below the folder. */
function companionsOf(configs: readonly FilledConfig[], kinds: readonly FileKind[]): Companion[] {
  // Loaders that have such a file are those that are given files.
  const extension = kinds.includes('jsonl') ? 'jsonl' : 'parquet';
  return configs.flatMap(({ name, format, splits }) => {
    const companions = format.companions?.({ config: name, splits: [...splits.keys()], extension }) ?? [];
    return companions.map(({ path, text }) => ({ path: `data/${name}/${path}`, text }));
  });
}

function noSamples({ read, refused, dropped }: Kept): HarvestError {
  const reasons = Object.entries({ ...refused, ...dropped })
    .filter(([, count]) => count > 0)
    .map(([reason, count]) => `${reason} ${count}`);
  const next =
    (refused.unpinned ?? 0) > 0
      ? 'what is proven on an endpoint, which nothing pins, is written with --unpinned, into sets of its own.'
      : 'verify the journals to see what each of them lacks.';
  return new HarvestError(
    'no_samples',
    `Expected at least one proven trajectory, got none among ${read}${reasons.length > 0 ? ` (${reasons.join(', ')})` : ''}. ` +
      `Nothing was written: ${next}`,
  );
}
