/** The normal forms of EFO-1-QA, and all rewritings together: an oracle, since none of them may change an answer. */
import { disjunctiveForm } from './disjunctive.ts';
import { conjuncts, type Formula } from './formula.ts';
import { flatJoins, flatMeets, LAWS } from './law.ts';
import { fromBelow, inTurn, join, type Law, meet, type Rewriting } from './rewrite.ts';

type Combine = (parts: readonly Formula[]) => Formula;

/** ((a ∩ b) ∩ c). */
const inPairs =
  (combine: Combine): Combine =>
  ([first, ...others]) =>
    others.reduce((left, part) => combine([left, part]), first as Formula);

/** a ∩ b \ c = (a \ c) ∩ b, all in pairs: the differences innermost, as the grammar writes them. */
const pairs: Law = (formula) => {
  if ('or' in formula) return inPairs(join)(formula.or);
  if (!('and' in formula)) return formula;
  const { positive, negative } = conjuncts(formula.and);
  const [first, ...others] = positive as [Formula, ...Formula[]];
  return inPairs(meet)([negative.reduce((left, part) => meet([left], [part]), first), ...others]);
};

/** a ∩ b \ c \ d = ((a ∩ b) \ c) \ d: the differences outermost, one by one. */
const differences =
  (intersect: Combine, unite: Combine): Law =>
  (formula) => {
    if ('or' in formula) return unite(formula.or);
    if (!('and' in formula)) return formula;
    const { positive, negative } = conjuncts(formula.and);
    return negative.reduce((left, part) => meet([left], [part]), intersect(positive));
  };

/** a ∩ b \ c \ d with what is kept as one part: one set less several others. */
const multipleDifference: Law = (formula) => {
  if (!('and' in formula)) return formula;
  const { positive, negative } = conjuncts(formula.and);
  return meet([meet(positive)], negative);
};

/**
 * De Morgan, for one whose unions are flat: a ∩ (b ∪ c) = a \ ((a \ b) \ c), and a \ (b ∪ c) = a \ b \ c. A complement is taken within another positive
 * part, since a formula has no set of everything; a union that no such part stands beside stays.
 */
const withoutUnions: Law = (formula) => {
  if (!('and' in formula)) return formula;
  const { positive, negative } = conjuncts(formula.and);
  const within = positive.find((part) => !('or' in part)) ?? (positive[0] as Formula);
  const unions = positive.flatMap((part) => (part !== within && 'or' in part ? [part.or] : []));
  const kept = positive.filter((part) => part === within || !('or' in part));
  return meet(kept, [
    ...unions.map((parts) => meet([within], parts)),
    ...negative.flatMap((part) => ('or' in part ? part.or : [part])),
  ]);
};

const deMorgan = inTurn(fromBelow(flatJoins), fromBelow(withoutUnions));
const inPairsOnly = fromBelow(differences(inPairs(meet), inPairs(join)));

/**
 * The nine forms in which EFO-1-QA writes every query (arXiv 2109.08925, section on normal forms), by the names of its data's columns.
 * There, `d` and `D` are operators; here a difference is a conjunction of one positive part with one negated part (`d`) or several
 * (`D`), and what its De Morgan form writes as a complement is one within the rest of the conjunction.
 */
export const NORMAL_FORMS: readonly Rewriting[] = [
  { name: 'original', rewrite: (formula) => formula },
  { name: 'DeMorgan', rewrite: deMorgan },
  { name: 'DeMorgan+MultiI', rewrite: inTurn(fromBelow(flatMeets), deMorgan) },
  { name: 'DNF', rewrite: inTurn(disjunctiveForm, fromBelow(pairs)) },
  { name: 'diff', rewrite: inPairsOnly },
  { name: 'DNF+diff', rewrite: inTurn(disjunctiveForm, inPairsOnly) },
  { name: 'DNF+MultiIU', rewrite: disjunctiveForm },
  { name: 'DNF+MultiIUd', rewrite: inTurn(disjunctiveForm, fromBelow(differences(meet, join))) },
  { name: 'DNF+MultiIUD', rewrite: inTurn(disjunctiveForm, fromBelow(multipleDifference)) },
];

/**
 * Everything that may be done to a formula without changing its answers. The disjunctive forms throw TaskError
 * `normal_form_size` where they would grow beyond measure.
 */
export const REWRITINGS: readonly Rewriting[] = [...NORMAL_FORMS, ...LAWS];
