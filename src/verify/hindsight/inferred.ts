/** The inference of the evidence at hand, worked out once for all checks that ask for it. */
import type { Evidence } from '../check.ts';
import { type Inference, inferFormula, type Uninferred } from '../infer.ts';

const known = new WeakMap<Evidence, Promise<Inference | Uninferred>>();

/** Of several readings of the calls, one that answers the task's question is preferred. */
export function inferenceOf(evidence: Evidence): Promise<Inference | Uninferred> {
  const { trajectory, task } = evidence;
  const inference =
    known.get(evidence) ?? inferFormula(trajectory, evidence, task === undefined ? {} : { wanted: task.formula });
  known.set(evidence, inference);
  return inference;
}
