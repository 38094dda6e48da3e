/** Result handles: `#r1`, `#r2`, … name the whole sets of one trajectory, each pinned to the graph it was read from. */
import type { Source, Step, TermSet } from '../graph/source.ts';

const HANDLE = /^#r[1-9]\d*$/;

/** How many of the latest results a trajectory keeps; older ones are forgotten, so that a long session stays small. */
const KEPT = 250;

export interface Held {
  readonly set: TermSet;
  /** How the set came about, so that later pages still tell which input each item belongs to. */
  readonly via: Step | undefined;
  readonly source: Source;
}

export interface Handles {
  mint(held: Held): string;
  /** The held set, or undefined where the handle was never given or is forgotten. */
  get(handle: string): Held | undefined;
}

/** The handles of one trajectory, as its session keeps them. */
export interface KeptResults extends Handles {
  /** Gives up all sets but those of graphs that are still needed; their handles are stale, and the count goes on. */
  keepOnly(needed: (source: Source) => boolean): void;
}

export function isHandle(text: string): boolean {
  return HANDLE.test(text);
}

export function createHandles(): KeptResults {
  const held = new Map<string, Held>();
  let count = 0;
  return {
    mint(entry) {
      count += 1;
      const handle = `#r${count}`;
      held.set(handle, entry);
      held.delete(`#r${count - KEPT}`);
      return handle;
    },
    get: (handle) => held.get(handle),
    keepOnly(needed) {
      for (const [handle, { source }] of held) if (!needed(source)) held.delete(handle);
    },
  };
}
