/** A verdict: whether a trajectory is right, which checks said so, and the proof. */
import type { Rule } from '../graph/index/entailment.ts';
import type { AskedFormula } from '../logic/asked.ts';
import type { Formula } from '../logic/formula.ts';
import type { Disagreement } from './disagreement.ts';

export interface Violation {
  readonly check: string;
  /** `seq` of the record it concerns; undefined where it concerns the whole. */
  readonly step: number | undefined;
  /** In plain English: what was expected, what came. */
  readonly reason: string;
}

export interface CheckOutcome {
  readonly check: string;
  readonly outcome: 'passed' | 'failed' | 'skipped';
  /** Why it was skipped. */
  readonly reason?: string;
}

/** A triple as term keys: IRIs as they are, literals in quotes. */
type TripleOfKeys = readonly [string, string, string];

/** One answer and the triples on its path. */
export interface Witness {
  readonly answer: string;
  readonly triples: readonly TripleOfKeys[];
  /** Those of the triples that no file states; left out where there are none. */
  readonly inferred?: readonly Inference[];
}

/** Why a triple holds that no file states: the kind of declaration, and the stated triples that it makes it of. */
export interface Inference {
  readonly triple: TripleOfKeys;
  readonly by: Rule;
  readonly from: readonly TripleOfKeys[];
}

/** A set that a negation took away: up to 1,000 triples are listed as absent patterns' evidence by query, never in full. */
export interface Absence {
  /** The formula that no answer satisfies. */
  readonly formula: Formula;
  /** How many terms do satisfy it, and the SPARQL that lists them. */
  readonly count: number;
  readonly query: string;
}

export interface Proof {
  /** The digest of the graph, or null where nothing is pinned. */
  readonly graph: string | null;
  readonly toolset: string;
  readonly formula: AskedFormula;
  readonly query: string;
  readonly witnesses: readonly Witness[];
  readonly absences: readonly Absence[];
  /** True where "not stated" was taken as "not so". */
  readonly closedWorld: boolean;
  readonly engines: readonly [string, string];
}

export interface Verdict {
  readonly trajectory: string;
  /** No violation, and every check that a sample needs did run. */
  readonly conforms: boolean;
  readonly oracle: 'independent' | 'same-engine' | 'none';
  readonly pinned: boolean;
  /** When an endpoint was asked, where it was one (ISO 8601): the only time in a verdict. */
  readonly asked?: string;
  /** Why not all facts could be had, where they could not: such a verdict proves nothing, and finds nothing wrong by it. */
  readonly truncated?: string;
  readonly checks: readonly CheckOutcome[];
  readonly violations: readonly Violation[];
  /** What is worth knowing and makes nothing untrue, such as a call that could be left out; left out where there is none. */
  readonly warnings?: readonly Violation[];
  /** Against gold, 0…1; undefined without a gold task or an answer. */
  readonly precision: number | undefined;
  readonly recall: number | undefined;
  readonly proof: Proof | undefined;
  /** Where the question was found in hindsight, from what was done: what had been stated, and whether an answer was. */
  readonly hindsight?: { readonly stated?: string; readonly answered: boolean };
  /** Where the two engines contradict each other: such a verdict does not conform. */
  readonly disagreement?: Disagreement;
}
