/** The result handles of one connection, by trajectory. */
import type { Source } from '../graph/source.ts';
import { createHandles, type KeptResults } from '../tool/handles.ts';

/** Trajectories whose results are kept; clients may begin any number, by task or by trace. */
const MOST_KEPT = 1000;

export interface KeptHandles {
  /** Those of a trajectory, new where it has none; where there are too many, the longest unused are given up. */
  of(trajectory: string): KeptResults;
  giveUp(trajectory: string): void;
  /** Gives up the results of graphs that nobody needs any more, in all trajectories. */
  keepOnly(needed: (source: Source) => boolean): void;
}

export function keepHandles(): KeptHandles {
  const kept = new Map<string, KeptResults>();
  // Calls come in runs of one trajectory: the latest need not be looked for.
  let latest: { readonly trajectory: string; readonly handles: KeptResults } | undefined;
  return {
    of(trajectory) {
      if (latest?.trajectory === trajectory) return latest.handles;
      const handles = kept.get(trajectory) ?? createHandles();
      // Set anew, so that the first one is the longest unused.
      kept.delete(trajectory);
      kept.set(trajectory, handles);
      if (kept.size > MOST_KEPT) kept.delete(kept.keys().next().value as string);
      latest = { trajectory, handles };
      return handles;
    },
    giveUp(trajectory) {
      if (latest?.trajectory === trajectory) latest = undefined;
      kept.delete(trajectory);
    },
    keepOnly(needed) {
      for (const handles of kept.values()) handles.keepOnly(needed);
    },
  };
}
