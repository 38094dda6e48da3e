/** The stated triples that an inferred one rests on: an inference must lead to facts that stand in a file. */
import type { Graph } from '../graph.ts';
import { RULES, type Rule } from '../index/entailment.ts';
import { ruleOf } from './closure.ts';
import { type Declarations, type Direction, declarationsOf } from './declarations.ts';
import { sourcesOf } from './sources.ts';

/** Three ids. */
export type TripleOfIds = readonly [subject: number, relation: number, object: number];

export interface Premises {
  /** The first rule that gives the triple: see `Entailment`. */
  readonly by: Rule;
  /** One stated triple, or for a transitive relation those of a shortest way, in its order. */
  readonly from: readonly TripleOfIds[];
}

const known = new WeakMap<Graph, Declarations>();

/** Undefined where the triple is stated, or does not hold. */
export function premisesOf(graph: Graph, [subject, relation, object]: TripleOfIds): Premises | undefined {
  if (graph.isAsserted(subject, relation, object) || !graph.has(subject, relation, object)) return undefined;
  const declarations = known.get(graph) ?? declarationsOf(graph);
  known.set(graph, declarations);
  const sources = sourcesOf(relation, declarations);
  for (const by of RULES) {
    for (const source of sources) {
      const stated = statedBy(graph, source, subject, object);
      if (stated !== undefined && ruleOf(source, relation) === by) return { by, from: [stated] };
    }
  }
  return { by: 'transitive', from: shortestWay(graph, sources, declarations, subject, object) };
}

/** The triple of a source that leads from one to the other, where a file states it. */
function statedBy(graph: Graph, { relation, back }: Direction, from: number, to: number): TripleOfIds | undefined {
  const triple: TripleOfIds = back ? [to, relation, from] : [from, relation, to];
  return graph.isAsserted(...triple) ? triple : undefined;
}

/** Of the ways along each transitive source the first that is as short as any. */
function shortestWay(
  graph: Graph,
  sources: readonly Direction[],
  declarations: Declarations,
  subject: number,
  object: number,
): readonly TripleOfIds[] {
  let best: readonly TripleOfIds[] = [];
  for (const { relation, back } of sources) {
    if (!declarations.transitive.has(relation)) continue;
    const steps = sourcesOf(relation, declarations);
    const way = back
      ? wayFrom(graph, relation, steps, object, subject)
      : wayFrom(graph, relation, steps, subject, object);
    if (way !== undefined && (best.length === 0 || way.length < best.length)) best = way;
  }
  return best;
}

/** Breadth first, over nodes that the index knows to lead to the end. */
function wayFrom(
  graph: Graph,
  relation: number,
  steps: readonly Direction[],
  start: number,
  end: number,
): readonly TripleOfIds[] | undefined {
  const cameBy = new Map<number, readonly [before: number, triple: TripleOfIds]>();
  const unnamed = graph.isBlank(relation);
  // Of literals, and of relations without an IRI, the index knows nothing.
  const leads = (node: number): boolean =>
    node === end || unnamed || graph.isLiteral(node) || graph.has(node, relation, end);
  const waiting = [start];
  // The list grows while it is read.
  for (const node of waiting) {
    for (const step of steps) {
      for (const next of step.back ? graph.subjects(step.relation, node) : graph.objects(step.relation, node)) {
        if (!leads(next) || cameBy.has(next)) continue;
        const triple = statedBy(graph, step, node, next);
        if (triple === undefined) continue;
        cameBy.set(next, [node, triple]);
        if (next === end) return backFrom(end, start, cameBy);
        waiting.push(next);
      }
    }
  }
  return undefined;
}

function backFrom(
  end: number,
  start: number,
  cameBy: ReadonlyMap<number, readonly [before: number, triple: TripleOfIds]>,
): TripleOfIds[] {
  const way: TripleOfIds[] = [];
  for (let node = end; way.length === 0 || node !== start; ) {
    const [before, triple] = cameBy.get(node) as readonly [number, TripleOfIds];
    way.unshift(triple);
    node = before;
  }
  return way;
}
