/** The configurations of a harvest: one a format, and one more for rows that no independent engine confirmed. */
import type { SampleEntry } from './collect.ts';
import type { Format } from './formats/format.ts';
import type { Config } from './front-matter.ts';
import type { Sample } from './sample.ts';
import { SPLITS, type Split } from './split.ts';

/** A configuration with the entries it writes; those of one `pinned` share their rows' order and numbers. */
export interface FilledConfig extends Config {
  readonly format: Format;
  readonly pinned: boolean;
  readonly splits: ReadonlyMap<Split, readonly SampleEntry[]>;
}

/** Splits without rows have no file: loaders fail on empty ones. */
export function fillConfigs(formats: readonly Format[], entries: readonly SampleEntry[]): readonly FilledConfig[] {
  return [true, false].flatMap((pinned) => {
    const splits = splitEntries(entries.filter((entry) => entry.pinned === pinned));
    if (splits.size === 0) return [];
    return formats.map((format) => {
      const name = pinned ? format.name : `${format.name}-unpinned`;
      const files = [...splits.keys()].map((split) => ({ split, path: `data/${name}/${split}.${format.extension}` }));
      return { name, columns: format.columns, files, format, pinned, splits };
    });
  });
}

function splitEntries(entries: readonly SampleEntry[]): Map<Split, SampleEntry[]> {
  const splits = new Map<Split, SampleEntry[]>();
  for (const split of SPLITS) {
    const own = entries.filter((entry) => entry.split === split);
    if (own.length > 0) splits.set(split, own);
  }
  return splits;
}

/** The rows of one split in a format, a line each: one of most samples, but a format may give several or none. */
export function* rowLines(entries: readonly SampleEntry[], format: Format): Generator<string> {
  for (const { json } of entries) {
    for (const row of format.rows(JSON.parse(json) as Sample)) yield `${JSON.stringify(row)}\n`;
  }
}

/** `provenance.jsonl`: for each row its proof, and where it stands; `row` counts from 1 within the split's file. */
export function* provenanceLines(configs: readonly FilledConfig[]): Generator<string> {
  for (const { entry, split, row } of placesOf(configs)) {
    const { id, provenance } = JSON.parse(entry.json) as Sample;
    yield `${JSON.stringify({ id, split, row, provenance })}\n`;
  }
}

/** `lineage.jsonl`: for each row the walks that led to it, in the order of journal and trajectory. */
export function* lineageLines(configs: readonly FilledConfig[]): Generator<string> {
  for (const { entry, split, row } of placesOf(configs)) {
    const walks = entry.lineage.map((walk) => JSON.stringify({ id: entry.id, split, row, ...walk }));
    for (const walk of [...new Set(walks)].sort()) yield `${walk}\n`;
  }
}

/** Every entry once, in id order, with its place: all formats write the same rows in the same lines. */
function placesOf(configs: readonly FilledConfig[]): { entry: SampleEntry; split: Split; row: number }[] {
  const places = [true, false]
    .flatMap((pinned) => configs.find((config) => config.pinned === pinned) ?? [])
    .flatMap(({ splits }) => [...splits])
    .flatMap(([split, entries]) => entries.map((entry, index) => ({ entry, split, row: index + 1 })));
  return places.sort((a, b) => (a.entry.id < b.entry.id ? -1 : 1));
}
