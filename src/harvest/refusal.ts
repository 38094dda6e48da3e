/** Why a trajectory became no sample: reasons are data, and every one of them is counted in the card. */

export const REFUSALS = {
  not_conforming: 'the verdict does not conform',
  no_task: 'no task with its question is known',
  no_proof: 'the verdict carries no proof',
  no_oracle: 'no second engine confirmed the answer',
  unpinned: 'graph and oracle are one engine or unpinned, and unpinned samples were not asked for',
  other_trajectory: 'verdict and trajectory do not belong together',
  other_question: 'the question that was walked is not the question of the task',
  no_calls: 'no tool was called',
  faulted_call: 'a call was answered with a fault',
  truncated_call: 'a result was cut off by its source',
  tool_not_offered: 'a tool was called, or an argument given, that the offered tools do not have',
  no_answer: 'no answer was submitted',
  other_answer: 'the submitted answer is not the gold answer',
  unseen_answer: 'a gold answer is named in no observation',
  same_names: 'two answers cannot be told apart by name',
  unreadable_answer: 'the worded answer does not read back to the gold answers',
  unfounded_thought: 'a thought names something that neither the question nor an earlier observation shows',
  broken_text: 'a text holds half a character (a lone surrogate), which is no valid Unicode',
  too_long: 'the row is over the token limit',
} as const;

export type RefusalReason = keyof typeof REFUSALS;

export interface Refusal {
  readonly refused: RefusalReason;
  /** What exactly was found, for a person who looks into it. */
  readonly detail: string;
}

export function refuse(refused: RefusalReason, detail: string): Refusal {
  return { refused, detail };
}

export function isRefusal(outcome: object): outcome is Refusal {
  return 'refused' in outcome;
}
