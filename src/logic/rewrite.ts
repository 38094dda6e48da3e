/** Rewritings: changes of a formula that leave its answers as they are. */
import { type Formula, related } from './formula.ts';

export interface Rewriting {
  readonly name: string;
  /** A formula with the same answers on every graph; the one that goes in is left as it is. */
  rewrite(formula: Formula): Formula;
}

/** A change of one formula that may look into its parts but leaves their insides alone. */
export type Law = (formula: Formula) => Formula;

/** Applies a law to every part of a formula, from the anchors up; what the law makes of a part is not visited again. */
export function fromBelow(law: Law): Law {
  const visit = (formula: Formula): Formula => law(withParts(formula, visit));
  return visit;
}

function withParts(formula: Formula, change: Law): Formula {
  if ('relation' in formula) return related(formula.relation, formula.inverse === true, change(formula.of));
  if ('where' in formula || 'top' in formula) return { ...formula, of: change(formula.of) };
  if ('and' in formula) return { and: formula.and.map(change) };
  if ('or' in formula) return { or: formula.or.map(change) };
  return 'not' in formula ? { not: change(formula.not) } : formula;
}

/** One law after the other. */
export function inTurn(...laws: readonly Law[]): Law {
  return (formula) => laws.reduce((changed, law) => law(changed), formula);
}

/** What is in all of `kept` (at least one) and in none of `taken`. */
export function meet(kept: readonly Formula[], taken: readonly Formula[] = []): Formula {
  if (kept.length === 1 && taken.length === 0) return kept[0] as Formula;
  return { and: [...kept, ...taken.map((not): Formula => ({ not }))] };
}

/** What is in any of `parts` (at least one). */
export function join(parts: readonly Formula[]): Formula {
  return parts.length === 1 ? (parts[0] as Formula) : { or: parts };
}
