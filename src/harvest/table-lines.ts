/** Tables as lines, one a row, and back: whatever the names hold, they read as they were written. */
import { isPlain, readQuoted } from './name-list.ts';

/** A row: what it is about, and for each column what stands there, nothing included. */
export interface SaidRow {
  readonly name: string;
  readonly cells: readonly (readonly string[])[];
}

const EMPTY = 'none stated';

/** `- France: Paris; 68000000` a line; several names in a cell have commas between them. */
export function writeRows(rows: readonly SaidRow[]): string {
  return rows
    .map(
      ({ name, cells }) => `- ${token(name)}: ${cells.map((cell) => cell.map(token).join(', ') || EMPTY).join('; ')}`,
    )
    .join('\n');
}

function token(name: string): string {
  return isPlain(name) && !name.includes(':') && name !== EMPTY ? name : JSON.stringify(name);
}

/** The rows of such lines, or undefined where they are none. */
export function readRows(text: string): SaidRow[] | undefined {
  const rows = text.split('\n').map(readRow);
  return rows.every((row) => row !== undefined) ? rows : undefined;
}

function readRow(line: string): SaidRow | undefined {
  const first = line.startsWith('- ') ? readToken(line.slice(2)) : undefined;
  if (first === undefined || !first.rest.startsWith(': ')) return undefined;
  const cells: string[][] = [[]];
  for (let rest = first.rest.slice(2); ; ) {
    const next = readToken(rest);
    if (next === undefined) return undefined;
    const cell = cells.at(-1) as string[];
    if (next.quoted || next.name !== EMPTY) cell.push(next.name);
    if (next.rest === '') return { name: first.name, cells };
    if (next.rest.startsWith('; ')) cells.push([]);
    else if (!next.rest.startsWith(', ')) return undefined;
    rest = next.rest.slice(2);
  }
}

function readToken(text: string): { name: string; rest: string; quoted: boolean } | undefined {
  const quoted = readQuoted(text);
  if (quoted !== undefined) return { ...quoted, quoted: true };
  const name = /^[^,;:"]+/u.exec(text)?.[0];
  return name === undefined ? undefined : { name, rest: text.slice(name.length), quoted: false };
}
