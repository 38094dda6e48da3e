/** What trajectories are held against: a whole graph, or what an endpoint says of just what a trajectory and its task speak of. */
import type { Graph } from '../graph/graph.ts';
import type { Awaitable } from '../graph/source.ts';
import type { Task } from '../task/task.ts';
import type { Trajectory } from '../trajectory/trajectory.ts';

/** An index of facts on which the sets of a trajectory and of its task come out as they do on all facts together. */
export interface Facts {
  readonly graph: Graph;
  /** In plain English why that is not so: too much was asked about, or the endpoint did not answer. Nothing is proven then. */
  readonly cut?: string | undefined;
}

/** The facts that one trajectory is held against. */
export type FactsOf = (trajectory: Trajectory, task: Task | undefined) => Awaitable<Facts>;

/** All facts of a graph, whatever is asked. */
export function factsOfGraph(graph: Graph): FactsOf {
  const facts: Facts = { graph };
  return () => facts;
}
