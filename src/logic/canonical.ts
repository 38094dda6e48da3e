/** The canonical form of a formula: equal for formulas that differ only in the order, nesting or repetition of parts. */
import { createHash } from 'node:crypto';
import { type AskedFormula, askedOf, setOf } from './asked.ts';
import { type Formula, related } from './formula.ts';

/** One comparator for all: UTF-16 code units, which is stable everywhere; the order has no meaning beyond that. */
const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function flat(parts: readonly Formula[], open: (part: Formula) => readonly Formula[] | undefined): Formula[] {
  return parts.map(canonicalForm).flatMap((part) => open(part) ?? [part]);
}

function sorted(parts: readonly Formula[]): Formula[] {
  const byJson = new Map(parts.map((part) => [JSON.stringify(part), part]));
  return [...byJson].sort(([a], [b]) => byText(a, b)).map(([, part]) => part);
}

/** Conjunctions and disjunctions flattened, their parts made unique and sorted; a single part stands alone. */
export function canonicalForm(formula: Formula): Formula {
  if ('relation' in formula) return related(formula.relation, formula.inverse === true, canonicalForm(formula.of));
  if ('where' in formula) {
    const { relation, is, value, datatype } = formula.where;
    return { where: { relation, is, value, datatype }, of: canonicalForm(formula.of) };
  }
  if ('top' in formula) {
    const { top, by, order, of } = formula;
    return { top, by, order, of: canonicalForm(of) };
  }
  if ('not' in formula) return { not: canonicalForm(formula.not) };
  if ('and' in formula) {
    const parts = sorted(flat(formula.and, (part) => ('and' in part ? part.and : undefined)));
    return parts.length === 1 ? (parts[0] as Formula) : { and: parts };
  }
  if ('or' in formula) {
    const parts = sorted(flat(formula.or, (part) => ('or' in part ? part.or : undefined)));
    return parts.length === 1 ? (parts[0] as Formula) : { or: parts };
  }
  return formula;
}

/** 16 hexadecimal digits that name a formula up to its canonical form. */
export function formulaHash(formula: AskedFormula): string {
  return createHash('sha256')
    .update(JSON.stringify(askedOf(formula, canonicalForm(setOf(formula)))))
    .digest('hex')
    .slice(0, 16);
}
