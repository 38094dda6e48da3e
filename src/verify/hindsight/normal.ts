/** Whether two formulas ask the same: equal once written in one normal form, with each relation read one way round. */
import { TaskError } from '../../errors.ts';
import type { Graph } from '../../graph/graph.ts';
import { type AskedFormula, askedOf, setOf } from '../../logic/asked.ts';
import { canonicalForm } from '../../logic/canonical.ts';
import { disjunctiveForm } from '../../logic/disjunctive.ts';
import { conjuncts, type Formula, related } from '../../logic/formula.ts';
import { fromBelow, inTurn, type Law, meet } from '../../logic/rewrite.ts';
import { directionOf } from './direction.ts';
import { primeForm } from './primes.ts';

/**
 * Whether two formulas have the same answers on every graph on which the same relations are inverses of one another as on this one. What is
 * not found equal may still be: only the laws of set algebra, of steps and conditions are used, never the answers.
 */
export function areEquivalent(a: AskedFormula, b: AskedFormula, graph: Graph): boolean {
  const [one, other] = [JSON.stringify(a), JSON.stringify(b)];
  return one === other || JSON.stringify(normalForm(a, graph)) === JSON.stringify(normalForm(b, graph));
}

export function normalForm(asked: AskedFormula, graph: Graph): AskedFormula {
  const normal = inTurn(
    fromBelow(oneWayRound(graph)),
    fromBelow(oneRanking),
    fromBelow(union),
    fromBelow(sharedConditions),
    fromBelow(union),
  );
  const turned = aboutOneEntity(askedOf(asked, normal(setOf(asked))));
  return askedOf(turned, normal(setOf(turned)));
}

/** A union of prime clauses. Where the form would grow beyond measure, the formula stays as it is. */
const union: Law = (formula) => {
  if ('not' in formula) return formula;
  try {
    return canonicalForm(primeForm(disjunctiveForm(canonicalForm(formula))));
  } catch (error) {
    if (error instanceof TaskError && error.code === 'normal_form_size') return canonicalForm(formula);
    throw error;
  }
};

/** Whether Dutch is a language of Belgium = whether Belgium is one that has Dutch as a language: the lesser of the two is asked about. */
function aboutOneEntity(asked: AskedFormula): AskedFormula {
  if (!('among' in asked) || !('relation' in asked.among) || !('entity' in asked.among.of)) return asked;
  const { relation, inverse = false, of } = asked.among;
  if (asked.is <= of.entity) return asked;
  return { among: related(relation, !inverse, { entity: asked.is }), is: of.entity };
}

/** The first two of the first three are the first two. */
const oneRanking: Law = (formula) => {
  if (!('top' in formula && 'top' in formula.of)) return formula;
  const { top, by, order, of } = formula;
  return of.by === by && of.order === order ? { top: Math.min(top, of.top), by, order, of: of.of } : formula;
};

/** Those of a ∩ b with a value so = those of a with one ∩ those of b with one: each part bears all conditions of a conjunction. */
const sharedConditions: Law = (formula) => {
  if ('where' in formula && 'and' in formula.of) {
    const { where, of } = formula;
    const { positive, negative } = conjuncts(of.and);
    return sharedConditions(meet([...positive.slice(1), { where, of: positive[0] as Formula }], negative));
  }
  if ('where' in formula) return conditioned(withoutConditions(formula), conditionsOf(formula));
  if (!('and' in formula)) return formula;
  const { positive, negative } = conjuncts(formula.and);
  const conditions = positive.flatMap(conditionsOf);
  if (conditions.length === 0) return formula;
  return meet(
    positive.map((part) => conditioned(withoutConditions(part), conditions)),
    negative,
  );
};

function conditionsOf(formula: Formula): Extract<Formula, { where: unknown }>['where'][] {
  return 'where' in formula ? [formula.where, ...conditionsOf(formula.of)] : [];
}

function withoutConditions(formula: Formula): Formula {
  return 'where' in formula ? withoutConditions(formula.of) : formula;
}

/** Conditions in one order, each once. */
function conditioned(of: Formula, conditions: readonly ReturnType<typeof conditionsOf>[number][]): Formula {
  const each = new Map(
    conditions.map((where) => [JSON.stringify([where.relation, where.is, where.value, where.datatype]), where]),
  );
  return [...each.keys()].sort().reduce<Formula>((inner, key) => {
    const where = each.get(key);
    return where === undefined ? inner : { where, of: inner };
  }, of);
}

/** A step along a relation is one back along its inverse, where both state the same facts; of the two the lesser IRI is read. */
function oneWayRound(graph: Graph): Law {
  return (formula) => {
    if (!('relation' in formula)) return formula;
    const { relation, inverse = false, of } = formula;
    const to = directionOf(relation, graph);
    const symmetric = to.relation === relation && to.inverse;
    return related(to.relation, symmetric ? false : inverse !== to.inverse, of);
  };
}
