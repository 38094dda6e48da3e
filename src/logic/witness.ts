/** Witnesses: for one answer, triples that make it one; and for negations, what they took away. */
import type { Graph } from '../graph/graph.ts';
import { termOf } from '../graph/term.ts';
import { holds, readValue } from '../graph/value-order.ts';
import { answersOf } from './answers.ts';
import { conjuncts, type Formula, partsOf, type TopFormula, type WhereFormula } from './formula.ts';

export type TripleOfKeys = readonly [string, string, string];

/**
 * The triples of one path by which `answer` satisfies the formula: of several, the one with the smallest ids.
 * Undefined where it does not satisfy it.
 */
export function witnessOf(formula: Formula, answer: number, graph: Graph): TripleOfKeys[] | undefined {
  const found: TripleOfKeys[] = [];
  return satisfy(formula, answer, graph, found) ? unique(found) : undefined;
}

function satisfy(formula: Formula, answer: number, graph: Graph, found: TripleOfKeys[]): boolean {
  if ('entity' in formula) return graph.id(formula.entity) === answer;
  if ('relation' in formula) return satisfyRelation(formula, answer, graph, found);
  if ('and' in formula) {
    const { positive, negative } = conjuncts(formula.and);
    return (
      positive.every((part) => satisfy(part, answer, graph, found)) &&
      negative.every((part) => !satisfy(part, answer, graph, []))
    );
  }
  if ('where' in formula) return satisfyWhere(formula, answer, graph, found);
  if ('top' in formula) return satisfyTop(formula, answer, graph, found);
  if ('or' in formula) return formula.or.some((part) => satisfy(part, answer, graph, found));
  return answersOf(formula, graph).includes(answer);
}

function satisfyRelation(
  formula: Extract<Formula, { relation: string }>,
  answer: number,
  graph: Graph,
  found: TripleOfKeys[],
): boolean {
  const relation = graph.id(formula.relation);
  if (relation === undefined) return false;
  const starts = formula.inverse ? graph.objects(relation, answer) : graph.subjects(relation, answer);
  for (const start of starts) {
    const before = found.length;
    if (satisfy(formula.of, start, graph, found)) {
      const [subject, object] = formula.inverse ? [answer, start] : [start, answer];
      found.push([graph.key(subject), graph.key(relation), graph.key(object)]);
      return true;
    }
    found.length = before;
  }
  return false;
}

/** The triple of a value for which the condition holds. */
function satisfyWhere(formula: WhereFormula, answer: number, graph: Graph, found: TripleOfKeys[]): boolean {
  const { relation: iri, is, value, datatype } = formula.where;
  const relation = graph.id(iri);
  const limit = readValue({ kind: 'literal', value, datatype });
  if (relation === undefined || limit === undefined || !satisfy(formula.of, answer, graph, found)) return false;
  const object = Array.from(graph.objects(relation, answer)).find((id) => {
    const own = readValue(termOf(graph.key(id)));
    return own !== undefined && holds(own, is, limit);
  });
  if (object === undefined) return false;
  found.push([graph.key(answer), iri, graph.key(object)]);
  return true;
}

/** The values of the answer; that the others rank below is seen from the query of all of them. */
function satisfyTop(formula: TopFormula, answer: number, graph: Graph, found: TripleOfKeys[]): boolean {
  const relation = graph.id(formula.by);
  if (relation === undefined || !answersOf(formula, graph).includes(answer)) return false;
  satisfy(formula.of, answer, graph, found);
  for (const object of graph.objects(relation, answer)) {
    found.push([graph.key(answer), formula.by, graph.key(object)]);
  }
  return true;
}

function unique(triples: readonly TripleOfKeys[]): TripleOfKeys[] {
  return [...new Map(triples.map((triple) => [JSON.stringify(triple), triple])).values()];
}

/** The negated parts of a formula, wherever they stand. */
export function negatedParts(formula: Formula): Formula[] {
  const below = partsOf(formula).flatMap(negatedParts);
  return 'not' in formula ? [formula.not, ...below] : below;
}
