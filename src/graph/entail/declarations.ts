/** Reads what a graph declares about its relations, from the triples that its files state. */
import type { Graph } from '../graph.ts';
import { owl, rdf, rdfs } from '../namespaces.ts';
import { emptySet } from '../set.ts';

/** A relation read from subject to object, or `back`, from object to subject. */
export interface Direction {
  readonly relation: number;
  readonly back: boolean;
}

/**
 * - `below`: for each relation, the directions whose pairs are pairs of it by one declaration
 * - `transitive`: relations declared so
 */
export interface Declarations {
  readonly below: ReadonlyMap<number, readonly Direction[]>;
  readonly transitive: ReadonlySet<number>;
}

/** OWL's relations between all there is: to be below one of them says nothing. */
const EVERYTHING: readonly string[] = [owl.topObjectProperty, owl.topDataProperty];

/**
 * The declarations of `rdfs:subPropertyOf`, `owl:equivalentProperty`, `owl:inverseOf`, `owl:SymmetricProperty` and
 * `owl:TransitiveProperty`. Only stated ones count: a declaration that would itself have to be inferred is none.
 */
export function declarationsOf(graph: Graph): Declarations {
  const below = new Map<number, Direction[]>();
  const everything = new Set(EVERYTHING.map((iri) => graph.id(iri)));
  const add = (above: number, relation: number, back: boolean): void => {
    if (graph.isLiteral(above) || everything.has(above)) return;
    const known = below.get(above);
    if (known === undefined) below.set(above, [{ relation, back }]);
    else known.push({ relation, back });
  };
  for (const [one, other] of statedPairs(graph, rdfs.subPropertyOf)) add(other, one, false);
  for (const [one, other] of statedPairs(graph, owl.equivalentProperty)) {
    add(one, other, false);
    add(other, one, false);
  }
  for (const [one, other] of statedPairs(graph, owl.inverseOf)) {
    add(one, other, true);
    add(other, one, true);
  }
  for (const relation of membersStated(graph, owl.SymmetricProperty)) add(relation, relation, true);
  return { below, transitive: new Set(membersStated(graph, owl.TransitiveProperty)) };
}

function* statedPairs(graph: Graph, iri: string): Generator<readonly [subject: number, object: number]> {
  const relation = graph.id(iri);
  if (relation === undefined) return;
  for (const [subject, object] of graph.pairs(relation)) {
    if (!graph.isLiteral(object) && graph.isAsserted(subject, relation, object)) yield [subject, object];
  }
}

function membersStated(graph: Graph, iri: string): Uint32Array {
  const [type, declared] = [graph.id(rdf.type), graph.id(iri)];
  if (type === undefined || declared === undefined) return emptySet;
  return graph.subjects(type, declared).filter((member) => graph.isAsserted(member, type, declared));
}
