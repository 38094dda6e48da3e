/** What each call of a trajectory is worth, told by proof and by no judge. */
import { isFault } from '../../tool/result.ts';
import type { Trajectory } from '../../trajectory/trajectory.ts';
import type { InferredStep, Role } from '../infer.ts';
import type { Outcome, RatedStep } from './step-tool.ts';
import type { RewardedCall } from './tool-rl.ts';

export interface StepCredit {
  readonly seq: number;
  readonly role: Role;
  /** Whether the call gave an answer: some, certainly none, or a part. */
  readonly succeeded: boolean;
  /** Whether the answer was made from its result. */
  readonly onPath: boolean;
  /** Whether the answer would be the same without it. */
  readonly redundant: boolean;
  /** `seq` of the failed call that it puts right. */
  readonly recovers?: number;
}

/** Roles of which the answer is made. */
const ON_PATH: ReadonlySet<Role> = new Set(['path', 'merged']);

/** Credit for every call, in their order. `steps` come from inference, one for each call. */
export function creditOf({ calls }: Trajectory, steps: readonly InferredStep[]): StepCredit[] {
  const roles = new Map(steps.map(({ seq, role }) => [seq, role]));
  const failed: Trajectory['calls'][number][] = [];
  return calls.map((call) => {
    const role = roles.get(call.seq) ?? 'exploration';
    const succeeded = !isFault(call.observation.status);
    const onPath = ON_PATH.has(role);
    const mended = succeeded ? takeLast(failed, ({ tool }) => tool === call.tool) : undefined;
    if (!succeeded) failed.push(call);
    const credit = { seq: call.seq, role, succeeded, onPath, redundant: !onPath };
    return mended === undefined ? credit : { ...credit, recovers: mended.seq };
  });
}

/** Steps as StepTool rates them: a contribution of 5 on the path of the proof, else 0. */
export function ratedSteps(credits: readonly StepCredit[]): RatedStep[] {
  return credits.map(({ succeeded, onPath }) => ({ succeeded, contribution: onPath ? 5 : 0 }));
}

/** How a trajectory ended: right and proven; with an answer that nothing could be held against; or wrong. */
export function outcomeOf(conforms: boolean, hasGold: boolean): Outcome {
  if (conforms) return 'solved';
  return hasGold ? 'unsolved' : 'unsure';
}

/**
 * The gold calls that a trajectory is held against. Another route with the same answer is as good as the planned one (an inverse
 * tool, another order, one call instead of two): where the answer is proven, its own path is the gold.
 *
 * @param planned the calls of the task's plan
 */
export function goldCalls(
  { calls }: Trajectory,
  credits: readonly StepCredit[],
  conforms: boolean,
  planned: readonly RewardedCall[],
): readonly RewardedCall[] {
  if (!conforms) return planned;
  const onPath = new Set(credits.filter((credit) => credit.onPath).map(({ seq }) => seq));
  return calls.filter(({ seq }) => onPath.has(seq)).map(rewardedCall);
}

/** A call as rewards see it: its name and what it was given, without the frame's own argument. */
export function rewardedCall({ tool, arguments: given }: Trajectory['calls'][number]): RewardedCall {
  const { task: _, ...others } = given;
  return { name: tool, arguments: others };
}

function takeLast<T>(items: T[], fits: (item: T) => boolean): T | undefined {
  const index = items.findLastIndex(fits);
  return index < 0 ? undefined : items.splice(index, 1)[0];
}
