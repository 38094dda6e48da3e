/** A format: a pure function from a sample to the row that one kind of trainer reads. */
import type { JsonObject, Sample } from '../sample.ts';
import type { Split } from '../split.ts';

/** What a companion file may depend on: the configuration's name and the splits that hold rows. */
export interface CompanionInput {
  readonly config: string;
  readonly splits: readonly Split[];
}

/** A file beside the rows, such as a loader's index. `path` is relative to the rows. */
export interface Companion {
  readonly path: string;
  readonly text: string;
}

/** A column as the Hugging Face `datasets` library is told of it, so that it never guesses from the first rows. */
export interface Column {
  readonly name: string;
  /** `json` keeps objects as they are; a plain struct would gain a null for every key that other rows have. */
  readonly type: 'string' | 'list of json' | 'bool' | { readonly listOf: readonly string[] };
}

export interface Format {
  readonly name: string;
  /** Who reads it, for the card. */
  readonly reader: string;
  readonly extension: 'jsonl';
  readonly columns: readonly Column[];
  convert(sample: Sample): JsonObject;
  companions?(input: CompanionInput): readonly Companion[];
}
