/** The rows that are kept, in order and as often as anybody wants to read them: what every file of a harvest is made of. */
import type { Lineage } from './lineage.ts';
import type { Sample } from './sample.ts';
import { SPLITS, type Split } from './split.ts';

/** A row with where it stands; the sample is read from the disk when it is asked for. */
export interface KeptRow {
  readonly sample: Sample;
  readonly split: Split;
  /** False where no independent engine confirmed it on a pinned graph: such rows have configurations of their own. */
  readonly pinned: boolean;
  /** Which row it is within its split, from 1; the same in every format. */
  readonly row: number;
  /** Every walk that led to it, in the order of journal and trajectory. */
  readonly walks: readonly Lineage[];
}

/** The rows of one split in every configuration of one kind, in id order. Each iteration reads them anew. */
export interface RowSet {
  readonly pinned: boolean;
  readonly split: Split;
  readonly size: number;
  samples(): Iterable<Sample>;
}

export interface KeptRows extends Iterable<KeptRow> {
  readonly size: number;
  /** Those that hold rows: pinned ones first, each in the order of the splits. */
  readonly sets: readonly RowSet[];
  /** All rows of all sets in id order. */
  [Symbol.iterator](): Iterator<KeptRow>;
}

/** What is known of samples by their number. */
export interface Placed {
  /** The kept ones, in id order. */
  readonly kept: readonly number[];
  split(sample: number): Split;
  pinned(sample: number): boolean;
  sample(sample: number): Sample;
  walks(sample: number): readonly Lineage[];
}

export function keptRows(placed: Placed): KeptRows {
  const { kept } = placed;
  const members = new Map<string, number[]>();
  for (const sample of kept) {
    const name = setName(placed.pinned(sample), placed.split(sample));
    const own = members.get(name) ?? [];
    members.set(name, own);
    own.push(sample);
  }
  const sets = [true, false].flatMap((pinned) =>
    SPLITS.flatMap((split): RowSet[] => {
      const own = members.get(setName(pinned, split));
      return own === undefined ? [] : [{ pinned, split, size: own.length, samples: () => samplesOf(own, placed) }];
    }),
  );
  return { size: kept.length, sets, [Symbol.iterator]: () => rowsOf(placed) };
}

function setName(pinned: boolean, split: Split): string {
  return `${pinned}/${split}`;
}

function* samplesOf(members: readonly number[], placed: Placed): Generator<Sample> {
  for (const member of members) yield placed.sample(member);
}

function* rowsOf(placed: Placed): Generator<KeptRow> {
  const counts = new Map<string, number>();
  for (const sample of placed.kept) {
    const place = { split: placed.split(sample), pinned: placed.pinned(sample) };
    const name = setName(place.pinned, place.split);
    const row = (counts.get(name) ?? 0) + 1;
    counts.set(name, row);
    yield { sample: placed.sample(sample), ...place, row, walks: placed.walks(sample) };
  }
}
