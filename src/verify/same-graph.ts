/** Whether a trajectory ran on the graph it is verified against, from its first call to its last. */
import type { Graph } from '../graph/graph.ts';
import type { Trajectory } from '../trajectory/trajectory.ts';

export function isOnThisGraph(trajectory: Trajectory, graph: Graph): boolean {
  return trajectory.calls.every(({ digest }) => digest === graph.digest);
}
