/** The rows that are kept, in order and as often as anybody wants to read them: what every file of a harvest is made of. */
import type { DropReason } from './dedupe.ts';
import type { Lineage } from './lineage.ts';
import type { Sample } from './sample.ts';
import type { Split } from './split.ts';

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
  /** Samples left out when all were compared. */
  readonly dropped: Readonly<Record<DropReason, number>>;
  /** Walks of a sample that is there already. */
  readonly repeated: number;
}
