/** Verifies a stream of trajectories against one graph, several at a time so that the second engine is never idle. */
import type { Vocabulary } from '../relation/discover.ts';
import type { Task } from '../task/task.ts';
import type { Tasks } from '../task/task-store.ts';
import type { Trajectory } from '../trajectory/trajectory.ts';
import type { Evidence } from './check.ts';
import { question } from './checks/question.ts';
import type { FactsOf } from './facts.ts';
import { askedInHindsight } from './hindsight/asked-in-hindsight.ts';
import { withResolvedAnswer } from './resolved-answer.ts';
import type { Verdict } from './verdict.ts';
import { verifyTrajectory } from './verify.ts';

/** Trajectories in work at once: enough to hide the way to the second engine's worker, few enough to stay small. */
const AT_ONCE = 16;

/**
 * Which sessions are asked in hindsight, and so proven for the question that they did answer: those without any question; with `all` also
 * those whose question no task has, or that answer another one than was stated.
 */
export interface HindsightOptions {
  readonly of: 'unasked' | 'all';
  readonly vocabulary: Vocabulary;
}

/** What all trajectories are verified against. */
export interface Ground extends Omit<Evidence, 'trajectory' | 'task' | 'graph' | 'cut'> {
  readonly facts: FactsOf;
}

export interface Verified {
  readonly trajectory: Trajectory;
  readonly task: Task | undefined;
  readonly verdict: Verdict;
}

/** Verdicts in the order of the trajectories, each with the task of its question. Memory holds those in work. */
export async function* verifyAll(
  trajectories: AsyncIterable<Trajectory>,
  tasks: Tasks,
  ground: Ground,
  hindsight?: HindsightOptions,
): AsyncGenerator<Verified> {
  const inWork: Promise<Verified>[] = [];
  for await (const trajectory of trajectories) {
    const verified = verifyOne(trajectory, tasks, ground, hindsight);
    // Heard in its turn; until then a rejection must not count as unhandled.
    verified.catch(() => undefined);
    inWork.push(verified);
    if (inWork.length >= AT_ONCE) yield (await inWork.shift()) as Verified;
  }
  for (const verified of inWork) yield await verified;
}

async function verifyOne(
  recorded: Trajectory,
  tasks: Tasks,
  ground: Ground,
  hindsight: HindsightOptions | undefined,
): Promise<Verified> {
  const trajectory = withResolvedAnswer(recorded, ground.source);
  const stated = trajectory.task?.question;
  const task = stated === undefined ? undefined : await tasks.get(stated);
  if (hindsight !== undefined && task === undefined && (stated === undefined || hindsight.of === 'all')) {
    const found = await verifyInHindsight(trajectory, ground, hindsight);
    if (found !== undefined) return found;
  }
  const verdict = await verifyTrajectory(await evidenceOf(trajectory, task, ground));
  const another = verdict.violations.some(({ check }) => check === question.id);
  const found = another && hindsight?.of === 'all' ? await verifyInHindsight(trajectory, ground, hindsight) : undefined;
  return found ?? { trajectory, task, verdict };
}

async function evidenceOf(trajectory: Trajectory, task: Task | undefined, ground: Ground): Promise<Evidence> {
  const { facts, ...others } = ground;
  const { graph, cut } = await facts(trajectory, task);
  return { ...others, trajectory, task, graph, cut };
}

/** Undefined where there is no question that the session answers. */
async function verifyInHindsight(
  trajectory: Trajectory,
  ground: Ground,
  { vocabulary }: HindsightOptions,
): Promise<Verified | undefined> {
  const { graph, source } = await evidenceOf(trajectory, undefined, ground);
  const asked = await askedInHindsight(trajectory, { graph, source, vocabulary });
  if ('reason' in asked) return undefined;
  const { task, trajectory: answered } = asked;
  const verdict = await verifyTrajectory(await evidenceOf(answered, task, ground));
  const stated = trajectory.task === undefined ? {} : { stated: trajectory.task.question };
  return {
    trajectory: answered,
    task,
    verdict: { ...verdict, hindsight: { ...stated, answered: trajectory.answer !== undefined } },
  };
}
