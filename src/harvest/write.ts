/** Harvests: writes samples as a data folder that trainers and the Hugging Face hub take as it is. */
import { HarvestError } from '../errors.ts';
import { card } from './card.ts';
import { type Collected, collect, type Harvested } from './collect.ts';
import { type FilledConfig, fillConfigs, lineageLines, provenanceLines, rowLines } from './configs.ts';
import { closeStage, dropStage, openStage } from './folder.ts';
import type { Format } from './formats/format.ts';
import { formatsNamed } from './formats/formats.ts';
import { type License, licenseOf } from './license.ts';
import { MANIFEST, manifestText } from './manifest.ts';
import type { HarvestReport } from './report.ts';
import { CONVERTER_VERSION } from './sample.ts';
import { byShare, DEFAULT_SHARES, type Shares, splitRule } from './split.ts';
import { writeStaged } from './staged-file.ts';
import { countRows, summarize } from './summary.ts';

export interface HarvestOptions {
  /** Must be absent, empty or an unchanged harvest. */
  readonly directory: string;
  /** Names of formats. */
  readonly formats: readonly string[];
  /** Draws the splits. */
  readonly seed: string;
  readonly shares?: Shares;
  /** What the graph says of itself: `dcterms:license`, `dcterms:source`. */
  readonly graph?: { readonly license?: string; readonly source?: string };
  /** Stands above the graph's own licence. */
  readonly license?: string;
  readonly title?: string;
  /** Language codes of the questions; default English. */
  readonly languages?: readonly string[];
}

/**
 * Reads all samples, then writes `data/<format>/<split>.jsonl`, `provenance.jsonl`, `lineage.jsonl`, `README.md` and
 * `manifest.json`, rows in id order, under a temporary name that is synced and renamed at the end: a reader sees the old
 * folder or the new one. Harvesting the same again changes nothing. All files except the lineage depend on what was read,
 * options and version alone.
 *
 * @throws HarvestError `no_license`, `unknown_format`, `split_shares`, `foreign_directory`, `no_samples`, `not_writable`,
 *   `not_written`; nothing is left behind then
 */
export async function harvest(harvested: AsyncIterable<Harvested>, options: HarvestOptions): Promise<HarvestReport> {
  const { directory, seed, shares = DEFAULT_SHARES } = options;
  const license = licenseOf(options.license, options.graph?.license);
  const formats = formatsNamed(options.formats);
  const rule = splitRule(seed, shares);
  const stage = await openStage(directory);
  try {
    const collected = await collect(harvested, rule, byShare(shares));
    if (collected.kept.length === 0) throw noSamples(collected);
    const files = await writeFiles(stage.staged, collected, formats, license, options);
    const changed = await closeStage(stage);
    const { read, repeated, refused, dropped } = collected;
    return {
      directory: stage.directory,
      changed,
      read,
      ...countRows(collected.kept),
      refused,
      dropped,
      repeated,
      files,
    };
  } catch (error) {
    await dropStage(stage);
    throw error;
  }
}

async function writeFiles(
  staged: string,
  collected: Collected,
  formats: readonly Format[],
  license: License,
  options: HarvestOptions,
): Promise<readonly string[]> {
  const configs = fillConfigs(formats, collected.kept);
  const hashes = new Map<string, string | null>();
  const write = async (path: string, texts: Iterable<string>): Promise<void> => {
    hashes.set(path, await writeStaged(staged, path, texts));
  };
  for (const config of configs) await writeConfig(config, write);
  await write('provenance.jsonl', provenanceLines(configs));
  await write('lineage.jsonl', lineageLines(configs));
  hashes.set('lineage.jsonl', null);
  const summary = summarize(collected.kept);
  const { read, repeated, refused, dropped } = collected;
  const counts = { read, ...countRows(collected.kept), refused, dropped, repeated };
  const { seed, shares = DEFAULT_SHARES, languages = ['en'], graph } = options;
  const title = options.title ?? `Tool use over ${summary.graphs.map(({ name }) => name).join(', ')}`;
  await write('README.md', [
    card({ title, license, source: graph?.source, languages, formats, configs, seed, counts, ...summary }),
  ]);
  const { graphs, toolsets, versions } = summary;
  const origin = { converter: CONVERTER_VERSION, license: license.given, graphs, toolsets, versions };
  await write(MANIFEST, [manifestText(hashes, { ...origin, seed, shares, ...counts })]);
  return [...hashes.keys()].sort();
}

async function writeConfig(
  { name, format, files, splits }: FilledConfig,
  write: (path: string, texts: Iterable<string>) => Promise<void>,
): Promise<void> {
  for (const { split, path } of files) await write(path, rowLines(splits.get(split) ?? [], format));
  const companions = format.companions?.({ config: name, splits: [...splits.keys()] }) ?? [];
  for (const { path, text } of companions) await write(`data/${name}/${path}`, [text]);
}

function noSamples({ read, refused }: Collected): HarvestError {
  const reasons = Object.entries(refused).map(([reason, count]) => `${reason} ${count}`);
  return new HarvestError(
    'no_samples',
    `Expected at least one proven trajectory, got none among ${read}${reasons.length > 0 ? ` (${reasons.join(', ')})` : ''}. ` +
      'Nothing was written: verify the journals to see what each of them lacks.',
  );
}
