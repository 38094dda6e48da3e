/** A vocabulary as plain data, to be kept and made again: finding it out takes a while on a large graph. */
import type { Vocabulary } from './discover.ts';

/** What JSON can hold of a vocabulary. */
export function plainVocabulary({ relations, classes, unused }: Vocabulary): object {
  return { relations, classes, unused };
}

/** The vocabulary that {@link plainVocabulary} was made of; undefined where this is none. Its parts are believed. */
export function vocabularyOf(plain: unknown): Vocabulary | undefined {
  const { relations, classes, unused } = (plain ?? {}) as Partial<Vocabulary>;
  if (![relations, classes, unused].every(Array.isArray)) return undefined;
  if (relations === undefined || classes === undefined || unused === undefined) return undefined;
  return { relations, classes, unused, byIri: new Map(relations.map((relation) => [relation.iri, relation])) };
}
