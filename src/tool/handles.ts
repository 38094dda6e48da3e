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
  /** The same, for one call. */
  forCall(): CallHandles;
  /** Gives up all sets but those of graphs that are still needed; their handles are stale, and the count goes on. */
  keepOnly(needed: (source: Source) => boolean): void;
}

export interface CallHandles extends Handles {
  /** The call is over: a handle that it minted and did not show is nobody's, and its number is given again. */
  settle(shown: string | undefined): void;
}

export function isHandle(text: string): boolean {
  return HANDLE.test(text);
}

export function createHandles(): KeptResults {
  const held = new Map<string, Held>();
  /** Numbers below the count that nobody was shown. */
  const unused = new Set<number>();
  let count = 0;

  function next(): number {
    const [number] = unused;
    if (number === undefined) {
      count += 1;
      return count;
    }
    unused.delete(number);
    return number;
  }

  function mint(entry: Held): string {
    const handle = `#r${next()}`;
    held.set(handle, entry);
    held.delete(`#r${count - KEPT}`);
    return handle;
  }

  const get = (handle: string): Held | undefined => held.get(handle);

  return {
    mint,
    get,
    forCall() {
      let minted: string | undefined;
      return {
        get,
        mint(entry) {
          minted = mint(entry);
          return minted;
        },
        settle(shown) {
          if (minted === undefined || minted === shown) return;
          held.delete(minted);
          unused.add(Number(minted.slice(2)));
        },
      };
    },
    keepOnly(needed) {
      for (const [handle, { source }] of held) if (!needed(source)) held.delete(handle);
    },
  };
}
