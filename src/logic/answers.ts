/** The answers of a formula on the index: set operations over ids. The first of the two engines. */

import { ClassIndex } from '../graph/classes.ts';
import type { Graph } from '../graph/graph.ts';
import { followSet, intersect, subtract, unite } from '../graph/set.ts';
import { conjuncts, type Formula } from './formula.ts';

const NONE = new Uint32Array(0);

/** Ids of the answers, ascending. An entity or relation that does not occur has no answers. */
export function answersOf(formula: Formula, graph: Graph): Uint32Array {
  const of = (part: Formula): Uint32Array => answersOf(part, graph);
  if ('entity' in formula) {
    const id = graph.id(formula.entity);
    return id === undefined ? NONE : Uint32Array.of(id);
  }
  if ('relation' in formula) {
    const relation = graph.id(formula.relation);
    return relation === undefined ? NONE : followSet(graph, relation, formula.inverse === true, of(formula.of));
  }
  if ('and' in formula) {
    const { positive, negative } = conjuncts(formula.and);
    const kept = positive.map(of).reduce(intersect);
    return negative.reduce((left, part) => subtract(left, of(part)), kept);
  }
  if ('or' in formula) return unite(formula.or.map(of));
  if ('class' in formula) return new ClassIndex(graph).members(formula.class);
  throw new TypeError('a negation stands only inside a conjunction');
}
