/** Orders relations by use: what an agent should be offered first where not all fit. */
import type { Relation } from './relation.ts';
import { readFreebasePath } from './wording/freebase-path.ts';
import type { Legibility } from './wording/word.ts';

const legibilityWeight: Readonly<Record<Legibility, number>> = { label: 1, name: 0.9, code: 0.5, hash: 0.3 };

/**
 * How useful a relation is: `log2(1 + triples) × (½ + ½ completeness) × legibility × kind`.
 * Support counts, but damped: twice the facts are one step more. Completeness (½ where unknown) favours what every member of
 * a class has; legibility what a reader understands from its name; kind relations between entities (1) over values (0.9),
 * and over what users of Freebase put into `/base` and `/user` (0.7).
 */
function usefulness(relation: Relation, legibility: Legibility): number {
  const { triples, completeness = 0.5, valued, iri } = relation;
  const domain = readFreebasePath(iri)?.domain;
  const kind = domain === 'base' || domain === 'user' ? 0.7 : valued ? 0.9 : 1;
  return Math.log2(1 + triples) * (0.5 + 0.5 * completeness) * legibilityWeight[legibility] * kind;
}

/** Relations about the world before bookkeeping, the most useful first, ties by IRI. */
export function rankRelations(relations: readonly Relation[], legibility: ReadonlyMap<string, Legibility>): Relation[] {
  const scored = relations.map((relation) => ({
    relation,
    score: usefulness(relation, legibility.get(relation.iri) ?? 'name'),
  }));
  scored.sort(
    (a, b) =>
      Number(a.relation.bookkeeping) - Number(b.relation.bookkeeping) ||
      b.score - a.score ||
      (a.relation.iri < b.relation.iri ? -1 : 1),
  );
  return scored.map(({ relation }) => relation);
}
