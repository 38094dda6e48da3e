/** The step rewards of StepTool (Yu et al. 2024), from proof in place of its annotators. */

export interface RatedStep {
  /** Whether the call did what it was meant to do: no fault came back. */
  readonly succeeded: boolean;
  /** 0…5: what the step adds to the answer. Proof knows two values: 5 on the path of the proof, else 0. */
  readonly contribution: number;
}

/** How the whole ended: the answer is the gold answer, could not be judged, or is wrong. */
export type Outcome = 'solved' | 'unsure' | 'unsolved';

const MOST_CONTRIBUTION = 5;
const FINAL: Readonly<Record<Outcome, number>> = { solved: 1, unsure: 0.5, unsolved: 0 };

/** `(success + contribution / 5) / 2` for each step, 0…1, and 1, 0.5 or 0 for the final answer at the end. */
export function stepToolRewards(steps: readonly RatedStep[], outcome: Outcome): number[] {
  const rewards = steps.map(
    ({ succeeded, contribution }) => ((succeeded ? 1 : 0) + contribution / MOST_CONTRIBUTION) / 2,
  );
  return [...rewards, FINAL[outcome]];
}
