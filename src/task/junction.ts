/** Junctions: branches that come together one by one, and whether each of them still tells something. */
import { intersect, subtract, unite } from '../graph/set.ts';

/** What some branches have in common, or have together, and what that would be without each of them. */
export interface Junction {
  readonly set: Uint32Array;
  readonly without: readonly Uint32Array[];
}

/** How a branch comes to what is there. */
export interface Join {
  readonly sets: (left: Uint32Array, right: Uint32Array) => Uint32Array;
  /** Members of the joined set, where the two sets share so many. */
  readonly size: (left: number, right: number, shared: number) => number;
  /** Whether the branch would stand without the others: what takes away does not. */
  readonly stands: boolean;
}

/** A branch that narrows what is there, one that takes away from it, and one that adds to it. */
export const narrowing: Join = { sets: intersect, size: (_left, _right, shared) => shared, stands: true };
export const taking: Join = { sets: subtract, size: (left, _right, shared) => left - shared, stands: false };
export const widening: Join = {
  sets: (left, right) => unite([left, right]),
  size: (left, right, shared) => left + right - shared,
  stands: true,
};

/** One more branch. The first of them makes the junction. */
export function joined({ set, without }: Junction, branch: Uint32Array, { sets, stands }: Join): Junction {
  const others = without.length === 0 && stands ? [branch] : without.map((one) => sets(one, branch));
  return { set: sets(set, branch), without: [...others, set] };
}

/**
 * Whether with one more branch leaving out any of them changes the set, in which at least so many are left. Further branches
 * of an intersection, positive or negated, never make one tell again that does not now, nor do those of a union: what a
 * branch alone takes away, or adds, only shrinks.
 */
export function everyBranchTells({ set, without }: Junction, branch: Uint32Array, join: Join, least: number): boolean {
  const size = join.size(set.length, branch.length, shared(set, branch));
  if (size < least || size === set.length) return false;
  if (without.length === 0) return !join.stands || size !== branch.length;
  for (let index = 0; index < without.length; index++) {
    const one = without[index] as Uint32Array;
    if (join.size(one.length, branch.length, shared(one, branch)) === size) return false;
  }
  return true;
}

/** How many members two sets share. */
function shared(left: Uint32Array, right: Uint32Array): number {
  let count = 0;
  for (let i = 0, j = 0; i < left.length && j < right.length; ) {
    const a = left[i] as number;
    const b = right[j] as number;
    if (a === b) count++;
    if (a <= b) i++;
    if (b <= a) j++;
  }
  return count;
}
