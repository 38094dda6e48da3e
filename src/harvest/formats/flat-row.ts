/** The view of a format for columnar files: every column a string, JSON where it is no plain text, or a truth value. */
import type { JsonObject } from '../sample.ts';
import type { Column, Format } from './format.ts';

/** The columns of a Parquet file of a format. A list would need one type for all its members; its JSON text needs none. */
export function flatColumns({ columns }: Pick<Format, 'columns'>): readonly Column[] {
  return columns.map(({ name, type }) => ({ name, type: type === 'string' || type === 'bool' ? type : 'json' }));
}

/** A row as those columns hold it: text and truth values as they are, all else as JSON text. */
export function flatRow(
  { columns }: Pick<Format, 'columns'>,
  row: JsonObject,
): Readonly<Record<string, string | boolean>> {
  return Object.fromEntries(
    columns.map(({ name, type }) => {
      const value = row[name];
      if (type === 'string' || type === 'bool') return [name, value as string | boolean];
      return [name, JSON.stringify(value)];
    }),
  );
}

/**
 * What `datasets` looks for under the key `huggingface` of a Parquet file's metadata: with it the columns come back as values
 * also where the file is loaded without the card.
 */
export function hubMetadata(format: Pick<Format, 'columns'>): string {
  const features = flatColumns(format).map(({ name, type }) => [
    name,
    type === 'json' ? { _type: 'Json' } : { dtype: type, _type: 'Value' },
  ]);
  return JSON.stringify({ info: { features: Object.fromEntries(features) } });
}
