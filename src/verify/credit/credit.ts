/** The credit of a trajectory: what each call is worth, and the rewards that ToolRL and StepTool give, from its verdict. */
import type { Evidence } from '../check.ts';
import { inferFormula, isInferred } from '../infer.ts';
import type { Verdict } from '../verdict.ts';
import { creditOf, goldCalls, outcomeOf, ratedSteps, rewardedCall, type StepCredit } from './step-credit.ts';
import { stepToolRewards } from './step-tool.ts';
import { type RewardedCall, type ToolRlReward, toolRlReward } from './tool-rl.ts';

export interface Credit {
  /** One for each call, in their order. */
  readonly steps: readonly StepCredit[];
  /** StepTool's reward of each call, 0…1, and at the end that of the answer. */
  readonly stepTool: readonly number[];
  readonly toolRl: ToolRlReward;
}

/**
 * @param planned the calls of the task's plan, in each of the manners in which they may be made; the one that comes nearest counts.
 *   Empty where there is no task.
 */
export async function creditFor(
  { trajectory, task, graph, cut, source }: Omit<Evidence, 'toolset' | 'oracle'>,
  { conforms, checks }: Verdict,
  planned: readonly (readonly RewardedCall[])[],
): Promise<Credit> {
  const wanted = task === undefined ? {} : { wanted: task.formula };
  const inference = await inferFormula(trajectory, { graph, cut, source }, wanted);
  const steps = creditOf(trajectory, isInferred(inference) ? inference.steps : []);
  const formatted =
    trajectory.answer !== undefined && checks.some(({ check, outcome }) => check === 'schema' && outcome === 'passed');
  const made = trajectory.calls.map(rewardedCall);
  const rewards = (conforms || planned.length === 0 ? [[]] : planned).map((plan) =>
    toolRlReward(made, goldCalls(trajectory, steps, conforms, plan), formatted),
  );
  return {
    steps,
    stepTool: stepToolRewards(ratedSteps(steps), outcomeOf(conforms, task !== undefined)),
    toolRl: rewards.reduce((best, reward) => (reward.total > best.total ? reward : best)),
  };
}
