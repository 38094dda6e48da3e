/** Hops: the ways to arrive at an entity that a tool can walk, along a relation or against it. */
import type { Graph } from '../graph/graph.ts';
import type { Relation } from '../relation/relation.ts';

type Adjacency = ReturnType<Graph['adjacency']>;

export interface Hop {
  /** The place of the hop in its ground's list. */
  readonly index: number;
  readonly relation: number;
  readonly iri: string;
  /** Against the relation. */
  readonly inverse: boolean;
  /** The relation that states the same facts the other way round, where the graph declares one. */
  readonly converse: number | undefined;
  /** What √ of its triples makes it weigh: the many small relations are heard beside the few large ones. */
  readonly weight: number;
  readonly position: number;
  /** From where one starts to where one arrives, and back. */
  readonly onward: Adjacency;
  readonly back: Adjacency;
}

/** The hops of relations to entities, each relation forward and, where a tool goes back, inverse; in IRI order. */
export function hopsOf(
  graph: Graph,
  relations: readonly Relation[],
  invertible: (relation: Relation) => boolean,
): Hop[] {
  const hops: Hop[] = [];
  for (const relation of [...relations].sort((a, b) => (a.iri < b.iri ? -1 : 1))) {
    const id = graph.id(relation.iri);
    const position = id === undefined ? undefined : graph.position(id);
    if (id === undefined || position === undefined) continue;
    const { inverseOf, inverseHoldsSameFacts } = relation;
    const converse = inverseOf !== undefined && inverseHoldsSameFacts ? graph.id(inverseOf) : undefined;
    for (const inverse of invertible(relation) ? [false, true] : [false]) {
      hops.push({
        index: hops.length,
        relation: id,
        iri: relation.iri,
        inverse,
        converse,
        weight: Math.sqrt(relation.triples),
        position,
        onward: graph.adjacency(inverse ? 'backward' : 'forward'),
        back: graph.adjacency(inverse ? 'forward' : 'backward'),
      });
    }
  }
  return hops;
}

/** A step back along the relation just walked says nothing: "films directed by the director of …" is kept out. */
export function isStepBack(hop: Hop, after: Hop): boolean {
  const same = hop.relation === after.relation && hop.inverse !== after.inverse;
  return same || (hop.converse === after.relation && hop.inverse === after.inverse);
}
