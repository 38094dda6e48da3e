/** The disjunctive normal form of a formula: one union, at the root, of conjunctions of steps and negated steps. */
import { TaskError } from '../errors.ts';
import { conjuncts, type Formula, related } from './formula.ts';
import { join, meet } from './rewrite.ts';

/** The form may be exponentially larger than the formula; nothing that anybody asks comes near this. */
const MOST_CLAUSES = 500;

/** A conjunction of anchors, classes and steps, by their JSON so that none is there twice. */
interface Clause {
  readonly kept: ReadonlyMap<string, Formula>;
  readonly taken: ReadonlyMap<string, Formula>;
}

/**
 * Unions are pulled up through relations, conditions and intersections, negations pushed down to steps by De Morgan's laws, repeated parts
 * said once, and conjunctions left out that contradict themselves or add nothing to another, as long as one remains. Below the root there is no union, and a
 * negated part is no conjunction. What is ranked has a root of its own: who ranks first in a union is not who ranks first in its parts.
 *
 * @throws TaskError `normal_form_size` where it would have more than 500 conjunctions on any level.
 */
export function disjunctiveForm(formula: Formula): Formula {
  return join(clausesOf(formula).map(formOf));
}

const formOf = ({ kept, taken }: Clause): Formula => meet([...kept.values()], [...taken.values()]);

function clausesOf(formula: Formula): Clause[] {
  if ('or' in formula) return distinct(formula.or.flatMap(clausesOf));
  if ('and' in formula) {
    const { positive, negative } = conjuncts(formula.and);
    const factors = [...positive.map(clausesOf), ...negative.flatMap((part) => clausesOf(part).map(opposite))];
    return factors.reduce(product, [{ kept: new Map(), taken: new Map() }]);
  }
  if ('relation' in formula) {
    const { relation, inverse = false } = formula;
    return distinct(clausesOf(formula.of).map((clause) => literal(related(relation, inverse, formOf(clause)), true)));
  }
  if ('where' in formula) {
    return distinct(clausesOf(formula.of).map((clause) => literal({ ...formula, of: formOf(clause) }, true)));
  }
  return [literal('top' in formula ? { ...formula, of: disjunctiveForm(formula.of) } : formula, true)];
}

function literal(formula: Formula, positive: boolean): Clause {
  const one = new Map([[JSON.stringify(formula), formula]]);
  return positive ? { kept: one, taken: new Map() } : { kept: new Map(), taken: one };
}

/** ¬(a ∧ ¬b) = ¬a ∨ b: the clauses, of one part each, of what a clause does not say. */
function opposite({ kept, taken }: Clause): Clause[] {
  return [
    ...Array.from(kept.values(), (part) => literal(part, false)),
    ...Array.from(taken.values(), (part) => literal(part, true)),
  ];
}

/** (a ∨ b) ∧ (c ∨ d) = a∧c ∨ a∧d ∨ b∧c ∨ b∧d. */
function product(left: readonly Clause[], right: readonly Clause[]): Clause[] {
  refuseAbove(left.length * right.length);
  return distinct(
    left.flatMap((one) =>
      right.map((two) => ({
        kept: new Map([...one.kept, ...two.kept]),
        taken: new Map([...one.taken, ...two.taken]),
      })),
    ),
  );
}

/**
 * Clauses that can hold and that no other makes superfluous, each once; where none can hold, the first of them, since a formula has no
 * other way to say "nothing".
 */
function distinct(clauses: readonly Clause[]): Clause[] {
  refuseAbove(clauses.length);
  if (clauses.length === 1) return [...clauses];
  const possible = clauses.filter(({ kept, taken }) => ![...kept.keys()].some((key) => taken.has(key)));
  const byKey = new Map(possible.map((clause) => [keyOf(clause), clause]));
  const each = [...byKey.values()];
  if (each.length === 0) return clauses.slice(0, 1);
  return each.filter((clause) => !each.some((other) => other !== clause && saysNoMore(other, clause)));
}

/** Whether all that one clause says is said by the other, which then adds nothing to a union: a ∪ (a ∩ b) = a. */
function saysNoMore(one: Clause, other: Clause): boolean {
  if (one.kept.size > other.kept.size || one.taken.size > other.taken.size) return false;
  for (const key of one.kept.keys()) if (!other.kept.has(key)) return false;
  for (const key of one.taken.keys()) if (!other.taken.has(key)) return false;
  return true;
}

/** JSON has no line breaks of its own outside its strings, and none inside. */
const keyOf = ({ kept, taken }: Clause): string =>
  [...[...kept.keys()].sort(), '', ...[...taken.keys()].sort()].join('\n');

function refuseAbove(count: number): void {
  if (count <= MOST_CLAUSES) return;
  throw new TaskError(
    'normal_form_size',
    `expected a disjunctive form of at most ${MOST_CLAUSES} conjunctions, got one of up to ${count}; use a formula with fewer unions and negations`,
  );
}
