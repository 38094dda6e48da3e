/** The wording of a relation and the label of a class, from what the graph calls them or else from their IRIs. */
import type { Wording } from '../relation.ts';
import { classify } from './classify.ts';
import { cleanPhrase, longestWording, shortHash } from './clean.ts';
import { freebaseClass, wordFreebase } from './freebase.ts';
import { readFreebasePath } from './freebase-path.ts';
import { isOpaque, localName, settleLabel, splitIdentifier } from './identifier.ts';
import { pluralise, singularise } from './plural.ts';
import type { Objects } from './value.ts';

/** How a wording came about: from a label, from a readable IRI, from a code, or from nothing but a hash. */
export type Legibility = 'label' | 'name' | 'code' | 'hash';

export interface Worded {
  readonly wording: Wording;
  readonly legibility: Legibility;
}

/** Words a relation by its label (undefined: it has none) or its IRI; never empty. `lowerCase`: the graph writes labels so. */
export function wordRelation(iri: string, label: string | undefined, objects: Objects, lowerCase = false): Worded {
  const path = readFreebasePath(label ?? '') ?? readFreebasePath(iri);
  if (path !== undefined && (label === undefined || readFreebasePath(label) !== undefined)) {
    return { wording: shorten(wordFreebase(path)), legibility: 'name' };
  }
  const said = label === undefined ? [] : cleanWords(settleLabel(cleanLabel(label), lowerCase));
  if (said.length > 0) return { wording: shorten(classify(said, objects)), legibility: 'label' };
  const name = localName(iri);
  const words = cleanWords(splitIdentifier(name));
  if (words.length > 0)
    return { wording: shorten(classify(words, objects)), legibility: isOpaque(name) ? 'code' : 'name' };
  const singular = `relation ${shortHash(iri)}`;
  return { wording: { kind: 'noun', singular, plural: singular }, legibility: 'hash' };
}

/** The label and plural of a class, without article; `class` and a hash where nothing else is left. */
export function wordClass(
  iri: string,
  label: string | undefined,
  lowerCase = false,
): { label: string; plural: string } {
  const said = label === undefined ? [] : cleanWords(settleLabel(cleanLabel(label), lowerCase));
  const words = said.length > 0 ? said : cleanWords(splitIdentifier(localName(iri)));
  const singular = words.length > 0 ? singularise(words.join(' ')) : `class ${shortHash(iri)}`;
  return { label: singular, plural: pluralise(singular) };
}

/** The class that the Freebase path in an IRI or label tells; undefined where there is none. */
export function classFromPath(iri: string, label: string | undefined): { label: string; plural: string } | undefined {
  const path = readFreebasePath(iri) ?? readFreebasePath(label ?? '');
  if (path === undefined) return undefined;
  const singular = cleanPhrase(freebaseClass(path));
  return singular === '' ? undefined : { label: singular, plural: pluralise(singular) };
}

/** Underscores are kept for the identifier rules; all else that is no word goes. */
function cleanLabel(label: string): string {
  const trimmed = label.slice(0, 1000).trim();
  return /^[\p{L}\p{N}_-]+$/u.test(trimmed) ? trimmed : cleanPhrase(trimmed);
}

function cleanWords(words: readonly string[]): string[] {
  return cleanPhrase(words.join(' '))
    .split(' ')
    .filter((word) => word !== '');
}

/** Wordings keep within the limit; a plural that does not is given up. */
function shorten({ kind, singular, plural }: Wording): Wording {
  const short = cleanPhrase(singular) || singular;
  return { kind, singular: short, plural: short === singular && plural.length <= longestWording ? plural : short };
}
