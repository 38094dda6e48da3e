/** Follows a hop from a set of ids; what it arrives at is united in scratch memory, and given up as soon as it grows too large. */
import type { Graph } from '../graph/graph.ts';
import { emptySet } from '../graph/set.ts';
import type { Hop } from './hop.ts';

/** Everything that a hop arrives at from the members of a set, ascending; undefined where that is more than `most`. */
export type Follow = (hop: Hop, from: Uint32Array, most: number) => Uint32Array | undefined;

/** Below this share of all terms, sorting what was gathered is faster than marking it. */
const SPARSE = 1 / 256;

/** Not to be shared between threads: the scratch memory is one. */
export function createFollow(graph: Graph): Follow {
  let gathered = new Uint32Array(1024);
  let slots = new Int32Array(64);
  const marks = new Uint32Array((graph.terms >>> 5) + 1);

  const sorted = (count: number): number => {
    const part = gathered.subarray(0, count).sort();
    let kept = 0;
    for (let index = 0; index < count; index++) {
      const id = part[index] as number;
      if (kept === 0 || id !== part[kept - 1]) part[kept++] = id;
    }
    return kept;
  };

  const marked = (count: number): number => {
    let lowest = marks.length;
    let highest = 0;
    for (let index = 0; index < count; index++) {
      const id = gathered[index] as number;
      const word = id >>> 5;
      marks[word] = (marks[word] as number) | (1 << (id & 31));
      if (word < lowest) lowest = word;
      if (word > highest) highest = word;
    }
    let kept = 0;
    for (let word = lowest; word <= highest; word++) {
      for (let bits = marks[word] as number; bits !== 0; bits &= bits - 1)
        gathered[kept++] = (word << 5) | (31 - Math.clz32(bits & -bits));
      marks[word] = 0;
    }
    return kept;
  };

  return ({ onward, position }, from, most) => {
    const { offsets, values } = onward;
    if (slots.length < from.length) slots = new Int32Array(2 * from.length);
    let found = 0;
    let total = 0;
    for (let index = 0; index < from.length; index++) {
      const slot = onward.slot(position, from[index] as number);
      if (slot < 0) continue;
      const size = (offsets[slot + 1] as number) - (offsets[slot] as number);
      if (size > most) return undefined;
      slots[found++] = slot;
      total += size;
    }
    if (found === 0) return emptySet;
    const [first] = slots as unknown as [number];
    if (found === 1) return values.subarray(offsets[first], offsets[first + 1]);
    if (gathered.length < total) gathered = new Uint32Array(2 * total);
    let count = 0;
    for (let index = 0; index < found; index++) {
      const slot = slots[index] as number;
      const end = offsets[slot + 1] as number;
      for (let at = offsets[slot] as number; at < end; at++) gathered[count++] = values[at] as number;
    }
    const kept = count < graph.terms * SPARSE ? sorted(count) : marked(count);
    return kept > most ? undefined : gathered.slice(0, kept);
  };
}
