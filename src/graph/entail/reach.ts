/** Everything that can be reached by steps of a relation: its transitive closure. */
import { type Adjacency, compressRows } from '../index/adjacency.ts';
import type { Pairs } from './pairs.ts';

/** Steps are counted in lots of this many. */
const LOT = 1 << 12;

/**
 * All pairs (a, c) such that one or more of the pairs given lead from a to c, in order.
 *
 * What was found from one start is used by the next that comes upon it, so that dense groups cost little more than what
 * they yield. `spend` is told of pairs found and of steps taken, in lots, and may throw.
 */
export function reachable({ subjects, objects }: Pairs, spend: (pairs: number, steps: number) => void): Pairs {
  const steps = compressRows(subjects, objects, Uint32Array.of(0, subjects.length));
  const done = new Map<number, Uint32Array>();
  let total = 0;
  for (const start of steps.keys) {
    const reached = reachedFrom(start, steps, done, spend);
    spend(reached.length, 0);
    total += reached.length;
    done.set(start, reached);
  }
  const found = { subjects: new Uint32Array(total), objects: new Uint32Array(total) };
  let at = 0;
  for (const [start, reached] of done) {
    found.subjects.fill(start, at, at + reached.length);
    found.objects.set(reached, at);
    at += reached.length;
  }
  return found;
}

/** Ascending. */
function reachedFrom(
  start: number,
  steps: Adjacency,
  done: ReadonlyMap<number, Uint32Array>,
  spend: (pairs: number, steps: number) => void,
): Uint32Array {
  const reached = new Set<number>();
  const waiting = [start];
  let taken = 0;
  const visit = (end: number): boolean => {
    if (++taken % LOT === 0) spend(0, LOT);
    if (reached.has(end)) return false;
    reached.add(end);
    return true;
  };
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    const next = steps.valuesOf(0, node);
    // Those from which all is known come first: what they lead to need not be walked again.
    for (const end of next) {
      const known = reached.has(end) ? undefined : done.get(end);
      if (known === undefined) continue;
      visit(end);
      for (const further of known) visit(further);
    }
    for (const end of next) if (visit(end)) waiting.push(end);
  }
  return Uint32Array.from(reached).sort();
}
