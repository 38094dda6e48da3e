/** Reads what a graph declares about its relations, from the triples that its files state. */
import type { Graph } from '../graph.ts';
import { owl, rdf, rdfs } from '../namespaces.ts';

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

/** The predicates that declare something of two relations, and the classes that declare something of one. */
export const DECLARING: readonly string[] = [rdfs.subPropertyOf, owl.equivalentProperty, owl.inverseOf];
export const DECLARING_CLASSES: readonly string[] = [owl.SymmetricProperty, owl.TransitiveProperty];

/** OWL's relations between all there is: to be below one of them says nothing. */
const EVERYTHING: readonly string[] = [owl.topObjectProperty, owl.topDataProperty];

/** What the declarations of a graph come to. A declaration that would itself have to be inferred is none. */
export function declarationsOf(graph: Graph): Declarations {
  const below = new Map<number, Direction[]>();
  const transitive = new Set<number>();
  const everything = new Set(EVERYTHING.map((iri) => graph.id(iri)));
  const add = (above: number, relation: number, back: boolean): void => {
    if (everything.has(above)) return;
    const known = below.get(above);
    if (known === undefined) below.set(above, [{ relation, back }]);
    else known.push({ relation, back });
  };
  for (const [one, predicate, other] of statedDeclarations(graph)) {
    if (predicate === rdfs.subPropertyOf) add(other, one, false);
    else if (predicate !== rdf.type) {
      const back = predicate === owl.inverseOf;
      add(one, other, back);
      add(other, one, back);
    } else if (graph.key(other) === owl.SymmetricProperty) add(one, one, true);
    else transitive.add(one);
  }
  return { below, transitive };
}

/** The triples that declare something, as stated; their objects are no literals. */
export function* statedDeclarations(
  graph: Graph,
): Generator<readonly [subject: number, predicate: string, object: number]> {
  for (const predicate of [...DECLARING, rdf.type]) {
    const relation = graph.id(predicate);
    if (relation === undefined) continue;
    const classes = DECLARING_CLASSES.flatMap((iri) => graph.id(iri) ?? []);
    for (const object of predicate === rdf.type ? classes : graph.objectsOf(relation)) {
      if (graph.isLiteral(object)) continue;
      for (const subject of graph.subjects(relation, object)) {
        if (graph.isAsserted(subject, relation, object)) yield [subject, predicate, object];
      }
    }
  }
}
