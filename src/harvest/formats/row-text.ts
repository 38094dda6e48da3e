/** A row of a format as text: written once, for every kind of file that holds it. */
import type { JsonObject } from '../sample.ts';
import type { Format } from './format.ts';

export interface RowText {
  /** The row as JSON. */
  readonly line: string;
  /** Its cells in the order of the columns, as {@link parquetType} takes them: a text, a truth value, or JSON. */
  readonly cells: readonly (string | boolean)[];
}

/** @param row with exactly the keys of the columns, in their order */
export function rowText({ columns }: Pick<Format, 'columns'>, row: JsonObject): RowText {
  const cells: (string | boolean)[] = [];
  let line = '{';
  for (const { name, type } of columns) {
    const value = row[name];
    const json = JSON.stringify(value);
    line += `${cells.length === 0 ? '' : ','}"${name}":${json}`;
    cells.push(type === 'string' || type === 'bool' ? (value as string | boolean) : json);
  }
  return { line: `${line}}`, cells };
}
