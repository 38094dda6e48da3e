/** Grounds a shape: fills a pattern with relations and entities, walking from an answer back to anchors. */
import type { Graph } from '../graph/graph.ts';
import { intersect } from '../graph/set.ts';
import { answersOf } from '../logic/answers.ts';
import { type Formula, related } from '../logic/formula.ts';
import type { Shape } from '../logic/pattern.ts';
import type { Random } from '../logic/random.ts';
import type { Relation } from '../relation/relation.ts';

/** One way to arrive at an entity: along a relation (`inverse`: against it). */
export interface Hop {
  readonly relation: number;
  readonly iri: string;
  readonly inverse: boolean;
  /** The relation that states the same facts the other way round, where the graph declares one. */
  readonly converse: number | undefined;
}

/** What grounding walks on: the hops that have a tool, by the entity they arrive at. */
export interface Ground {
  readonly graph: Graph;
  /** All hops, with the running sum of their weights for drawing. */
  readonly hops: readonly Hop[];
  readonly weights: readonly number[];
  into(entity: number): readonly Hop[];
}

/** Draws of predecessors and relations before a walk is given up, as in BetaE's `create_queries.py`. */
const TRIES = 40;

/**
 * The hops along entity relations that a tool can walk. A relation is drawn with weight √n of its n triples, so that the
 * many small ones are heard beside the few large ones.
 */
export function createGround(
  graph: Graph,
  relations: readonly Relation[],
  invertible: (relation: Relation) => boolean,
): Ground {
  const hops: Hop[] = [];
  const weights: number[] = [];
  const byRelation = new Map<number, { forward: Hop; inverse: Hop | undefined }>();
  let sum = 0;
  for (const relation of [...relations].sort((a, b) => (a.iri < b.iri ? -1 : 1))) {
    const id = graph.id(relation.iri);
    if (id === undefined) continue;
    const forward: Hop = { relation: id, iri: relation.iri, inverse: false, converse: converseOf(relation, graph) };
    const inverse = invertible(relation) ? { ...forward, inverse: true } : undefined;
    byRelation.set(id, { forward, inverse });
    for (const hop of inverse === undefined ? [forward] : [forward, inverse]) {
      hops.push(hop);
      sum += Math.sqrt(relation.triples);
      weights.push(sum);
    }
  }
  const into = (entity: number): readonly Hop[] => {
    const found: Hop[] = [];
    for (const relation of graph.relationsInto(entity)) pushDefined(found, byRelation.get(relation)?.forward);
    for (const relation of graph.relationsFrom(entity)) pushDefined(found, byRelation.get(relation)?.inverse);
    return found;
  };
  return { graph, hops, weights, into };
}

function converseOf({ inverseOf, inverseHoldsSameFacts }: Relation, graph: Graph): number | undefined {
  return inverseOf !== undefined && inverseHoldsSameFacts ? graph.id(inverseOf) : undefined;
}

function pushDefined<T>(list: T[], item: T | undefined): void {
  if (item !== undefined) list.push(item);
}

/** A formula of this shape with at least one answer before negations are taken away, or undefined where the walk broke. */
export function groundShape(shape: Shape, ground: Ground, random: Random): Formula | undefined {
  const start = drawHop(ground, random);
  if (start === undefined) return undefined;
  const answer = random.choose(Array.from(arrivals(start, ground.graph)));
  return groundAt(shape, answer, ground, random, undefined);
}

function drawHop({ hops, weights }: Ground, random: Random): Hop | undefined {
  const drawn = random.next() * (weights.at(-1) ?? 0);
  return hops[weights.findIndex((sum) => drawn < sum)];
}

/** A formula of this shape that has a given answer, or undefined where the walk broke. */
export function groundFrom(shape: Shape, answer: number, ground: Ground, random: Random): Formula | undefined {
  return groundAt(shape, answer, ground, random, undefined);
}

/** Everything a hop can arrive at. */
export function arrivals({ relation, inverse }: Pick<Hop, 'relation' | 'inverse'>, graph: Graph): Uint32Array {
  return inverse ? graph.subjectsOf(relation) : graph.objectsOf(relation);
}

/** Where a hop that arrives at an entity can have started. */
function departures({ relation, inverse }: Hop, entity: number, graph: Graph): Uint32Array {
  return inverse ? graph.objects(relation, entity) : graph.subjects(relation, entity);
}

function groundAt(
  shape: Shape,
  answer: number,
  ground: Ground,
  random: Random,
  after: Hop | undefined,
): Formula | undefined {
  if (shape === 'e') return { entity: ground.graph.key(answer) };
  if ('p' in shape) return groundHop(shape.p, answer, ground, random, after);
  if ('i' in shape) return groundIntersection(shape.i, answer, ground, random, after);
  return 'u' in shape ? groundUnion(shape.u, answer, ground, random, after) : undefined;
}

function groundHop(
  below: Shape,
  answer: number,
  ground: Ground,
  random: Random,
  after: Hop | undefined,
): Formula | undefined {
  const ways = ground.into(answer);
  if (ways.length === 0) return undefined;
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const hop = random.choose(ways);
    if (after !== undefined && isStepBack(hop, after)) continue;
    const starts = departures(hop, answer, ground.graph);
    const of = groundAt(below, starts[random.integer(starts.length)] as number, ground, random, hop);
    return of === undefined ? undefined : related(hop.iri, hop.inverse, of);
  }
  return undefined;
}

/** A step back along the relation just walked says nothing: "films directed by the director of …" is kept out. */
function isStepBack(hop: Hop, after: Hop): boolean {
  const same = hop.relation === after.relation && hop.inverse !== after.inverse;
  return same || (hop.converse === after.relation && hop.inverse === after.inverse);
}

/** Positive branches grow from the answer; negated ones from another member of their intersection, which they then remove. */
function groundIntersection(
  parts: readonly Shape[],
  answer: number,
  ground: Ground,
  random: Random,
  after: Hop | undefined,
): Formula | undefined {
  const positive: Formula[] = [];
  for (const part of parts.filter((shape) => !isNegated(shape))) {
    const grounded = groundAt(part, answer, ground, random, after);
    if (grounded === undefined) return undefined;
    positive.push(grounded);
  }
  const negative: Formula[] = [];
  for (const part of parts) {
    if (typeof part !== 'object' || !('n' in part)) continue;
    const others = positive
      .map((formula) => answersOf(formula, ground.graph))
      .reduce(intersect)
      .filter((id) => id !== answer);
    if (others.length === 0) return undefined;
    const removed = groundAt(part.n, others[random.integer(others.length)] as number, ground, random, after);
    if (removed === undefined) return undefined;
    negative.push({ not: removed });
  }
  return { and: [...positive, ...negative] };
}

const isNegated = (shape: Shape): boolean => typeof shape === 'object' && 'n' in shape;

/** The first branch grows from the answer, the others from things of the same kind: what the same outermost hop arrives at. */
function groundUnion(
  parts: readonly Shape[],
  answer: number,
  ground: Ground,
  random: Random,
  after: Hop | undefined,
): Formula | undefined {
  const [first, ...rest] = parts as [Shape, ...Shape[]];
  const grounded = groundAt(first, answer, ground, random, after);
  if (grounded === undefined || !('relation' in grounded)) return undefined;
  const relation = ground.graph.id(grounded.relation) as number;
  const alike = arrivals({ relation, inverse: grounded.inverse === true }, ground.graph);
  const branches: Formula[] = [grounded];
  for (const part of rest) {
    const branch = groundAt(part, alike[random.integer(alike.length)] as number, ground, random, after);
    if (branch === undefined) return undefined;
    branches.push(branch);
  }
  return { or: branches };
}
