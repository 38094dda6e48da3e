import { expect, test } from 'vitest';
import type { Trajectory } from '../../../src/trajectory/trajectory.ts';
import { creditOf, goldCalls, outcomeOf, ratedSteps, rewardedCall } from '../../../src/verify/credit/step-credit.ts';
import { stepToolRewards } from '../../../src/verify/credit/step-tool.ts';
import { toolRlReward } from '../../../src/verify/credit/tool-rl.ts';
import type { Role } from '../../../src/verify/infer.ts';

type Step = readonly [tool: string, given: Record<string, unknown>, status: string, role: Role];

const STEPS: readonly Step[] = [
  ['get_capital_of_country', { country: 'Norwey', task: 't1' }, 'unknown', 'fault'],
  ['get_capital_of_country', { country: 'Norway', task: 't1' }, 'ok', 'path'],
  ['describe_graph', {}, 'ok', 'exploration'],
  ['get_river_of_country', { country: 'Norway' }, 'empty', 'dead end'],
  ['get_mayor_of_city', { city: 'Oslo' }, 'ok', 'merged'],
];

const trajectory = {
  calls: STEPS.map(([tool, given, status], index) => ({
    seq: index + 2,
    tool,
    arguments: given,
    observation: { status },
  })),
} as unknown as Trajectory;
const credits = creditOf(
  trajectory,
  STEPS.map(([, , , role], index) => ({ seq: index + 2, role })),
);

test('each call is told as on the path or not, failed or not, and what it puts right', () => {
  expect(credits).toEqual([
    { seq: 2, role: 'fault', succeeded: false, onPath: false, redundant: true },
    { seq: 3, role: 'path', succeeded: true, onPath: true, redundant: false, recovers: 2 },
    { seq: 4, role: 'exploration', succeeded: true, onPath: false, redundant: true },
    { seq: 5, role: 'dead end', succeeded: true, onPath: false, redundant: true },
    { seq: 6, role: 'merged', succeeded: true, onPath: true, redundant: false },
  ]);
});

test('steps on the path earn everything, harmless ones half, failed ones nothing', () => {
  expect(stepToolRewards(ratedSteps(credits), outcomeOf(true, true))).toEqual([0, 1, 0.5, 0.5, 1, 1]);
  expect(outcomeOf(false, true)).toBe('unsolved');
  expect(outcomeOf(false, false)).toBe('unsure');
});

test('a proven route is held against itself, so that another plan does not punish it', () => {
  const planned = [{ name: 'get_country_by_capital', arguments: { city: 'Oslo' } }];
  const path = [trajectory.calls[1], trajectory.calls[4]].map((call) => rewardedCall(call as never));
  expect(path[0]).toEqual({ name: 'get_capital_of_country', arguments: { country: 'Norway' } });
  expect(toolRlReward(path, goldCalls(trajectory, credits, true, planned), true).total).toBe(4);
  expect(toolRlReward(path, goldCalls(trajectory, credits, false, planned), true).correctness).toBe(-3);
});

test('calls that the answer does not need cost something, even on a proven route', () => {
  const all = trajectory.calls.map(rewardedCall);
  const { correctness } = toolRlReward(all, goldCalls(trajectory, credits, true, []), true);
  expect(correctness).toBeLessThan(3);
  expect(correctness).toBeGreaterThan(0);
});
