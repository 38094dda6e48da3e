/** Verifies a stream of trajectories against one graph, several at a time so that the second engine is never idle. */
import type { Task } from '../task/task.ts';
import type { Tasks } from '../task/task-store.ts';
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

/** Verdicts in the order of the trajectories, each with the task of its question. Memory holds those in work. */
export async function* verifyAll(
  trajectories: AsyncIterable<Trajectory>,
  tasks: Tasks,
  evidence: Omit<Evidence, 'trajectory' | 'task'>,
): AsyncGenerator<Verified> {
  const inWork: Promise<Verified>[] = [];
  for await (const trajectory of trajectories) {
    const verified = verifyOne(trajectory, tasks, evidence);
    // Heard in its turn; until then a rejection must not count as unhandled.
    verified.catch(() => undefined);
    inWork.push(verified);
    if (inWork.length >= AT_ONCE) yield (await inWork.shift()) as Verified;
  }
  for (const verified of inWork) yield await verified;
}

async function verifyOne(
  trajectory: Trajectory,
  tasks: Tasks,
  evidence: Omit<Evidence, 'trajectory' | 'task'>,
): Promise<Verified> {
  const task = trajectory.task === undefined ? undefined : await tasks.get(trajectory.task.question);
  return { trajectory, task, verdict: await verifyTrajectory({ ...evidence, trajectory, task }) };
}
