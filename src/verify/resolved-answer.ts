/** Answers that name entities by id, and were taken down where nobody could tell what the ids stand for. */
import type { Source } from '../graph/source.ts';
import type { Trajectory } from '../trajectory/trajectory.ts';

/** The trajectory with the IRIs of its answer. Only what was imported without a graph lacks them: a server refuses names that do not resolve. */
export function withResolvedAnswer(trajectory: Trajectory, source: Source): Trajectory {
  const { answer, opened } = trajectory;
  const entities = answer?.answer.entities;
  if (answer === undefined || entities === undefined || answer.resolved !== undefined) return trajectory;
  if (opened?.imported === undefined) return trajectory;
  return { ...trajectory, answer: { ...answer, resolved: entities.map((id) => source.expand(id) ?? id) } };
}
