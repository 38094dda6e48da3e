/** The view of a format for Parquet: every column is text, a truth value, or JSON, so that no row changes another one's type. */
import type { Column, Format } from './format.ts';

/** The columns as a card tells of them. A list would need one type for all its members; JSON needs none. */
export function flatColumns({ columns }: Pick<Format, 'columns'>): readonly Column[] {
  return columns.map(({ name, type }) => ({ name, type: type === 'string' || type === 'bool' ? type : 'json' }));
}

/** The type of a flat column in Parquet. `datasets` reads JSON columns back as values, with a card and without. */
export function parquetType({ type }: Column): 'STRING' | 'BOOLEAN' | 'JSON' {
  if (type === 'string') return 'STRING';
  return type === 'bool' ? 'BOOLEAN' : 'JSON';
}
