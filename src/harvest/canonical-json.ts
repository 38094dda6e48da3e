/** One text for one JSON value: keys sorted, no white space, so that equal content has an equal hash (after RFC 8785). */
import { hash } from 'node:crypto';

/**
 * The canonical JSON of plain data (what `JSON.parse` gives; members that are undefined are left out). Keys are sorted by
 * UTF-16 code units, strings and numbers are written as `JSON.stringify` writes them, as RFC 8785 asks.
 */
export function canonicalJson(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  // Built by hand: every row is written so once, and lists of entries would cost half of that time.
  let text = '';
  if (Array.isArray(value)) {
    for (const item of value) text += `${text === '' ? '' : ','}${canonicalJson(item)}`;
    return `[${text}]`;
  }
  for (const key of keysInOrder(value)) {
    const member = (value as Readonly<Record<string, unknown>>)[key];
    if (member === undefined) continue;
    text += `${text === '' ? '' : ','}${quoted(key)}${canonicalJson(member)}`;
  }
  return `{${text}}`;
}

/** Sorted by UTF-16 code units; most objects are written in that order already, or have one key. */
function keysInOrder(value: object): string[] {
  const keys = Object.keys(value);
  for (let index = 1; index < keys.length; index++) {
    if ((keys[index - 1] as string) > (keys[index] as string)) return keys.sort();
  }
  return keys;
}

/** The same few keys come back in every row; those of arguments are anybody's, so not all are remembered. */
const MOST_KEYS = 1000;
const quotedKeys = new Map<string, string>();

/** A key with its quotes and colon. */
function quoted(key: string): string {
  let text = quotedKeys.get(key);
  if (text === undefined) {
    text = `${JSON.stringify(key)}:`;
    if (quotedKeys.size < MOST_KEYS) quotedKeys.set(key, text);
  }
  return text;
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
  return hash('sha256', text);
}
