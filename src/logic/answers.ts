/** The answers of a formula on the index: set operations over ids. The first of the two engines. */

import { ClassIndex } from '../graph/classes.ts';
import type { Graph } from '../graph/graph.ts';
import { followSet, intersect, subtract, unite } from '../graph/set.ts';
import { filterSet, topSet } from '../graph/value-sets.ts';
import { conjuncts, type Formula, type RelationFormula, type TopFormula, type WhereFormula } from './formula.ts';

const NONE = new Uint32Array(0);

/** Ids of the answers, ascending. An entity or relation that does not occur has no answers. */
export function answersOf(formula: Formula, graph: Graph): Uint32Array {
  const of = (part: Formula): Uint32Array => answersOf(part, graph);
  if ('entity' in formula) {
    const id = graph.id(formula.entity);
    return id === undefined ? NONE : Uint32Array.of(id);
  }
  if ('relation' in formula) return followedFrom(of(formula.of), formula, graph);
  if ('and' in formula) {
    const { positive, negative } = conjuncts(formula.and);
    const kept = positive.map(of).reduce(intersect);
    return negative.reduce((left, part) => subtract(left, of(part)), kept);
  }
  if ('or' in formula) return unite(formula.or.map(of));
  if ('class' in formula) return new ClassIndex(graph).members(formula.class);
  if ('where' in formula) return whereAnswers(formula, graph);
  if ('top' in formula) return topAnswers(formula, graph);
  throw new TypeError('a negation stands only inside a conjunction');
}

/** {@link answersOf} that computes no part twice which several formulas share as one object. */
export function rememberedAnswers(graph: Graph): (formula: Formula) => Uint32Array {
  const known = new WeakMap<Formula, Uint32Array>();
  return (formula) => {
    if (!('relation' in formula)) return answersOf(formula, graph);
    const from = known.get(formula.of) ?? answersOf(formula.of, graph);
    known.set(formula.of, from);
    return followedFrom(from, formula, graph);
  };
}

function followedFrom(from: Uint32Array, { relation: iri, inverse }: RelationFormula, graph: Graph): Uint32Array {
  const relation = graph.id(iri);
  return relation === undefined ? NONE : followSet(graph, relation, inverse === true, from);
}

function whereAnswers({ where, of }: WhereFormula, graph: Graph): Uint32Array {
  const relation = graph.id(where.relation);
  if (relation === undefined) return NONE;
  const { is, value, datatype } = where;
  return filterSet(graph, relation, is, { kind: 'literal', value, datatype }, answersOf(of, graph));
}

function topAnswers({ top, by, order, of }: TopFormula, graph: Graph): Uint32Array {
  const relation = graph.id(by);
  return relation === undefined ? NONE : topSet(graph, relation, order, top, answersOf(of, graph));
}
