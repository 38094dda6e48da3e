/** The calls of journals, found by what was asked and what came back. */

import type { Called, Frame } from '../record.ts';
import { redactedIn } from '../redact.ts';
import type { Trajectory } from '../trajectory.ts';
import { canonical } from './value.ts';

export interface IndexedCall {
  readonly trajectory: Trajectory;
  readonly record: Frame & Called;
  /** Where its trajectory stands among all. */
  readonly place: number;
}

export interface CallIndex {
  /** Tools that were called. */
  readonly tools: ReadonlySet<string>;
  /** Trajectories that state this question, in the order of the journals. */
  begun(question: unknown): readonly Trajectory[];
  /** Trajectories that end with this answer. */
  answered(answer: unknown): readonly Trajectory[];
  /** Calls of this tool with these arguments and this observation, in the order of the journals. */
  same(tool: string, values: unknown, observation: unknown): readonly IndexedCall[];
  /** Whether the tool was ever called with these arguments. */
  called(tool: string, values: unknown): boolean;
}

/** Whether records may be repeated elsewhere: not out of a damaged file, and not where secrets were taken out of them. */
export function isWhole(trajectory: Trajectory): boolean {
  return trajectory.problems.length === 0 && trajectory.opened !== undefined && redactedIn(trajectory) === undefined;
}

export function indexCalls(trajectories: readonly Trajectory[]): CallIndex {
  const calls = new Map<string, IndexedCall[]>();
  const asked = new Set<string>();
  const begun = groupedBy(trajectories, ({ task }) => task && canonical(task.question));
  const answered = groupedBy(trajectories, ({ answer }) => answer && canonical(answer.answer));
  for (const [place, trajectory] of trajectories.entries()) {
    for (const record of trajectory.calls) {
      const key = keyOf(record.tool, record.arguments);
      asked.add(key);
      const whole = `${key}\n${canonical(record.observation)}`;
      const found = calls.get(whole);
      if (found === undefined) calls.set(whole, [{ trajectory, record, place }]);
      else found.push({ trajectory, record, place });
    }
  }
  return {
    tools: new Set(trajectories.flatMap((trajectory) => trajectory.calls.map(({ tool }) => tool))),
    begun: (question) => begun.get(canonical(question)) ?? [],
    answered: (answer) => answered.get(canonical(answer)) ?? [],
    same: (tool, values, observation) => calls.get(`${keyOf(tool, values)}\n${canonical(observation)}`) ?? [],
    called: (tool, values) => asked.has(keyOf(tool, values)),
  };
}

function groupedBy<T>(list: readonly T[], keyOf: (one: T) => string | undefined): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const one of list) {
    const key = keyOf(one);
    if (key === undefined) continue;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [one]);
    else group.push(one);
  }
  return groups;
}

function keyOf(tool: string, values: unknown): string {
  return `${tool}\n${canonical(values)}`;
}
