/** Formulas: first-order questions over a graph, as small trees whose JSON form is fixed. */
import type { Comparison } from '../graph/value-order.ts';
import type { Order } from '../graph/value-sets.ts';
import type { AskedFormula } from './asked.ts';

/**
 * - `relation` maps the set `of` to all objects (`inverse`: all subjects) of the relation.
 * - `not` stands inside `and` only, beside at least one positive part: it takes away.
 * - `class` is the set of members of a class.
 * - `where` keeps the members that have a value of a relation which compares so (`graph/value-order.ts`).
 * - `top` keeps the members whose value ranks among the largest or smallest, ties included; those without one are left out.
 */
export type Formula =
  | { readonly entity: string }
  | RelationFormula
  | { readonly and: readonly Formula[] }
  | { readonly or: readonly Formula[] }
  | { readonly not: Formula }
  | { readonly class: string }
  | WhereFormula
  | TopFormula;

export interface RelationFormula {
  readonly relation: string;
  readonly inverse?: true;
  readonly of: Formula;
}

export interface WhereFormula {
  readonly where: {
    readonly relation: string;
    readonly is: Comparison;
    /** The lexical form of a literal. */
    readonly value: string;
    readonly datatype: string;
  };
  readonly of: Formula;
}

export interface TopFormula {
  /** How many, at least 1. */
  readonly top: number;
  /** The relation whose values are ranked. */
  readonly by: string;
  readonly order: Order;
  readonly of: Formula;
}

/** A relation step; `inverse` is left out where it is false, so that equal formulas have equal JSON. */
export function related(relation: string, inverse: boolean, of: Formula): Formula {
  return inverse ? { relation, inverse, of } : { relation, of };
}

/** The parts directly below a formula. */
export function partsOf(formula: AskedFormula): readonly Formula[] {
  if ('count' in formula) return [formula.count];
  if ('among' in formula) return [formula.among];
  if ('of' in formula) return [formula.of];
  if ('and' in formula) return formula.and;
  if ('or' in formula) return formula.or;
  return 'not' in formula ? [formula.not] : [];
}

/** The positive and the negated parts of a conjunction. */
export function conjuncts(and: readonly Formula[]): { positive: Formula[]; negative: Formula[] } {
  const positive: Formula[] = [];
  const negative: Formula[] = [];
  for (const part of and) {
    if ('not' in part) negative.push(part.not);
    else positive.push(part);
  }
  return { positive, negative };
}

/** IRIs of the entities a formula names, in reading order, without repetition. */
export function anchorsOf(formula: AskedFormula): string[] {
  const found = new Set<string>();
  const visit = (part: AskedFormula): void => {
    if ('entity' in part) found.add(part.entity);
    if ('is' in part) found.add(part.is);
    partsOf(part).forEach(visit);
  };
  visit(formula);
  return [...found];
}

/** IRIs of the relations a formula follows or reads values of, in reading order, with repetition. */
export function relationsOf(formula: AskedFormula): string[] {
  const below = partsOf(formula).flatMap(relationsOf);
  if ('relation' in formula) return [formula.relation, ...below];
  if ('where' in formula) return [formula.where.relation, ...below];
  if ('table' in formula) return [...formula.table, ...below];
  return 'top' in formula ? [formula.by, ...below] : below;
}

/** Whether "not stated" is taken as "not so" anywhere in a formula. */
export function hasNegation(formula: AskedFormula): boolean {
  return 'not' in formula || partsOf(formula).some(hasNegation);
}

/** Longest chain of relations from an anchor to the answer. */
export function hopsOf(formula: AskedFormula): number {
  const below = Math.max(0, ...partsOf(formula).map(hopsOf));
  return 'relation' in formula ? below + 1 : below;
}

/** Whether the answer takes what the graph states for all there is: negation, superlative, count, and yes or no. */
export function isClosedWorld(formula: AskedFormula): boolean {
  if ('not' in formula || 'top' in formula || 'count' in formula || 'among' in formula) return true;
  return partsOf(formula).some(isClosedWorld);
}
