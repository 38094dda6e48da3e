/** Formulas: first-order questions over a graph, as small trees whose JSON form is fixed. */

/**
 * - `relation` maps the set `of` to all objects (`inverse`: all subjects) of the relation.
 * - `not` stands inside `and` only, beside at least one positive part: it takes away.
 * - `class` is the set of members of a class.
 */
export type Formula =
  | { readonly entity: string }
  | RelationFormula
  | { readonly and: readonly Formula[] }
  | { readonly or: readonly Formula[] }
  | { readonly not: Formula }
  | { readonly class: string };

export interface RelationFormula {
  readonly relation: string;
  readonly inverse?: true;
  readonly of: Formula;
}

/** A relation step; `inverse` is left out where it is false, so that equal formulas have equal JSON. */
export function related(relation: string, inverse: boolean, of: Formula): Formula {
  return inverse ? { relation, inverse, of } : { relation, of };
}

/** The parts directly below a formula. */
export function partsOf(formula: Formula): readonly Formula[] {
  if ('relation' in formula) return [formula.of];
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
export function anchorsOf(formula: Formula): string[] {
  const found = new Set<string>();
  const visit = (part: Formula): void => {
    if ('entity' in part) found.add(part.entity);
    partsOf(part).forEach(visit);
  };
  visit(formula);
  return [...found];
}

/** IRIs of the relations a formula follows, in reading order, with repetition. */
export function relationsOf(formula: Formula): string[] {
  const below = partsOf(formula).flatMap(relationsOf);
  return 'relation' in formula ? [formula.relation, ...below] : below;
}

/** Whether "not stated" is taken as "not so" anywhere in a formula. */
export function hasNegation(formula: Formula): boolean {
  return 'not' in formula || partsOf(formula).some(hasNegation);
}

/** Longest chain of relations from an anchor to the answer. */
export function hopsOf(formula: Formula): number {
  const below = Math.max(0, ...partsOf(formula).map(hopsOf));
  return 'relation' in formula ? below + 1 : below;
}
