/** The configurations of a harvest: one a format, and one more for rows that no independent engine confirmed. */

import { flatColumns } from './formats/flat-row.ts';
import type { Format } from './formats/format.ts';
import type { Config } from './front-matter.ts';
import type { RowSet } from './kept-rows.ts';
import { FILE_KINDS, type FileKind } from './row-file.ts';
import type { Split } from './split.ts';

/** A configuration with the rows it writes; those of one `pinned` share their rows' order and numbers. */
export interface FilledConfig extends Config {
  readonly files: readonly { readonly split: Split; readonly path: string; readonly kind: FileKind }[];
  readonly format: Format;
  readonly pinned: boolean;
  readonly splits: ReadonlyMap<Split, RowSet>;
}

/** Splits without rows have no file: loaders fail on empty ones. In a format's own file there may still be no row. */
export function fillConfigs(
  formats: readonly Format[],
  sets: readonly RowSet[],
  kinds: readonly FileKind[],
): readonly FilledConfig[] {
  return [true, false].flatMap((pinned) => {
    const own = sets.filter((set) => set.pinned === pinned);
    if (own.length === 0) return [];
    const splits = new Map(own.map((set) => [set.split, set]));
    return formats.map((format) => {
      const name = pinned ? format.name : `${format.name}-unpinned`;
      const files = own.flatMap(({ split }) =>
        FILE_KINDS.filter((kind) => kinds.includes(kind)).map((kind) => {
          return { split, path: `data/${name}/${split}.${kind}`, kind };
        }),
      );
      return { name, columns: format.columns, files, format, pinned, splits };
    });
  });
}

/** The configurations as far as their files were written. */
export function writtenConfigs(configs: readonly FilledConfig[], paths: ReadonlySet<string>): readonly FilledConfig[] {
  return configs.flatMap((config) => {
    const files = config.files.filter(({ path }) => paths.has(path));
    const splits = new Map(files.flatMap(({ split }) => [...config.splits].filter(([name]) => name === split)));
    return files.length === 0 ? [] : [{ ...config, files, splits }];
  });
}

/**
 * The configurations as the card lists them: with files of one kind, since `datasets` reads a folder with one builder alone.
 * That is Parquet where there is any: the hub shows and streams it as it is.
 */
export function cardConfigs(configs: readonly FilledConfig[]): readonly Config[] {
  const kind: FileKind = configs.some(({ files }) => files.some((file) => file.kind === 'parquet'))
    ? 'parquet'
    : 'jsonl';
  return configs.map(({ name, columns, files }) => ({
    name,
    columns: kind === 'parquet' ? flatColumns({ columns }) : columns,
    files: files.filter((file) => file.kind === kind),
  }));
}
