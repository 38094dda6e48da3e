/** Whether a trajectory ran on the graph it is verified against, from its first call to its last. */
import type { Source } from '../graph/source.ts';
import type { Trajectory } from '../trajectory/trajectory.ts';

/** An endpoint has no digest: of what was recorded on one, only carrying it out again shows whether it still says so. */
export function isOnThisGraph(trajectory: Trajectory, { digest: own }: Pick<Source, 'digest'>): boolean {
  return trajectory.calls.every(({ digest }) => digest === own);
}
