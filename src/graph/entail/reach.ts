/** Everything that can be reached by steps of a relation: its transitive closure. */
import { lowerBound } from '../set.ts';
import type { Pairs } from './pairs.ts';

/** Steps are counted in lots of this many. */
const LOT = 1 << 12;

/** Nodes by their place in `ids`, and for each the nodes one step away: `ends[offsets[node] … offsets[node + 1])`. */
interface Steps {
  readonly ids: Uint32Array;
  readonly offsets: Uint32Array;
  readonly ends: Uint32Array;
}

/**
 * All pairs (a, c) such that one or more of the pairs given lead from a to c, in order.
 *
 * What is found from one start is used by those that come upon it; starts are taken last things first, so that without
 * cycles each finds all it leads to done. `spend` is told of pairs found and of steps taken, in lots, and may throw.
 */
export function reachable(pairs: Pairs, spend: (pairs: number, steps: number) => void): Pairs {
  const steps = stepsOf(pairs);
  const done: (Uint32Array | undefined)[] = new Array(steps.ids.length).fill(undefined);
  const reaching = createReaching(steps, done, spend);
  let total = 0;
  for (const start of lastFirst(steps)) {
    const reached = reaching(start);
    spend(reached.length, 0);
    total += reached.length;
    done[start] = reached;
  }
  const found = { subjects: new Uint32Array(total), objects: new Uint32Array(total) };
  let at = 0;
  for (const [start, reached] of done.entries()) {
    if (reached === undefined) continue;
    found.subjects.fill(steps.ids[start] as number, at, at + reached.length);
    for (const end of reached.sort()) found.objects[at++] = steps.ids[end] as number;
  }
  return found;
}

function stepsOf({ subjects, objects }: Pairs): Steps {
  const ids = nodesOf(subjects, objects);
  const nodeOf = (id: number): number => lowerBound(ids, id, 0, ids.length);
  const offsets = new Uint32Array(ids.length + 1);
  for (const subject of subjects) (offsets[nodeOf(subject) + 1] as number)++;
  for (let node = 0; node < ids.length; node++) {
    offsets[node + 1] = (offsets[node + 1] as number) + (offsets[node] as number);
  }
  return { ids, offsets, ends: objects.map(nodeOf) };
}

/** All ids, ascending, each once. */
function nodesOf(subjects: Uint32Array, objects: Uint32Array): Uint32Array {
  const all = new Uint32Array(subjects.length + objects.length);
  all.set(subjects);
  all.set(objects, subjects.length);
  all.sort();
  return all.filter((id, index) => index === 0 || id !== all[index - 1]);
}

/** The nodes that steps lead from, each after those it leads to where cycles allow. */
function lastFirst({ offsets, ends }: Steps): number[] {
  const order: number[] = [];
  const next = offsets.slice();
  const seen = new Uint8Array(offsets.length);
  for (let root = 0; root + 1 < offsets.length; root++) {
    const path = seen[root] === 0 ? [root] : [];
    seen[root] = 1;
    for (let node = path.at(-1); node !== undefined; node = path.at(-1)) {
      const at = next[node] as number;
      if (at === offsets[node + 1]) {
        if (at > (offsets[node] as number)) order.push(node);
        path.pop();
        continue;
      }
      next[node] = at + 1;
      const end = ends[at] as number;
      if (seen[end] === 0) path.push(end);
      seen[end] = 1;
    }
  }
  return order;
}

/** Finds what a node leads to, in no order. */
function createReaching(
  { ids, offsets, ends }: Steps,
  done: readonly (Uint32Array | undefined)[],
  spend: (pairs: number, steps: number) => void,
): (start: number) => Uint32Array {
  const reached = new Uint32Array(ids.length);
  const marks = new Uint32Array(ids.length);
  let taken = 0;
  let count = 0;
  let mark = 0;
  const visit = (end: number): boolean => {
    if (++taken % LOT === 0) spend(0, LOT);
    if (marks[end] === mark) return false;
    marks[end] = mark;
    reached[count++] = end;
    return true;
  };
  return (start) => {
    [count, mark] = [0, mark + 1];
    const waiting = [start];
    for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
      const last = offsets[node + 1] as number;
      // Those from which all is known come first: what they lead to need not be walked again.
      for (let at = offsets[node] as number; at < last; at++) {
        const known = marks[ends[at] as number] === mark ? undefined : done[ends[at] as number];
        if (known === undefined) continue;
        visit(ends[at] as number);
        for (const further of known) visit(further);
      }
      for (let at = offsets[node] as number; at < last; at++) {
        if (visit(ends[at] as number)) waiting.push(ends[at] as number);
      }
    }
    return reached.slice(0, count);
  };
}
