/** The ground that drawing walks on: the hops of a graph, how much each weighs, and which of them arrive at an entity. */
import type { Graph } from '../graph/graph.ts';
import type { Relation } from '../relation/relation.ts';
import { type Hop, hopsOf } from './hop.ts';

export interface Ground {
  readonly graph: Graph;
  readonly hops: readonly Hop[];
  /** Running sums of the weights of the hops. */
  readonly sums: Float64Array;
  /** The places (in `hops`) of the hops that arrive at an entity: `arriving[offsets[id] … offsets[id + 1])`. */
  readonly arriving: Uint32Array;
  readonly offsets: Uint32Array;
}

/** The ground of the relations that questions may walk. */
export function createGround(
  graph: Graph,
  relations: readonly Relation[],
  invertible: (relation: Relation) => boolean,
): Ground {
  const hops = hopsOf(graph, relations, invertible);
  const sums = new Float64Array(hops.length);
  const offsets = new Uint32Array(graph.terms + 1);
  let sum = 0;
  for (const { index, weight, back, position } of hops) {
    sum += weight;
    sums[index] = sum;
    for (const id of back.keysOf(position)) offsets[id + 1] = (offsets[id + 1] as number) + 1;
  }
  for (let id = 0; id < graph.terms; id++) offsets[id + 1] = (offsets[id + 1] as number) + (offsets[id] as number);
  const next = offsets.slice(0, graph.terms);
  const arriving = new Uint32Array(offsets[graph.terms] as number);
  for (const { index, back, position } of hops) {
    for (const id of back.keysOf(position)) {
      const place = next[id] as number;
      next[id] = place + 1;
      arriving[place] = index;
    }
  }
  return { graph, hops, sums, arriving, offsets };
}
