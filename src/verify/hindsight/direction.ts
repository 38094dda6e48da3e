/** Which way round a relation is read: of two that state the same facts both ways round, the one with the lesser IRI. */
import type { Graph } from '../../graph/graph.ts';
import { owl } from '../../graph/namespaces.ts';

/** The relation that is read for another; of one that mirrors itself, `relation` is the same and `inverse` true. */
export interface Direction {
  readonly relation: string;
  readonly inverse: boolean;
}

const known = new WeakMap<Graph, Map<string, Direction>>();

function directionsIn(graph: Graph): Map<string, Direction> {
  const directions = known.get(graph) ?? new Map<string, Direction>();
  known.set(graph, directions);
  return directions;
}

export function directionOf(iri: string, graph: Graph): Direction {
  const directions = directionsIn(graph);
  const direction = directions.get(iri) ?? lookUp(iri, graph);
  directions.set(iri, direction);
  return direction;
}

function lookUp(iri: string, graph: Graph): Direction {
  const relation = graph.id(iri);
  const itself = { relation: iri, inverse: false };
  if (relation === undefined) return itself;
  if (mirrors(relation, relation, graph)) return { relation: iri, inverse: true };
  const declared = graph.id(owl.inverseOf);
  if (declared === undefined) return itself;
  const others = [...graph.objects(declared, relation), ...graph.subjects(declared, relation)].map((id) =>
    graph.key(id),
  );
  const same = others.filter((other) => other < iri && mirrors(relation, graph.id(other) as number, graph)).sort();
  return same[0] === undefined ? itself : { relation: same[0], inverse: true };
}

/** Whether every triple of the one stands the other way round in the other, and there are no more. */
function mirrors(one: number, other: number, graph: Graph): boolean {
  let count = 0;
  for (const [subject, object] of graph.pairs(one)) {
    if (!graph.has(object, other, subject)) return false;
    count += 1;
  }
  if (one !== other) for (const _ of graph.pairs(other)) count -= 1;
  return one === other ? count > 0 : count === 0;
}

/** Whoever can tell it of all facts. */
export interface Mirrors {
  mirrors(relation: string, other: string): Promise<boolean>;
  inversesOf(relation: string): Promise<readonly string[]>;
}

export interface Directions {
  /** Tells a graph that holds only some facts which way round these relations are read on all of them. */
  tell(graph: Graph, relations: readonly string[]): Promise<void>;
}

/** Each relation is asked about once. */
export function createDirections({ mirrors: mirrored, inversesOf }: Mirrors): Directions {
  const asked = new Map<string, Promise<Direction>>();

  async function ask(iri: string): Promise<Direction> {
    if (await mirrored(iri, iri)) return { relation: iri, inverse: true };
    for (const other of [...(await inversesOf(iri))].sort())
      if (other < iri && (await mirrored(iri, other))) return { relation: other, inverse: true };
    return { relation: iri, inverse: false };
  }

  return {
    async tell(graph, relations) {
      const directions = directionsIn(graph);
      for (const iri of new Set(relations)) {
        const direction = asked.get(iri) ?? ask(iri);
        asked.set(iri, direction);
        // What is not told reads as it stands: that makes fewer formulas equal, never more.
        directions.set(iri, await direction.catch(() => ({ relation: iri, inverse: false })));
      }
    },
  };
}
