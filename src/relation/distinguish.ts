/** Gives relations that share one wording distinct ones: by class, by vocabulary, at last by a hash. */

import { withArticle } from './article.ts';
import { chooseDistinct } from './distinct.ts';
import type { ClassReference, Wording } from './relation.ts';
import { cleanPhrase, cutAtWord, longestWording, shortHash } from './wording/clean.ts';
import { readFreebasePath } from './wording/freebase-path.ts';
import { decodePercent, splitIdentifier } from './wording/identifier.ts';

export interface Undistinguished {
  readonly iri: string;
  /** The CURIE where there is one. */
  readonly id: string;
  readonly wording: Wording;
  readonly head: ClassReference;
}

/** A wording for each relation, no two alike in `singular` even where case is ignored, whatever the order they come in. */
export function distinguish(relations: readonly Undistinguished[]): ReadonlyMap<string, Wording> {
  const candidates = relations.map(candidatesOf);
  const chosen = chooseDistinct(candidates.map((list) => list.map(({ singular }) => singular.toLowerCase())));
  return new Map(
    relations.map(({ iri, wording }, index) => {
      const key = chosen[index];
      return [iri, candidates[index]?.find(({ singular }) => singular.toLowerCase() === key) ?? wording];
    }),
  );
}

function candidatesOf(relation: Undistinguished): Wording[] {
  const { iri, wording } = relation;
  const list = [wording];
  for (const qualifier of qualifiersOf(relation)) {
    if (mentions(wording.singular, qualifier)) continue;
    const qualified = qualify(wording, qualifier);
    if (qualified.singular.length <= longestWording) list.push(qualified);
  }
  list.push(withHash(wording, shortHash(iri)), withHash(wording, shortHash(iri, 24)));
  return list;
}

/** Words that tell a relation from its namesakes, the most telling first. */
function qualifiersOf({ iri, id, head }: Undistinguished): string[] {
  const fromClass = head.basis === 'none' ? [] : [head.label];
  const path = readFreebasePath(iri);
  const prefix = id !== iri && id.includes(':') ? [id.slice(0, id.indexOf(':'))] : [];
  const pieces =
    path === undefined
      ? [...prefix, ...namespacePieces(iri)]
      : [...path.properties.slice(0, -1), path.domain, ...path.path.split(/[/.]+/).reverse()];
  const readable = pieces
    .map((piece) => cleanPhrase(splitIdentifier(piece).join(' ')))
    .filter((piece) => /\p{L}{2}/u.test(piece));
  return [...new Set([...fromClass, ...readable])].slice(0, 6);
}

/** The parts of the namespace, the nearest first: `http://dbpedia.org/ontology/genre` → ontology, dbpedia. */
function namespacePieces(iri: string): string[] {
  const [host = '', ...folders] = iri
    .slice(0, 400)
    .replace(/^[a-z][a-z0-9+.-]*:(\/\/)?/i, '')
    .split(/[/#:?=]+/)
    .slice(0, -1);
  const site = host.replace(/^www\./, '').split('.')[0] ?? '';
  return [...folders.map(decodePercent).reverse(), site];
}

function mentions(phrase: string, qualifier: string): boolean {
  return ` ${phrase} `.toLowerCase().includes(` ${qualifier.toLowerCase()} `);
}

/** `genre` of a film → `film genre`; `directed by` → `as a film directed by`, which any sentence around it bears. */
function qualify({ kind, singular, plural }: Wording, qualifier: string): Wording {
  const before = kind === 'noun' ? qualifier : `as ${withArticle(qualifier)}`;
  return { kind, singular: `${before} ${singular}`, plural: `${before} ${plural}` };
}

function withHash({ kind, singular, plural }: Wording, hash: string): Wording {
  const room = longestWording - hash.length - 1;
  return { kind, singular: `${cutAtWord(singular, room)} ${hash}`, plural: `${cutAtWord(plural, room)} ${hash}` };
}
