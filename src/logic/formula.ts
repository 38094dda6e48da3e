/** Formulas: first-order questions over a graph, as small trees whose JSON form is fixed. */

/**
 * - `relation` maps the set `of` to all objects (`inverse`: all subjects) of the relation.
 * - `not` stands inside `and` only, beside at least one positive part: it takes away.
 * - `class` is the set of members of a class.
 */
export type Formula =
  | { readonly entity: string }
  | { readonly relation: string; readonly inverse?: true; readonly of: Formula }
  | { readonly and: readonly Formula[] }
  | { readonly or: readonly Formula[] }
  | { readonly not: Formula }
  | { readonly class: string };
