/** The prime clauses of a union: what it says in every way that cannot be said more shortly, which is the same for all ways to write it. */
import { conjuncts, type Formula } from '../../logic/formula.ts';
import { join, type Law, meet } from '../../logic/rewrite.ts';

/** Parts that are kept and parts that are taken away, by their JSON. */
interface Clause {
  readonly kept: ReadonlyMap<string, Formula>;
  readonly taken: ReadonlyMap<string, Formula>;
}

/** Beyond these a union stays as it is. */
const MOST_CLAUSES = 64;

/**
 * A disjunctive form with all its prime clauses (A. Blake, Canonical expressions in Boolean algebra, 1937): two clauses of which one keeps
 * just one part that the other takes away have a third between them, and a clause that says all that another says, and more, is left out.
 */
export const primeForm: Law = (formula) => {
  if (!('or' in formula)) return formula;
  const clauses = primes(formula.or.map(clauseOf));
  return clauses === undefined
    ? formula
    : join(clauses.map(({ kept, taken }) => meet([...kept.values()], [...taken.values()])));
};

function clauseOf(formula: Formula): Clause {
  const { positive, negative } = 'and' in formula ? conjuncts(formula.and) : { positive: [formula], negative: [] };
  const byJson = (parts: readonly Formula[]) => new Map(parts.map((part) => [JSON.stringify(part), part]));
  return { kept: byJson(positive), taken: byJson(negative) };
}

/** Undefined where they would be too many. */
function primes(given: readonly Clause[]): readonly Clause[] | undefined {
  let clauses = absorbed(given);
  for (;;) {
    const between = clauses.flatMap((one) => clauses.flatMap((other) => consensus(one, other) ?? []));
    const fresh = between.filter((clause) => !clauses.some((known) => saysNoMore(known, clause)));
    if (fresh.length === 0) return clauses;
    clauses = absorbed([...clauses, ...fresh]);
    if (clauses.length > MOST_CLAUSES) return undefined;
  }
}

/** (a ∩ x) ∪ (b \ x) holds all of a ∩ b. */
function consensus(one: Clause, other: Clause): Clause | undefined {
  const here = [...one.kept.keys()].filter((key) => other.taken.has(key));
  const there = [...other.kept.keys()].filter((key) => one.taken.has(key));
  const [opposed] = here;
  if (opposed === undefined || here.length !== 1 || there.length > 0) return undefined;
  const kept = new Map([...one.kept, ...other.kept]);
  if (!other.kept.has(opposed)) kept.delete(opposed);
  const taken = new Map([...one.taken, ...other.taken]);
  taken.delete(opposed);
  return { kept, taken };
}

function absorbed(clauses: readonly Clause[]): Clause[] {
  return clauses.filter(
    (clause, at) =>
      !clauses.some(
        (other, place) => place !== at && saysNoMore(other, clause) && (!saysNoMore(clause, other) || place < at),
      ),
  );
}

/** Whether all that one clause says is said by the other. */
function saysNoMore(one: Clause, other: Clause): boolean {
  return (
    [...one.kept.keys()].every((key) => other.kept.has(key)) &&
    [...one.taken.keys()].every((key) => other.taken.has(key))
  );
}
