/** The result handles of one connection, by trajectory. */
import { createHandles, type Handles } from '../tool/handles.ts';

/** Trajectories whose results are kept; clients may begin any number, by task or by trace. */
const MOST_KEPT = 1000;

export interface KeptHandles {
  /** Those of a trajectory, new where it has none; where there are too many, the longest unused are given up. */
  of(trajectory: string): Handles;
  giveUp(trajectory: string): void;
}

export function keepHandles(): KeptHandles {
  const kept = new Map<string, Handles>();
  return {
    of(trajectory) {
      const handles = kept.get(trajectory) ?? createHandles();
      // Set anew, so that the first one is the longest unused.
      kept.delete(trajectory);
      kept.set(trajectory, handles);
      const [longestUnused] = kept.keys();
      if (kept.size > MOST_KEPT && longestUnused !== undefined) kept.delete(longestUnused);
      return handles;
    },
    giveUp(trajectory) {
      kept.delete(trajectory);
    },
  };
}
