/** The rows that are kept, in order and as often as anybody wants to read them: what every file of a harvest is made of. */
import type { GatheredRow } from './gathered.ts';
import { SPLITS, type Split } from './split.ts';

/** A row with where it stands; it is read from the disk when it is asked for. */
export interface KeptRow extends GatheredRow {
  readonly split: Split;
  /** False where no independent engine confirmed it on a pinned graph: such rows have configurations of their own. */
  readonly pinned: boolean;
  /** Which row it is within its split, from 1; the same in every format. */
  readonly row: number;
  /** Every walk that led to it as JSON, in the order of journal and trajectory. */
  readonly walks: readonly string[];
}

/** The rows of one split in every configuration of one kind. */
export interface RowSet {
  readonly pinned: boolean;
  readonly split: Split;
  readonly size: number;
}

export interface KeptRows extends Iterable<KeptRow> {
  readonly size: number;
  /** Those that hold rows: pinned ones first, each in the order of the splits. */
  readonly sets: readonly RowSet[];
  /** All rows of all sets in id order. Each iteration reads them anew. */
  [Symbol.iterator](): Iterator<KeptRow>;
}

/** What is known of samples by their number. */
export interface Placed {
  /** The kept ones, in id order. */
  readonly kept: Uint32Array;
  split(sample: number): Split;
  pinned(sample: number): boolean;
  read(sample: number): GatheredRow;
  /** @param own the walk of the row that is read for it */
  walks(sample: number, own: string): readonly string[];
}

export function keptRows(placed: Placed): KeptRows {
  const sizes = new Map<string, number>();
  for (const sample of placed.kept) {
    const name = setName(placed.pinned(sample), placed.split(sample));
    sizes.set(name, (sizes.get(name) ?? 0) + 1);
  }
  const sets = [true, false].flatMap((pinned) =>
    SPLITS.flatMap((split): RowSet[] => {
      const size = sizes.get(setName(pinned, split));
      return size === undefined ? [] : [{ pinned, split, size }];
    }),
  );
  return { size: placed.kept.length, sets, [Symbol.iterator]: () => rowsOf(placed) };
}

function setName(pinned: boolean, split: Split): string {
  return `${pinned}/${split}`;
}

function* rowsOf(placed: Placed): Generator<KeptRow> {
  const counts = new Map<string, number>();
  for (const sample of placed.kept) {
    const place = { split: placed.split(sample), pinned: placed.pinned(sample) };
    const name = setName(place.pinned, place.split);
    const row = (counts.get(name) ?? 0) + 1;
    counts.set(name, row);
    const read = placed.read(sample);
    yield { ...read, ...place, row, walks: placed.walks(sample, read.walk) };
  }
}
