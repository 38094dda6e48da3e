/** A task: a question with its formula, its gold answers and the plan that finds them. */
import type { Formula } from '../logic/formula.ts';
import type { PlanStep } from '../logic/plan.ts';

/** An entity with the id that tools show and the label that questions use. */
export interface Named {
  readonly id: string;
  readonly iri: string;
  readonly label: string;
}

export interface Hardness {
  /** Longest chain of relations from an anchor to the answer. */
  readonly hops: number;
  readonly calls: number;
  readonly anchors: number;
  /** Size of the largest set met on the way. */
  readonly largestSet: number;
}

export interface Task {
  readonly id: string;
  readonly question: string;
  readonly question_exact: string;
  readonly pattern: string;
  readonly formula: Formula;
  /** In the order in which the question names them. `name`: what the question calls them and tools resolve. */
  readonly anchors: readonly (Named & { readonly name: string })[];
  readonly answers: readonly Named[];
  readonly plan: readonly PlanStep[];
  readonly hardness: Hardness;
  /** What makes it again: the graph's digest, the sampler's seed and version. */
  readonly made: { readonly graph: string; readonly seed: string; readonly version: string };
}
