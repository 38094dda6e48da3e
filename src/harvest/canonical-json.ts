/** One text for one JSON value: keys sorted, no white space, so that equal content has an equal hash (after RFC 8785). */
import { createHash } from 'node:crypto';

/**
 * The canonical JSON of plain data (what `JSON.parse` gives; members that are undefined are left out). Keys are sorted by
 * UTF-16 code units, strings and numbers are written as `JSON.stringify` writes them, as RFC 8785 asks.
 */
export function canonicalJson(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  // Built by hand: every row is written so once, and lists of entries would cost half of that time.
  let text = '';
  if (Array.isArray(value)) {
    if (value.every((item) => typeof item === 'string')) return JSON.stringify(value);
    for (const item of value) text += `${text === '' ? '' : ','}${canonicalJson(item)}`;
    return `[${text}]`;
  }
  for (const key of Object.keys(value).sort()) {
    const member = (value as Readonly<Record<string, unknown>>)[key];
    if (member === undefined) continue;
    text += `${text === '' ? '' : ','}${/^\w*$/.test(key) ? `"${key}"` : JSON.stringify(key)}:${canonicalJson(member)}`;
  }
  return `{${text}}`;
}

const written = new WeakMap<object, string>();

/** {@link canonicalJson} of an object that never changes and comes back in many rows: written once, then remembered. */
export function rememberedJson(value: object): string {
  let text = written.get(value);
  if (text === undefined) {
    text = canonicalJson(value);
    written.set(value, text);
  }
  return text;
}

/** SHA-256 of a text in UTF-8, as 64 hexadecimal digits. */
export function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}
