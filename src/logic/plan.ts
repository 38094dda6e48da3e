/** A plan: the calls that answer a formula, in an order in which each refers to earlier ones only. */

/** The result of an earlier step, or entities named in the question. */
export type PlanInput = { readonly step: number } | { readonly entities: readonly string[] };

export type PlanOperation =
  | { readonly follow: string; readonly inverse?: true; readonly of: PlanInput }
  | { readonly and: readonly PlanInput[] }
  | { readonly or: readonly PlanInput[] }
  | { readonly difference: readonly [PlanInput, PlanInput] }
  | { readonly complement: PlanInput; readonly class?: string }
  | { readonly members: string };

export interface PlanStep {
  /** Counted from 1. */
  readonly step: number;
  readonly operation: PlanOperation;
  readonly dependsOn: readonly number[];
}
