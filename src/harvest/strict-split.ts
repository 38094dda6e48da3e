/** Splits for inductive tests: whatever a row is about stands in one split alone, at the price of the rows between. */
import { HarvestError } from '../errors.ts';
import { sha256 } from './canonical-json.ts';
import type { RowSet } from './kept-rows.ts';
import { type Shares, SPLITS, type Split, type SplitKind } from './split.ts';

/** No side may be smaller than this share of the rows: too few to measure anything. */
export const LEAST_SIDE = 0.05;

/**
 * Draws a split for every row, or none for rows whose things stand in several.
 *
 * Rows are gathered into groups by what they share, those about rare things first, and no group grows beyond half of the
 * smallest side; what everything is about (a hub) stays between the groups and goes to the largest split. The smaller splits
 * then take whole groups, first those that the fewest other rows touch, until each has its share. Depends on the rows, their
 * order, seed and shares; with other rows, others may move.
 *
 * @param rows what each row is about: names of things
 * @param splits from the largest to the smallest
 */
export function strictSplits(
  rows: readonly (readonly string[])[],
  { seed, shares, splits }: { readonly seed: string; readonly shares: Shares; readonly splits: readonly Split[] },
): (Split | undefined)[] {
  const [largest = 'train', ...smaller] = splits.filter((split) => shares[split] > 0);
  const smallest = Math.min(...smaller.map((split) => shares[split]));
  const groups = groupThings(rows, Math.max(1, Math.floor((rows.length * smallest) / 2)));
  const drawn = new Map<string, Split>();
  const waiting = inDrawnOrder(rows, groups, seed);
  for (const split of smaller) {
    for (let inside = 0; inside < rows.length * shares[split]; ) {
      const next = waiting.shift();
      if (next === undefined) break;
      drawn.set(next.root, split);
      inside += next.rows;
    }
  }
  return rows.map((things) => {
    const touched = new Set(things.map((thing) => drawn.get(groups.root(thing)) ?? largest));
    const [only = largest] = touched;
    return touched.size > 1 ? undefined : only;
  });
}

interface Groups {
  root(thing: string): string;
  /** Rows that stand in the group as a whole. */
  rows(root: string): number;
}

/** Joins things that rows share, by disjoint sets (Tarjan 1975), as long as a group has no more than `most` rows. */
function groupThings(rows: readonly (readonly string[])[], most: number): Groups {
  const parents = new Map<string, string>();
  const counts = new Map<string, number>();
  const root = (thing: string): string => {
    let top = thing;
    for (let above = parents.get(top); above !== undefined; above = parents.get(top)) top = above;
    for (let at = thing; at !== top; ) {
      const above = parents.get(at) as string;
      parents.set(at, top);
      at = above;
    }
    return top;
  };
  for (const row of rarestFirst(rows)) {
    const roots = [...new Set((rows[row] ?? []).map(root))].sort();
    const [first, ...others] = roots;
    const size = roots.reduce((sum, one) => sum + (counts.get(one) ?? 0), 1);
    if (first === undefined || size > most) continue;
    for (const other of others) parents.set(other, first);
    counts.set(first, size);
  }
  return { root, rows: (one) => counts.get(one) ?? 0 };
}

/** Numbers of the rows, those first whose most frequent thing is the rarest. */
function rarestFirst(rows: readonly (readonly string[])[]): number[] {
  const uses = new Map<string, number>();
  for (const things of rows) for (const thing of new Set(things)) uses.set(thing, (uses.get(thing) ?? 0) + 1);
  const most = rows.map((things) => things.reduce((sum, thing) => Math.max(sum, uses.get(thing) ?? 0), 0));
  return [...rows.keys()].sort((a, b) => (most[a] ?? 0) - (most[b] ?? 0) || a - b);
}

/** Groups that hold rows: first those that would cost the fewest rows between for each of their own, equal ones as drawn. */
function inDrawnOrder(
  rows: readonly (readonly string[])[],
  groups: Groups,
  seed: string,
): { root: string; rows: number }[] {
  const between = new Map<string, number>();
  for (const things of rows) {
    const roots = new Set(things.map(groups.root));
    if (roots.size > 1) for (const root of roots) between.set(root, (between.get(root) ?? 0) + 1);
  }
  const all = [...new Set(rows.flatMap((things) => things.map(groups.root)))].filter((root) => groups.rows(root) > 0);
  return all
    .map((root) => ({
      root,
      rows: groups.rows(root),
      price: (between.get(root) ?? 0) / groups.rows(root),
      draw: sha256(`strict/1/${seed}/${root}`),
    }))
    .sort((a, b) => a.price - b.price || (a.draw < b.draw ? -1 : 1));
}

/** @throws HarvestError `small_side` where a split that was asked for holds less than {@link LEAST_SIDE} of the rows */
export function refuseSmallSides(
  { size, sets }: { readonly size: number; readonly sets: readonly RowSet[] },
  { split: kind, shares }: { readonly split: SplitKind; readonly shares: Shares },
): void {
  for (const split of SPLITS) {
    const rows = sets.reduce((sum, set) => sum + (set.split === split ? set.size : 0), 0);
    if (shares[split] === 0 || rows >= size * LEAST_SIDE) continue;
    throw new HarvestError(
      'small_side',
      `Expected every side of --split ${kind} to hold at least ${LEAST_SIDE * 100} % of the rows, but ${split} would hold ` +
        `${rows} of ${size} (${((100 * rows) / size).toFixed(1)} %). Harvest more tasks, give it a larger share with --shares, ` +
        'a share of nought where you can do without it, or take the default rule.',
    );
  }
}
