/** Drawn formulas: ids in place of names, and the set of every part worked out when the part is made. */
import type { Graph } from '../graph/graph.ts';
import { emptySet } from '../graph/set.ts';
import { type Formula, related } from '../logic/formula.ts';
import { type Fingerprint, mixedHigh, mixedLow } from './fingerprints.ts';
import type { Hop } from './hop.ts';

/** All kinds have all fields, so that the machine meets one shape of object; those that a kind does not have are empty. */
export interface Drawn extends Fingerprint {
  readonly kind: 'entity' | 'step' | 'and' | 'or';
  /** Of an entity. */
  readonly id: number;
  /** Of a step. */
  readonly hop: Hop | undefined;
  /** What a step starts from, the positive parts of a conjunction, the parts of a disjunction. */
  readonly parts: readonly Drawn[];
  /** What a conjunction takes away. */
  readonly taken: readonly Drawn[];
  readonly set: Uint32Array;
}

const NOTHING: readonly Drawn[] = [];

export function drawnEntity(id: number): Drawn {
  const high = mixedHigh(id, 1);
  const low = mixedLow(high, 1);
  return { kind: 'entity', id, hop: undefined, parts: NOTHING, taken: NOTHING, set: emptySet, high, low };
}

export function drawnStep(hop: Hop, of: Drawn, set: Uint32Array): Drawn {
  const high = mixedHigh(of.high + hop.index, of.low ^ 2);
  const low = mixedLow(high, of.low);
  return { kind: 'step', id: 0, hop, parts: [of], taken: NOTHING, set, high, low };
}

/** The fingerprint is a sum over the parts, so that their order does not matter. */
export function drawnJoin(
  kind: 'and' | 'or',
  parts: readonly Drawn[],
  taken: readonly Drawn[],
  set: Uint32Array,
): Drawn {
  let upper = kind === 'and' ? 3 : 4;
  let lower = parts.length;
  for (const part of parts) {
    upper = (upper + part.high) | 0;
    lower = (lower + part.low) | 0;
  }
  for (const part of taken) {
    const negated = mixedHigh(part.high, part.low ^ 5);
    upper = (upper + negated) | 0;
    lower = (lower + mixedLow(negated, part.low)) | 0;
  }
  const high = mixedHigh(upper, lower);
  return { kind, id: 0, hop: undefined, parts, taken, set, high, low: mixedLow(high, lower) };
}

/** The same formula in names. */
export function formulaOf(drawn: Drawn, graph: Graph): Formula {
  const { kind, id, hop, parts, taken } = drawn;
  if (kind === 'entity') return { entity: graph.key(id) };
  const below = parts.map((part) => formulaOf(part, graph));
  if (hop !== undefined) return related(hop.iri, hop.inverse, below[0] as Formula);
  if (kind === 'or') return { or: below };
  return { and: [...below, ...taken.map((part) => ({ not: formulaOf(part, graph) }))] };
}

/** Calls `visit` with every part, a part before those below it. */
export function visitDrawn(drawn: Drawn, visit: (part: Drawn) => void): void {
  visit(drawn);
  for (const part of drawn.parts) visitDrawn(part, visit);
  for (const part of drawn.taken) visitDrawn(part, visit);
}
