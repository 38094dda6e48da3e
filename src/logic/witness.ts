/** Witnesses: for one answer, triples that make it one; and for negations, what they took away. */
import type { Graph } from '../graph/graph.ts';
import { answersOf } from './answers.ts';
import { conjuncts, type Formula, partsOf } from './formula.ts';

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

function unique(triples: readonly TripleOfKeys[]): TripleOfKeys[] {
  return [...new Map(triples.map((triple) => [JSON.stringify(triple), triple])).values()];
}

/** The negated parts of a formula, wherever they stand. */
export function negatedParts(formula: Formula): Formula[] {
  const below = partsOf(formula).flatMap(negatedParts);
  return 'not' in formula ? [formula.not, ...below] : below;
}
