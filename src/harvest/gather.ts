/** Gathers a stream of outcomes into a work folder, going on from what a killed run had done. */
import type { Trajectory } from '../trajectory/trajectory.ts';
import { type Harvested, openGathering } from './gathering.ts';
import { count, forgetWalks, recoverGathering, walkKey } from './recover.ts';
import type { Work } from './work.ts';

/** Whether a trajectory needs no work any more; to be asked for each one that is to be harvested, before it is verified. */
export type Knows = (trajectory: Trajectory) => boolean;

/** Outcomes as they come; a function leaves out those that are known. */
export type HarvestedStream = AsyncIterable<Harvested> | ((knows: Knows) => AsyncIterable<Harvested>);

/** Writes to disk this often, in outcomes, so that little is done twice. */
const FLUSH = 64;

/** @throws HarvestError `not_written`, `not_readable`, and whatever the stream throws */
export async function gather(stream: HarvestedStream, { folder, begun }: Work): Promise<void> {
  const { tools, walks } = begun ? recoverGathering(folder) : { tools: [], walks: new Map<string, number>() };
  const knows: Knows = (trajectory) => {
    // Damage found since then may change the verdict.
    if (trajectory.problems.length > 0) return false;
    const key = walkKey({ ...trajectory, trajectory: trajectory.id });
    if (!walks.has(key)) return false;
    count(walks, key, -1);
    return true;
  };
  const gathering = openGathering(folder, tools);
  try {
    let added = 0;
    for await (const harvested of typeof stream === 'function' ? stream(knows) : stream) {
      gathering.add(harvested);
      added++;
      if (added % FLUSH === 0) gathering.flush();
    }
  } catch (error) {
    gathering.abandon();
    throw error;
  }
  gathering.close();
  // Gathered once, but no longer among those to be harvested.
  if (walks.size > 0) forgetWalks(folder, walks);
}
