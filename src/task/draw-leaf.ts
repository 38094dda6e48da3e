/** Draws leaves: single hops from an anchor that arrive at an entity. */
import type { Random } from '../logic/random.ts';
import { type Drawing, isEntity, lessUsed, stepOf } from './drawing.ts';
import { type Drawn, drawnEntity } from './drawn.ts';
import { type Hop, isStepBack } from './hop.ts';
import type { Rejection } from './sense.ts';

/** Draws of a hop before a walk is given up, as in BetaE's `create_queries.py`. */
const HOP_TRIES = 40;
/** Draws of a last hop that does not fit. */
const TRIES = 12;

/**
 * A hop from an anchor, drawn again where its set does not fit: its size is known before anything is made. `least`: fewer
 * members than this are known to be too few.
 */
export function drawLeaf(answer: number, drawing: Drawing, after: Hop | undefined, least: number): Drawn | Rejection {
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

/** Something from which a hop arrives at an entity. */
export function departure({ back, position }: Hop, entity: number, random: Random): number {
  const slot = back.slot(position, entity);
  const first = back.offsets[slot] as number;
  return back.values[first + random.integer((back.offsets[slot + 1] as number) - first)] as number;
}

/** One of the hops that arrive at an entity, and do not just go back the hop that follows. */
export function drawWay(entity: number, drawing: Drawing, after: Hop | undefined): Hop | undefined {
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

/** All leaves that arrive at an entity with a set that fits, in drawn order; of more than `most` ways, so many draws. */
export function leavesAt(
  answer: number,
  drawing: Drawing,
  after: Hop | undefined,
  least: number,
  most: number,
): Drawn[] {
  const { ground, random, maximumSet } = drawing;
  const found: Drawn[] = [];
  const hops = Array.from(
    ground.arriving.subarray(ground.offsets[answer], ground.offsets[answer + 1]),
    (place) => ground.hops[place] as Hop,
  ).filter((hop) => after === undefined || !isStepBack(hop, after));
  const ways = hops.map(({ back, position }) => back.valuesOf(position, answer));
  if (ways.reduce((sum, starts) => sum + starts.length, 0) > most) {
    for (let attempt = 0; attempt < most; attempt++) {
      const leaf = drawLeaf(answer, drawing, after, least);
      if (typeof leaf !== 'string') found.push(leaf);
    }
    return found;
  }
  for (const [index, hop] of hops.entries()) {
    for (const start of ways[index] as Uint32Array) {
      const slot = hop.onward.slot(hop.position, start);
      const size = (hop.onward.offsets[slot + 1] as number) - (hop.onward.offsets[slot] as number);
      if (size < least || size > maximumSet || !isEntity(start, drawing)) continue;
      const leaf = stepOf(hop, drawnEntity(start), drawing);
      if (typeof leaf !== 'string') found.push(leaf);
    }
  }
  return random.shuffle(found);
}
