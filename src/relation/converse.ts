/** Observes how relations stand to their converse: symmetric ones, and pairs of inverses that state the same facts twice. */
import type { ObservedRelation, Source } from '../graph/source.ts';
import { pairsOf } from './term-list.ts';

/** Above this, symmetry is believed only where it is declared: looking costs a walk over all triples. */
const mostTriples = 50_000;

/** Whether every triple of a relation also stands the other way round. Counts rule out nearly all before any is read. */
export async function isSymmetric(source: Source, relation: ObservedRelation): Promise<boolean> {
  if (!mayMirror(relation, relation)) return false;
  const pairs = await pairsOf(source, relation.iri, relation.triples);
  return pairs !== undefined && [...pairs].every((pair) => pairs.has(turned(pair)));
}

/** Whether two relations state the same facts, one the other way round. */
export async function holdSameFacts(
  source: Source,
  relation: ObservedRelation,
  inverse: ObservedRelation,
): Promise<boolean> {
  if (!mayMirror(relation, inverse)) return false;
  const pairs = await pairsOf(source, relation.iri, relation.triples);
  const others = pairs && (await pairsOf(source, inverse.iri, inverse.triples));
  return pairs !== undefined && others !== undefined && [...pairs].every((pair) => others.has(turned(pair)));
}

function mayMirror(a: ObservedRelation, b: ObservedRelation): boolean {
  if (a.triples !== b.triples || a.triples > mostTriples || a.literals > 0 || b.literals > 0) return false;
  if (a.subjects !== b.objects || a.objects !== b.subjects) return false;
  return a.maximumObjects === b.maximumSubjects && a.maximumSubjects === b.maximumObjects;
}

function turned(pair: string): string {
  const space = pair.indexOf(' ');
  return `${pair.slice(space + 1)} ${pair.slice(0, space)}`;
}
