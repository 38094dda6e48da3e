/** The configurations of a harvest: one a format, and one more for rows that no independent engine confirmed. */
import type { Format } from './formats/format.ts';
import type { Config } from './front-matter.ts';
import type { RowSet } from './kept-rows.ts';
import type { Split } from './split.ts';

/** A configuration with the rows it writes; those of one `pinned` share their rows' order and numbers. */
export interface FilledConfig extends Config {
  readonly format: Format;
  readonly pinned: boolean;
  readonly splits: ReadonlyMap<Split, RowSet>;
}

/** Splits without rows have no file: loaders fail on empty ones. In a format's own file there may still be no row. */
export function fillConfigs(formats: readonly Format[], sets: readonly RowSet[]): readonly FilledConfig[] {
  return [true, false].flatMap((pinned) => {
    const own = sets.filter((set) => set.pinned === pinned);
    if (own.length === 0) return [];
    const splits = new Map(own.map((set) => [set.split, set]));
    return formats.map((format) => {
      const name = pinned ? format.name : `${format.name}-unpinned`;
      const files = own.map(({ split }) => ({ split, path: `data/${name}/${split}.${format.extension}` }));
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
