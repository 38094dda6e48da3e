/** Draws a shape: fills it with hops and entities, walking from an answer back to anchors. */
import type { Shape } from '../logic/pattern.ts';
import type { Random } from '../logic/random.ts';
import { departure, drawLeaf, drawWay, leavesAt } from './draw-leaf.ts';
import { type Drawing, isEntity, lessUsed, stepOf } from './drawing.ts';
import { type Drawn, drawnEntity, drawnJoin } from './drawn.ts';
import type { Ground } from './ground.ts';
import type { Hop } from './hop.ts';
import { everyBranchTells, type Join, type Junction, joined, narrowing, taking, widening } from './junction.ts';
import type { Rejection } from './sense.ts';

/** Draws of a branch that does not fit. */
const TRIES = 12;
/** From so many branches on, those that tell together are searched for among all that there are. */
const MANY = 3;
/** Leaves looked at in such a search, and how many times one is tried. */
const MOST_LEAVES = 64;
const MOST_TRIED = 500;

/** A formula of this shape whose positive parts share an answer, or why there is none. */
export function drawShape(shape: Shape, drawing: Drawing): Drawn | Rejection {
  const { ground, random } = drawing;
  if (ground.hops.length === 0) return 'broken walk';
  const { back, position } = lessUsed(drawHop(ground, random), drawHop(ground, random), drawing);
  const arrivals = back.keysOf(position);
  return drawFrom(shape, arrivals[random.integer(arrivals.length)] as number, drawing);
}

/** A formula of this shape that has a given answer before negations are taken away, or why there is none. */
export function drawFrom(shape: Shape, answer: number, drawing: Drawing): Drawn | Rejection {
  return drawAt(shape, answer, drawing, undefined);
}

/** A hop by its weight. */
function drawHop({ hops, sums }: Ground, random: Random): Hop {
  const drawn = random.next() * (sums[sums.length - 1] as number);
  let low = 0;
  let high = sums.length - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sums[middle] as number) <= drawn) low = middle + 1;
    else high = middle;
  }
  return hops[low] as Hop;
}

/** `least`: fewer members than this are known to be too few. */
function drawAt(shape: Shape, answer: number, drawing: Drawing, after: Hop | undefined, least = 1): Drawn | Rejection {
  if (shape === 'e') return isEntity(answer, drawing) ? drawnEntity(answer) : 'a value or blank node on the way';
  if ('p' in shape)
    return shape.p === 'e' ? drawLeaf(answer, drawing, after, least) : drawStep(shape.p, answer, drawing, after);
  if ('i' in shape) return drawIntersection(shape.i, answer, drawing, after);
  return 'u' in shape ? drawUnion(shape.u, answer, drawing, after) : 'broken walk';
}

function drawStep(below: Shape, answer: number, drawing: Drawing, after: Hop | undefined): Drawn | Rejection {
  const hop = drawWay(answer, drawing, after);
  if (hop === undefined) return 'broken walk';
  const of = drawAt(below, departure(hop, answer, drawing.random), drawing, hop);
  return typeof of === 'string' ? of : stepOf(hop, of, drawing);
}

/** Positive branches grow from the answer; negated ones from another member of their intersection, which they then remove. */
function drawIntersection(
  shapes: readonly Shape[],
  answer: number,
  drawing: Drawing,
  after: Hop | undefined,
): Drawn | Rejection {
  const positive = shapes.filter((one) => !isNegated(one));
  const together =
    positive.length >= MANY && positive.every((shape) => typeof shape === 'object' && 'p' in shape && shape.p === 'e');
  const drawn =
    drawing.telling && together
      ? drawTogether(positive.length, shapes.length, answer, drawing, after)
      : drawInTurn(positive, shapes.length, answer, drawing, after);
  if (typeof drawn === 'string') return drawn;
  const { parts } = drawn;
  let { junction } = drawn;
  const taken: Drawn[] = [];
  for (const { n: shape } of shapes.filter(isNegated)) {
    const { set } = junction;
    if (set.length < 2) return 'broken walk';
    const grow = (): Drawn | Rejection => drawAt(shape, drawOther(set, answer, drawing.random), drawing, after);
    const branch = drawBranch(grow, [...parts, ...taken], drawing, junction, taking, 1);
    if (typeof branch === 'string') return branch;
    taken.push(branch.drawn);
    junction = branch.junction;
  }
  return drawnJoin('and', parts, taken, junction.set);
}

interface Branches {
  readonly parts: readonly Drawn[];
  readonly junction: Junction;
}

/**
 * Positive branches one after the other. `all`: how many branches there are, negated ones included. Where each of them is to
 * tell something, a set holds an answer and for each of the others something that only it takes away.
 */
function drawInTurn(
  shapes: readonly Shape[],
  all: number,
  answer: number,
  drawing: Drawing,
  after: Hop | undefined,
): Branches | Rejection {
  const parts: Drawn[] = [];
  let junction: Junction | undefined;
  for (const [index, shape] of shapes.entries()) {
    const grow = (): Drawn | Rejection => drawAt(shape, answer, drawing, after, all);
    const branch = drawBranch(grow, parts, drawing, junction, narrowing, all - index);
    if (typeof branch === 'string') return branch;
    parts.push(branch.drawn);
    junction = branch.junction;
  }
  return { parts, junction: junction as Junction };
}

/** So many leaves that tell together, searched for among those that arrive at the answer. */
function drawTogether(
  count: number,
  all: number,
  answer: number,
  drawing: Drawing,
  after: Hop | undefined,
): Branches | Rejection {
  const leaves = leavesAt(answer, drawing, after, all, MOST_LEAVES);
  let tried = 0;
  const search = (from: number, { parts, junction }: Branches): Branches | undefined => {
    if (parts.length === count) return { parts, junction };
    for (let next = from; next < leaves.length && tried < MOST_TRIED; next++) {
      tried += 1;
      const leaf = leaves[next] as Drawn;
      if (!everyBranchTells(junction, leaf.set, narrowing, all - parts.length)) continue;
      const found = search(next + 1, { parts: [...parts, leaf], junction: joined(junction, leaf.set, narrowing) });
      if (found !== undefined) return found;
    }
    return undefined;
  };
  for (const [index, leaf] of leaves.entries()) {
    const found = search(index + 1, { parts: [leaf], junction: { set: leaf.set, without: [] } });
    if (found !== undefined) return found;
  }
  return 'a call does not matter';
}

const isNegated = (shape: Shape): shape is { n: Shape } => typeof shape === 'object' && 'n' in shape;

/** A member of a set of two or more that is not this one. */
function drawOther(set: Uint32Array, answer: number, random: Random): number {
  const drawn = set[random.integer(set.length - 1)] as number;
  return drawn === answer ? (set[set.length - 1] as number) : drawn;
}

/** The first branch grows from the answer, the others from things of the same kind: what the same outermost hop arrives at. */
function drawUnion(
  shapes: readonly Shape[],
  answer: number,
  drawing: Drawing,
  after: Hop | undefined,
): Drawn | Rejection {
  const parts: Drawn[] = [];
  let alike: Uint32Array | undefined;
  let junction: Junction | undefined;
  for (const shape of shapes) {
    const grow = (): Drawn | Rejection => {
      const seed = alike === undefined ? answer : (alike[drawing.random.integer(alike.length)] as number);
      return drawAt(shape, seed, drawing, after);
    };
    const branch = drawBranch(grow, parts, drawing, junction, widening, 1);
    if (typeof branch === 'string') return branch;
    const { hop } = branch.drawn;
    if (hop === undefined) return 'broken walk';
    alike ??= hop.back.keysOf(hop.position);
    parts.push(branch.drawn);
    junction = branch.junction;
  }
  const { set } = junction as Junction;
  return set.length > drawing.maximumSet ? 'a set too large to pass' : drawnJoin('or', parts, [], set);
}

interface Branch {
  readonly drawn: Drawn;
  readonly junction: Junction;
}

/**
 * A branch other than its siblings, and what it makes of the junction; where draws are to be telling, drawn again until every
 * branch tells something and at least so many are in the set.
 */
function drawBranch(
  grow: () => Drawn | Rejection,
  siblings: readonly Drawn[],
  { telling }: Drawing,
  before: Junction | undefined,
  join: Join,
  least: number,
): Branch | Rejection {
  let failure: Rejection = 'broken walk';
  for (let attempt = 0; attempt < (telling ? TRIES : 1); attempt++) {
    const drawn = grow();
    if (typeof drawn === 'string') failure = drawn;
    else if (siblings.some(({ high, low }) => drawn.high === high && drawn.low === low)) failure = 'duplicate branch';
    else if (before === undefined) {
      if (!telling || drawn.set.length >= least) return { drawn, junction: { set: drawn.set, without: [] } };
      failure = 'a call does not matter';
    } else if (!telling) return { drawn, junction: { set: join.sets(before.set, drawn.set), without: [] } };
    else if (everyBranchTells(before, drawn.set, join, least))
      return { drawn, junction: joined(before, drawn.set, join) };
    else failure = 'a call does not matter';
  }
  return failure;
}
