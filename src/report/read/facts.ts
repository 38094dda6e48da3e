/** What the manifest of a data folder says of the whole harvest. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { HarvestError } from '../../errors.ts';
import { LAYOUT_VERSION, MANIFEST } from '../../harvest/manifest.ts';
import type { Overlap } from '../../harvest/overlap.ts';
import { SPLITS, type Split } from '../../harvest/split.ts';

export interface Facts {
  readonly license: string;
  readonly graphs: readonly { readonly name: string; readonly digest: string | null; readonly rows: number }[];
  readonly toolsets: readonly string[];
  readonly versions: readonly string[];
  readonly seed: string;
  readonly split: string;
  readonly read: number;
  readonly written: number;
  readonly repeated: number;
  readonly splits: Readonly<Record<Split, number>>;
  readonly patterns: readonly { readonly pattern: string; readonly splits: Readonly<Record<Split, number>> }[];
  /** By reason; reasons that this version does not know may be among them. */
  readonly refused: readonly (readonly [string, number])[];
  readonly dropped: readonly (readonly [string, number])[];
  readonly overlaps: readonly Overlap[];
  readonly testSets: readonly { readonly name: string; readonly rows: number }[];
  /** Paths below the folder. */
  readonly files: readonly string[];
}

type Json = Readonly<Record<string, unknown>>;

/** @throws HarvestError `no_dataset` where the folder has no manifest of a harvest, or one of another layout */
export function readFacts(directory: string): Facts {
  const path = join(directory, MANIFEST);
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(path, 'utf8'));
  } catch (cause) {
    throw noDataset(directory, cause instanceof Error ? cause.message : String(cause), cause);
  }
  const manifest = objectOf(json);
  if (manifest['written_by'] !== 'graphtrail harvest') throw noDataset(directory, `${MANIFEST} is not of a harvest`);
  if (manifest['layout'] !== LAYOUT_VERSION) {
    throw noDataset(directory, `its layout is ${JSON.stringify(manifest['layout'])}, not ${LAYOUT_VERSION}`);
  }
  return factsOf(manifest);
}

function factsOf(manifest: Json): Facts {
  return {
    license: text(manifest['license']),
    graphs: list(manifest['graphs']).map(({ name, digest, rows }) => ({
      name: text(name),
      digest: typeof digest === 'string' ? digest : null,
      rows: number(rows),
    })),
    toolsets: texts(manifest['toolsets']),
    versions: texts(manifest['versions']),
    seed: text(manifest['seed']),
    split: text(manifest['split']),
    read: number(manifest['read']),
    written: number(manifest['written']),
    repeated: number(manifest['repeated']),
    splits: bySplit(manifest['splits']),
    patterns: list(manifest['patterns']).map(({ pattern, splits }) => ({
      pattern: text(pattern),
      splits: bySplit(splits),
    })),
    refused: counts(manifest['refused']),
    dropped: counts(manifest['dropped']),
    overlaps: list(manifest['overlaps'])
      .map(overlapOf)
      .filter((one) => SPLITS.includes(one.of) && SPLITS.includes(one.in)),
    testSets: list(manifest['testSets']).map(({ name, rows }) => ({ name: text(name), rows: number(rows) })),
    files: Object.keys(objectOf(manifest['files'])).sort(),
  };
}

function overlapOf(json: Json): Overlap {
  const all = objectOf(json['counts']);
  const of = (what: string) => {
    const { all: whole, shared } = objectOf(all[what]);
    return { all: number(whole), shared: number(shared) };
  };
  return {
    of: text(json['of']) as Split,
    in: text(json['in']) as Split,
    counts: {
      questions: of('questions'),
      pairs: of('pairs'),
      templates: of('templates'),
      entities: of('entities'),
      relations: of('relations'),
    },
  };
}

function noDataset(directory: string, reason: string, cause?: unknown): HarvestError {
  return new HarvestError(
    'no_dataset',
    `Expected "${directory}" to be a data folder that graphtrail harvest wrote, but: ${reason}. Give the folder that holds "${MANIFEST}".`,
    { cause },
  );
}

function objectOf(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};
}

function list(value: unknown): Json[] {
  return Array.isArray(value) ? value.map(objectOf) : [];
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.map(text) : [];
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function number(value: unknown): number {
  return typeof value === 'number' ? value : 0;
}

function counts(value: unknown): (readonly [string, number])[] {
  return Object.entries(objectOf(value)).map(([reason, count]) => [reason, number(count)] as const);
}

function bySplit(value: unknown): Record<Split, number> {
  const given = objectOf(value);
  return Object.fromEntries(SPLITS.map((split) => [split, number(given[split])])) as Record<Split, number>;
}
