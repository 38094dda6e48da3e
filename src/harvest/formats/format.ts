/** A format: a pure function from a sample to the rows that one kind of trainer or benchmark reads. */
import type { JsonObject, Sample } from '../sample.ts';
import type { Split } from '../split.ts';

/** What a companion file may depend on: the configuration's name and the splits that hold rows. */
export interface CompanionInput {
  readonly config: string;
  readonly splits: readonly Split[];
  /** How the files of rows end that loaders are to be told of; default `jsonl`. */
  readonly extension?: string;
}

/** A file beside the rows, such as a loader's index. `path` is relative to the rows. */
export interface Companion {
  readonly path: string;
  readonly text: string;
}

/**
 * `json` keeps a value as it is; a plain struct would gain a null for every key that other rows have. `listOf` is a list of
 * records whose named members are all strings.
 */
export type ColumnType = 'string' | 'bool' | 'json' | 'list of json' | { readonly listOf: readonly string[] };

/** A column as the Hugging Face `datasets` library is told of it, so that it never guesses from the first rows. */
export interface Column {
  readonly name: string;
  readonly type: ColumnType;
}

export interface Format {
  readonly name: string;
  /** Who reads it, for the card. */
  readonly reader: string;
  /** The description that the layout follows, with the version that was read. */
  readonly spec: string;
  readonly extension: 'jsonl';
  /** Every row has exactly these keys, in this order. */
  readonly columns: readonly Column[];
  /**
   * The rows of a sample: one in most formats; one a call where a reader learns or scores call by call; none where the layout
   * cannot say this sample truthfully, such as a call whose argument was only learnt from an earlier result in a layout that
   * shows no results. Formats that can give another number than one have an id in each row.
   */
  rows(sample: Sample): readonly JsonObject[];
  companions?(input: CompanionInput): readonly Companion[];
}
