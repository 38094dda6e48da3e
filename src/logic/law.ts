/** Laws of sets and relations, each read as a rewriting of formulas: what must not change an answer. */
import { canonicalForm } from './canonical.ts';
import { conjuncts, type Formula, related } from './formula.ts';
import { fromBelow, join, type Law, meet, type Rewriting } from './rewrite.ts';

type Conjuncts = ReturnType<typeof conjuncts>;

/** A law about intersections and differences only. */
const ofMeets =
  (change: (parts: Conjuncts, formula: Formula) => Formula): Law =>
  (formula) =>
    'and' in formula ? change(conjuncts(formula.and), formula) : formula;

/** A law about unions only. */
const ofJoins =
  (change: (parts: readonly Formula[], formula: Formula) => Formula): Law =>
  (formula) =>
    'or' in formula ? change(formula.or, formula) : formula;

const both =
  (...laws: readonly [Law, Law]): Law =>
  (formula) =>
    'and' in formula ? laws[0](formula) : laws[1](formula);

const opened = (parts: readonly Formula[], kind: 'and' | 'or'): Formula[] =>
  parts.flatMap((part) => (kind in part ? (part as Record<typeof kind, Formula[]>)[kind] : [part]));

/** (a ∩ (b ∩ c)) = a ∩ b ∩ c, for one whose parts are flat. */
export const flatMeets: Law = (formula) => ('and' in formula ? { and: opened(formula.and, 'and') } : formula);

/** (a ∪ (b ∪ c)) = a ∪ b ∪ c, for one whose parts are flat. */
export const flatJoins: Law = (formula) => ('or' in formula ? { or: opened(formula.or, 'or') } : formula);

const reversed: Law = (formula) => {
  if ('and' in formula) return { and: formula.and.toReversed() };
  return 'or' in formula ? { or: formula.or.toReversed() } : formula;
};

/** a ∩ b ∩ c \ d = a ∩ (b ∩ (c \ d)). */
const nestedMeets = ofMeets(({ positive, negative }) =>
  positive.slice(0, -1).reduceRight((inner, part) => meet([part, inner]), meet(positive.slice(-1), negative)),
);

const nestedJoins = ofJoins((parts) =>
  parts.slice(0, -1).reduceRight((inner, part) => join([part, inner]), parts.at(-1) as Formula),
);

/**
 * a = a ∪ a at the anchors; a ∪ b = a ∪ b ∪ a; a ∩ b = a ∩ b ∩ b, and a \ b = a \ b \ b; conditions and
 * ranks of those that have them already.
 */
const repeated: Law = (formula) => {
  if ('entity' in formula || 'class' in formula) return { or: [formula, formula] };
  if ('where' in formula || 'top' in formula) return { ...formula, of: formula };
  if ('and' in formula) return { and: [...formula.and, ...formula.and.slice(-1)] };
  return 'or' in formula ? { or: [...formula.or, ...formula.or.slice(0, 1)] } : formula;
};

/** a ∩ b = a ∩ b ∩ (a ∪ b); a \ b = a ∩ (a ∪ b) \ b. */
const absorbedMeet = ofMeets(({ positive, negative }) =>
  meet([...positive, join([...positive.slice(0, 1), ...[...positive.slice(1), ...negative].slice(0, 1)])], negative),
);

/** a ∪ b = a ∪ b ∪ (a ∩ b). */
const absorbedJoin = ofJoins((parts) => join([...parts, meet(parts.slice(0, 2))]));

/** r(a ∪ b) = r(a) ∪ r(b). */
const spreadRelation: Law = (formula) => {
  if (!('relation' in formula && 'or' in formula.of)) return formula;
  const { relation, inverse = false, of } = formula;
  return join(of.or.map((part) => related(relation, inverse, part)));
};

/** Those of a ∪ b with a value so = those of a with one ∪ those of b with one. */
const spreadCondition: Law = (formula) =>
  'where' in formula && 'or' in formula.of ? join(formula.of.or.map((of): Formula => ({ ...formula, of }))) : formula;

/** Those of a ∩ b \ c with a value so = those of a with one ∩ b \ c. */
const narrowedCondition: Law = (formula) => {
  if (!('where' in formula && 'and' in formula.of)) return formula;
  const { positive, negative } = conjuncts(formula.of.and);
  const [first, ...others] = positive as [Formula, ...Formula[]];
  return meet([{ ...formula, of: first }, ...others], negative);
};

/** a ∩ (b ∪ c) \ d = (a ∩ b \ d) ∪ (a ∩ c \ d). */
const spreadMeet = ofMeets(({ positive, negative }, formula) => {
  const union = positive.find((part) => 'or' in part);
  if (union === undefined) return formula;
  const rest = positive.filter((part) => part !== union);
  return join(union.or.map((part) => meet([...rest, part], negative)));
});

/** a ∪ (b ∩ c \ d) = (a ∪ b) ∩ (a ∪ c) \ (d \ a). */
const spreadJoin = ofJoins((parts, formula) => {
  const inner = parts.find((part) => 'and' in part);
  if (inner === undefined) return formula;
  const rest = parts.filter((part) => part !== inner);
  const { positive, negative } = conjuncts(inner.and);
  return meet(
    positive.map((part) => join([...rest, part])),
    negative.map((part) => meet([part], rest)),
  );
});

/** a \ (b ∪ c) = (a \ b) \ c. */
const differenceOfJoin = ofMeets(({ positive, negative }) => {
  const [first, ...others] = opened(negative, 'or') as [Formula, ...Formula[]] | [];
  return others.reduce((left, part) => meet([left], [part]), meet(positive, first === undefined ? [] : [first]));
});

/** a \ b \ c = a \ (b ∪ c). */
const joinedDifferences = ofMeets(({ positive, negative }, formula) =>
  negative.length === 0 ? formula : meet(positive, [join(negative)]),
);

/** a \ (b ∩ c) = (a \ b) ∪ (a \ c); and a \ (b \ c) = (a \ b) ∪ (a ∩ c). */
const differenceOfMeet = ofMeets(({ positive, negative }, formula) => {
  const inner = negative.find((part) => 'and' in part);
  if (inner === undefined) return formula;
  const rest = negative.filter((part) => part !== inner);
  const split = conjuncts(inner.and);
  return join([
    ...split.positive.map((part) => meet(positive, [...rest, part])),
    ...split.negative.map((part) => meet([...positive, part], rest)),
  ]);
});

/** a ∩ b = a \ (a \ b). */
const doubleDifference = ofMeets(({ positive, negative }) => {
  const [first, ...others] = positive as [Formula, ...Formula[]];
  return meet([first], [...others.map((part) => meet([first], [part])), ...negative]);
});

/** a ∪ b = a ∪ (b \ a). */
const disjointJoin = ofJoins(([first, ...others]) =>
  join([first as Formula, ...others.map((part) => meet([part], [first as Formula]))]),
);

const everywhere = (name: string, law: Law): Rewriting => ({ name, rewrite: fromBelow(law) });

/** Each law applied wherever it fits, from the anchors up. */
export const LAWS: readonly Rewriting[] = [
  everywhere('commutativity', reversed),
  everywhere('associativity: nested to the right', both(nestedMeets, nestedJoins)),
  everywhere('associativity: flat', both(flatMeets, flatJoins)),
  everywhere('idempotence', repeated),
  everywhere('absorption', both(absorbedMeet, absorbedJoin)),
  everywhere('relation over union', spreadRelation),
  everywhere('condition over union', spreadCondition),
  everywhere('condition within intersection', narrowedCondition),
  everywhere('intersection over union', spreadMeet),
  everywhere('union over intersection', spreadJoin),
  everywhere('difference of a union', differenceOfJoin),
  everywhere('differences joined', joinedDifferences),
  everywhere('difference of an intersection', differenceOfMeet),
  everywhere('double difference', doubleDifference),
  everywhere('disjoint union', disjointJoin),
  { name: 'canonical form', rewrite: canonicalForm },
];
