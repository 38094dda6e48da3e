/** Verifies a stream of trajectories against one graph, several at a time so that the second engine is never idle. */
import type { Task } from '../task/task.ts';
import type { Trajectory } from '../trajectory/trajectory.ts';
import type { Evidence } from './check.ts';
import type { Verdict } from './verdict.ts';
import { verifyTrajectory } from './verify.ts';

/** Trajectories in work at once: enough to hide the way to the second engine's worker, few enough to stay small. */
const AT_ONCE = 16;

export interface Verified {
  readonly trajectory: Trajectory;
  readonly task: Task | undefined;
  readonly verdict: Verdict;
}

/** Verdicts in the order of the trajectories. `tasks` is keyed by question. */
export async function* verifyAll(
  trajectories: AsyncIterable<Trajectory>,
  tasks: ReadonlyMap<string, Task>,
  evidence: Omit<Evidence, 'trajectory' | 'task'>,
): AsyncGenerator<Verified> {
  const inWork: Promise<Verified>[] = [];
  for await (const trajectory of trajectories) {
    inWork.push(verifyOne(trajectory, tasks, evidence));
    if (inWork.length >= AT_ONCE) yield (await inWork.shift()) as Verified;
  }
  for (const verified of inWork) yield await verified;
}

async function verifyOne(
  trajectory: Trajectory,
  tasks: ReadonlyMap<string, Task>,
  evidence: Omit<Evidence, 'trajectory' | 'task'>,
): Promise<Verified> {
  const task = trajectory.task === undefined ? undefined : tasks.get(trajectory.task.question);
  return { trajectory, task, verdict: await verifyTrajectory({ ...evidence, trajectory, task }) };
}
