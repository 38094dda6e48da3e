/** Finding names in a text: whole, whatever the case, and not as a piece of a longer name. */

/** Case and the composition of characters are no part of a name; accents are. */
export function folded(text: string): string {
  return text.normalize('NFC').toLowerCase().replace(/[’‘]/gu, "'");
}

/** Where a name stands in a text, both folded: no letter, digit or hyphenated word touches it; a possessive may follow. */
export function placesOf(name: string, text: string): number[] {
  const places: number[] = [];
  if (name === '') return places;
  for (let at = text.indexOf(name); at !== -1; at = text.indexOf(name, at + 1)) {
    const before = text.slice(Math.max(0, at - 2), at);
    const after = text.slice(at + name.length, at + name.length + 3);
    if (/[\p{L}\p{N}\p{M}]$|[\p{L}\p{N}]['-]$/u.test(before)) continue;
    if (/^[\p{L}\p{N}\p{M}]|^-[\p{L}\p{N}]|^'(?!s(?![\p{L}\p{N}]))[\p{L}\p{N}]/u.test(after)) continue;
    places.push(at);
  }
  return places;
}

export function mentions(text: string, name: string): boolean {
  return placesOf(folded(name), folded(text)).length > 0;
}

/**
 * Those of the names that a text lacks. Longer names are looked for first, and what they cover counts for no other: "Guinea" is
 * not in "the capital of Equatorial Guinea" where that is a name too.
 */
export function missingNames(text: string, names: readonly string[]): string[] {
  let rest = folded(text);
  const missing: string[] = [];
  for (const name of longestFirst(names)) {
    const covered = without(rest, folded(name));
    if (covered === rest) missing.push(name);
    rest = covered;
  }
  return missing;
}

/** A text, folded, with line breaks in the places of names. */
export function withoutNames(text: string, names: readonly string[]): string {
  return longestFirst(names).reduce((rest, name) => without(rest, folded(name)), folded(text));
}

/** The text without a name, line breaks in its places. */
export function without(text: string, name: string): string {
  let rest = text;
  for (const at of placesOf(name, text)) {
    rest = `${rest.slice(0, at)}${'\n'.repeat(name.length)}${rest.slice(at + name.length)}`;
  }
  return rest;
}

function longestFirst(names: readonly string[]): string[] {
  return [...new Set(names)].sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
}
