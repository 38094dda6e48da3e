/** Draws a shape: fills it with hops and entities, walking from an answer back to anchors. */
import type { Shape } from '../logic/pattern.ts';
import type { Random } from '../logic/random.ts';
import { type Drawn, drawnEntity, drawnJoin, drawnStep } from './drawn.ts';
import type { Follow } from './follow.ts';
import type { Ground } from './ground.ts';
import { type Hop, isStepBack } from './hop.ts';
import { everyBranchTells, type Join, type Junction, joined, narrowing, taking, widening } from './junction.ts';
import type { Rejection } from './sense.ts';

export interface Drawing {
  readonly ground: Ground;
  readonly random: Random;
  readonly follow: Follow;
  /** Most members of a set. */
  readonly maximumSet: number;
  /**
   * Whether branches are drawn again where one is seen at once to change nothing, or to leave nothing to change for those
   * that follow. No formula in which every call matters is lost by that.
   */
  readonly telling: boolean;
  /** How often the relation at each position was used so far: of two, the one that was used less is taken. */
  readonly used: Uint32Array;
}

/** Draws of a hop before a walk is given up, as in BetaE's `create_queries.py`. */
const HOP_TRIES = 40;
/** Draws of a last hop or a branch that does not fit. */
const TRIES = 12;

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

/**
 * Of two hops the one whose relation was used less so far: on FB15k-237 that makes 178 relations of 234 effective (e to the
 * power of the entropy) in place of 132, for a third more draws.
 */
function lessUsed(one: Hop, other: Hop, { used }: Drawing): Hop {
  return (used[other.position] as number) < (used[one.position] as number) ? other : one;
}

/** `least`: fewer members than this are known to be too few. */
function drawAt(shape: Shape, answer: number, drawing: Drawing, after: Hop | undefined, least = 1): Drawn | Rejection {
  if (shape === 'e') return isEntity(answer, drawing) ? drawnEntity(answer) : 'a value or blank node on the way';
  if ('p' in shape)
    return shape.p === 'e' ? drawLeaf(answer, drawing, after, least) : drawStep(shape.p, answer, drawing, after);
  if ('i' in shape) return drawIntersection(shape.i, answer, drawing, after);
  return 'u' in shape ? drawUnion(shape.u, answer, drawing, after) : 'broken walk';
}

function isEntity(id: number, { ground: { graph } }: Drawing): boolean {
  return id >= graph.literals && !(graph.hasBlankNodes && graph.isBlank(id));
}

/** A hop from an anchor, drawn again where its set does not fit: its size is known before anything is made. */
function drawLeaf(answer: number, drawing: Drawing, after: Hop | undefined, least: number): Drawn | Rejection {
  const { random, maximumSet, telling } = drawing;
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const hop = drawWay(answer, drawing, after);
    if (hop === undefined) return 'broken walk';
    const start = departure(hop, answer, random);
    const slot = hop.onward.slot(hop.position, start);
    const size = (hop.onward.offsets[slot + 1] as number) - (hop.onward.offsets[slot] as number);
    if (size > maximumSet || (telling && size < least)) continue;
    return isEntity(start, drawing) ? stepOf(hop, drawnEntity(start), drawing) : 'a value or blank node on the way';
  }
  return 'a set too large to pass';
}

function drawStep(below: Shape, answer: number, drawing: Drawing, after: Hop | undefined): Drawn | Rejection {
  const hop = drawWay(answer, drawing, after);
  if (hop === undefined) return 'broken walk';
  const of = drawAt(below, departure(hop, answer, drawing.random), drawing, hop);
  return typeof of === 'string' ? of : stepOf(hop, of, drawing);
}

/** Something from which a hop arrives at an entity. */
function departure({ back, position }: Hop, entity: number, random: Random): number {
  const slot = back.slot(position, entity);
  const first = back.offsets[slot] as number;
  return back.values[first + random.integer((back.offsets[slot + 1] as number) - first)] as number;
}

/** One of the hops that arrive at an entity, and do not just go back the hop that follows. */
function drawWay(entity: number, drawing: Drawing, after: Hop | undefined): Hop | undefined {
  const { ground, random } = drawing;
  const start = ground.offsets[entity] as number;
  const count = (ground.offsets[entity + 1] as number) - start;
  if (count === 0) return undefined;
  for (let attempt = 0; attempt < HOP_TRIES; attempt++) {
    const one = ground.hops[ground.arriving[start + random.integer(count)] as number] as Hop;
    const other = ground.hops[ground.arriving[start + random.integer(count)] as number] as Hop;
    const hop = lessUsed(one, other, drawing);
    if (after === undefined || !isStepBack(hop, after)) return hop;
  }
  return undefined;
}

/** A step with its set, or why a question may not take it. */
export function stepOf(hop: Hop, of: Drawn, drawing: Drawing): Drawn | Rejection {
  const set =
    of.kind === 'entity' ? hop.onward.valuesOf(hop.position, of.id) : drawing.follow(hop, of.set, drawing.maximumSet);
  if (set === undefined || set.length > drawing.maximumSet) return 'a set too large to pass';
  return holdsOthers(set, drawing) ? 'a value or blank node on the way' : drawnStep(hop, of, set);
}

/** Whether there is a literal or a blank node among the members. Literals have the lowest ids, blank nodes a range. */
function holdsOthers(set: Uint32Array, { ground: { graph } }: Drawing): boolean {
  if (set.length === 0) return false;
  return (set[0] as number) < graph.literals || (graph.hasBlankNodes && set.some((id) => graph.isBlank(id)));
}

/** Positive branches grow from the answer; negated ones from another member of their intersection, which they then remove. */
function drawIntersection(
  shapes: readonly Shape[],
  answer: number,
  drawing: Drawing,
  after: Hop | undefined,
): Drawn | Rejection {
  const parts: Drawn[] = [];
  const taken: Drawn[] = [];
  let junction: Junction | undefined;
  let others = shapes.length;
  for (const shape of shapes.filter((one) => !isNegated(one))) {
    // Each of the branches to come takes something away, and something is left at the end.
    const least = others--;
    const grow = (): Drawn | Rejection => drawAt(shape, answer, drawing, after, least);
    const branch = drawBranch(grow, parts, drawing, junction, narrowing, least);
    if (typeof branch === 'string') return branch;
    parts.push(branch.drawn);
    junction = branch.junction;
  }
  for (const { n: shape } of shapes.filter(isNegated)) {
    const { set } = junction as Junction;
    if (set.length < 2) return 'broken walk';
    const grow = (): Drawn | Rejection => drawAt(shape, drawOther(set, answer, drawing.random), drawing, after);
    const branch = drawBranch(grow, [...parts, ...taken], drawing, junction, taking, 1);
    if (typeof branch === 'string') return branch;
    taken.push(branch.drawn);
    junction = branch.junction;
  }
  return drawnJoin('and', parts, taken, (junction as Junction).set);
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
