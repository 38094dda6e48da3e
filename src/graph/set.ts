/** Algebra of sets of ids, each a `Uint32Array` in ascending order without repeats. What comes out may be a view on the index or one of the sets that went in: never write to it. */
import type { Graph } from './graph.ts';

export const emptySet: Uint32Array = new Uint32Array(0);

/** Where one set is this many times larger than the other, jumping through it beats walking. */
const GALLOP = 16;

export function intersect(left: Uint32Array, right: Uint32Array): Uint32Array {
  const [small, large] = left.length <= right.length ? [left, right] : [right, left];
  const kept = new Uint32Array(small.length);
  let count = 0;
  let at = 0;
  const gallops = large.length > small.length * GALLOP;
  for (let index = 0; index < small.length; index++) {
    const id = small[index] as number;
    if (gallops) at = gallop(large, at, id);
    else while (at < large.length && (large[at] as number) < id) at++;
    if (at === large.length) break;
    if (large[at] === id) kept[count++] = id;
  }
  return count === small.length ? small : kept.slice(0, count);
}

/** What is in `from` and not in `without`. */
export function subtract(from: Uint32Array, without: Uint32Array): Uint32Array {
  const kept = new Uint32Array(from.length);
  let count = 0;
  let at = 0;
  const gallops = without.length > from.length * GALLOP;
  for (let index = 0; index < from.length; index++) {
    const id = from[index] as number;
    if (gallops) at = gallop(without, at, id);
    else while (at < without.length && (without[at] as number) < id) at++;
    if (at === without.length || without[at] !== id) kept[count++] = id;
  }
  return count === from.length ? from : kept.slice(0, count);
}

export function unite(sets: readonly Uint32Array[]): Uint32Array {
  const full = sets.filter((set) => set.length > 0);
  if (full.length === 0) return emptySet;
  if (full.length === 1) return full[0] as Uint32Array;
  if (full.length === 2) return merge(full[0] as Uint32Array, full[1] as Uint32Array);
  let total = 0;
  for (const set of full) total += set.length;
  const all = new Uint32Array(total);
  let at = 0;
  for (const set of full) {
    all.set(set, at);
    at += set.length;
  }
  return distinct(all.sort());
}

/** Whether an id is in a set. */
export function contains(set: Uint32Array, id: number): boolean {
  return set[lowerBound(set, id, 0, set.length)] === id;
}

/** All objects (inverse: all subjects) of a relation for the members of a set. */
export function followSet(graph: Graph, relation: number, inverse: boolean, set: Uint32Array): Uint32Array {
  const position = graph.position(relation);
  if (position === undefined || set.length === 0) return emptySet;
  const related = (id: number): Uint32Array => (inverse ? graph.subjects(relation, id) : graph.objects(relation, id));
  if (set.length === 1) return related(set[0] as number);
  const keys = inverse ? graph.objectsOf(relation) : graph.subjectsOf(relation);
  return unite(Array.from(intersect(set, keys), related));
}

/** A set without what were blank nodes in the files: what may leave. */
export function withoutBlankNodes(graph: Graph, set: Uint32Array): Uint32Array {
  const [start, end] = graph.blankRange;
  if (start === end) return set;
  const low = lowerBound(set, start, 0, set.length);
  const high = lowerBound(set, end, low, set.length);
  if (low === high) return set;
  const kept = new Uint32Array(set.length - (high - low));
  kept.set(set.subarray(0, low));
  kept.set(set.subarray(high), low);
  return kept;
}

/** The first place from `low` up to `high` that holds at least `id`. */
export function lowerBound(set: Uint32Array, id: number, low: number, high: number): number {
  let start = low;
  let end = high;
  while (start < end) {
    const middle = (start + end) >>> 1;
    if ((set[middle] as number) < id) start = middle + 1;
    else end = middle;
  }
  return start;
}

function gallop(set: Uint32Array, from: number, id: number): number {
  let step = 1;
  let low = from;
  while (low + step < set.length && (set[low + step] as number) < id) {
    low += step;
    step *= 2;
  }
  return lowerBound(set, id, low, Math.min(set.length, low + step + 1));
}

function merge(left: Uint32Array, right: Uint32Array): Uint32Array {
  const merged = new Uint32Array(left.length + right.length);
  let [i, j, count] = [0, 0, 0];
  while (i < left.length && j < right.length) {
    const a = left[i] as number;
    const b = right[j] as number;
    merged[count++] = Math.min(a, b);
    if (a <= b) i++;
    if (b <= a) j++;
  }
  while (i < left.length) merged[count++] = left[i++] as number;
  while (j < right.length) merged[count++] = right[j++] as number;
  return merged.slice(0, count);
}

function distinct(sorted: Uint32Array): Uint32Array {
  let count = 0;
  for (let index = 0; index < sorted.length; index++) {
    if (count === 0 || sorted[index] !== sorted[count - 1]) sorted[count++] = sorted[index] as number;
  }
  return sorted.slice(0, count);
}
