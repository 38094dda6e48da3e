/** What an index knows about those of its triples that no file states. */

/** Why a triple holds that no file states: the kinds of declaration. */
export const RULES = ['subPropertyOf', 'symmetric', 'inverseOf', 'transitive'] as const;

export type Rule = (typeof RULES)[number];

export interface Entailment {
  /** How many triples are stated; the others are inferred. */
  readonly stated: number;
  /** One bit a triple, in the order of `forward.values`, lowest bit first: set where the triple is stated. */
  readonly asserted: Uint8Array;
  /** Inferred triples, each under the first rule, in the order of {@link RULES}, that gives it. */
  readonly derived: Readonly<Record<Rule, number>>;
  /** The digest of the same graph without its inferred triples. */
  readonly plainDigest: string;
}
