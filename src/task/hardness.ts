/** How hard a task is, in figures that anybody can count again. */
import type { AskedFormula } from '../logic/asked.ts';
import { anchorsOf, hopsOf, partsOf } from '../logic/formula.ts';
import type { PlanStep } from '../logic/plan.ts';
import type { Hardness } from './task.ts';

/** `largestSet`: the size of the largest set met on the way. */
export function hardnessOf(formula: AskedFormula, plan: readonly PlanStep[], largestSet: number): Hardness {
  return {
    hops: hopsOf(formula),
    calls: plan.length,
    branches: branchesOf(formula),
    anchors: anchorsOf(formula).length,
    largestSet,
  };
}

/** Ways from what is named (an entity or a class) to the answer: 1 for a chain, however long. */
function branchesOf(formula: AskedFormula): number {
  const parts = partsOf(formula);
  return parts.length === 0 ? 1 : parts.reduce((sum, part) => sum + branchesOf(part), 0);
}
