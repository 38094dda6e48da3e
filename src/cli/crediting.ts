/** Credit beside verdicts: the gold calls of a task are those that the walker makes for it, in either style. */
import { walkTask } from '../agent/walk.ts';
import type { Source } from '../graph/source.ts';
import type { Task } from '../task/task.ts';
import { callTool } from '../tool/call.ts';
import { createHandles } from '../tool/handles.ts';
import type { Arguments, Frame } from '../tool/tool.ts';
import type { Toolset } from '../tool/toolset.ts';
import { type Credit, creditFor } from '../verify/credit/credit.ts';
import type { RewardedCall } from '../verify/credit/tool-rl.ts';
import type { Verified } from '../verify/verify-all.ts';
import { count } from './print.ts';
import type { Verifying } from './verifying.ts';

export interface Crediting {
  /** The same, with `credit` in its verdict. */
  credited(verified: Verified): Promise<Verified & { readonly verdict: { readonly credit: Credit } }>;
  /** The means so far, in a line. */
  summary(): string;
}

export function createCrediting(source: Source, { toolset, facts }: Pick<Verifying, 'toolset' | 'facts'>): Crediting {
  const sums = { trajectories: 0, toolRl: 0, rewards: 0, stepTool: 0 };
  return {
    async credited(verified) {
      const { trajectory, task, verdict } = verified;
      const planned = task === undefined || verdict.conforms ? [] : await plannedCalls(task, source, toolset);
      const credit = await creditFor(
        { trajectory, task, source, ...(await facts(trajectory, task)) },
        verdict,
        planned,
      );
      sums.trajectories += 1;
      sums.toolRl += credit.toolRl.total;
      sums.rewards += credit.stepTool.length;
      sums.stepTool += credit.stepTool.reduce((sum, reward) => sum + reward, 0);
      return { ...verified, verdict: { ...verdict, credit } };
    },
    summary() {
      const { trajectories, toolRl, rewards, stepTool } = sums;
      if (trajectories === 0) return 'credit: none';
      const means = `ToolRL ${(toolRl / trajectories).toFixed(2)} (of -3 to 4), StepTool ${(stepTool / rewards).toFixed(2)} a step (of 0 to 1)`;
      return `credit: on average of ${count(trajectories)}: ${means}; --json has each step's`;
    },
  };
}

/** What the walker would call, without recording anything; nothing where it cannot walk the task on this graph. */
async function plannedCalls(task: Task, source: Source, toolset: Toolset): Promise<RewardedCall[][]> {
  const planned: RewardedCall[][] = [];
  for (const style of ['values', 'handles'] as const) {
    const calls: RewardedCall[] = [];
    const handles = createHandles();
    const call = async (name: string, values: Arguments) => {
      if (name !== 'begin_task' && name !== 'submit_answer') calls.push({ name, arguments: values });
      return (await callTool(toolset, name, values, { source, handles, frame: UNRECORDED })).result;
    };
    const client = { tools: async () => [], call, close: async () => undefined };
    const { fault } = await walkTask(task, client, toolset, style);
    if (fault === undefined) planned.push(calls);
  }
  return planned;
}

const UNRECORDED: Frame = { begin: async () => 'task-1', submit: async () => undefined };
