/** A file of rows of one format, in one of the two kinds that trainers and the hub read. */
import type { Format } from './formats/format.ts';
import type { RowText } from './formats/row-text.ts';
import { openParquetFile } from './parquet-file.ts';
import { openStagedFile } from './staged-file.ts';

/** By the ends of their names. */
export const FILE_KINDS = ['jsonl', 'parquet'] as const;

export type FileKind = (typeof FILE_KINDS)[number];

export interface RowFile {
  /** @throws HarvestError `not_written` */
  add(row: RowText): void;
  /** Syncs and closes; gives the SHA-256 of what was written. @throws HarvestError `not_written` */
  close(): string;
  abandon(): void;
}

/** @throws HarvestError `not_written` */
export function openRowFile(folder: string, path: string, format: Format, kind: FileKind): RowFile {
  if (kind === 'parquet') return openParquetFile(folder, path, format);
  const { write, close, abandon } = openStagedFile(folder, path);
  return { add: ({ line }) => write(`${line}\n`), close, abandon };
}
