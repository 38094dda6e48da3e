/** One text for one JSON value: keys sorted, no white space, so that equal content has an equal hash (after RFC 8785). */
import { createHash } from 'node:crypto';

/**
 * The canonical JSON of plain data (what `JSON.parse` gives; members that are undefined are left out). Keys are sorted by
 * UTF-16 code units, strings and numbers are written as `JSON.stringify` writes them, as RFC 8785 asks.
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`);
  return `{${members.join(',')}}`;
}

/** SHA-256 of a text in UTF-8, as 64 hexadecimal digits. */
export function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}
