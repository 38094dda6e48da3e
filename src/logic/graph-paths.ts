/** The property paths of a graph's relations, from the declarations that its files state. */
import type { Graph } from '../graph/graph.ts';
import { owl, rdf, rdfs } from '../graph/namespaces.ts';
import { type Declaration, pathsBy, plainPaths, type RelationPaths } from './relation-path.ts';

const paths = new WeakMap<Graph, RelationPaths>();

/** Plain ones, unless the graph was loaded with `entail`. */
export function pathsOf(graph: Graph): RelationPaths {
  if (graph.entailment === undefined) return plainPaths;
  const known = paths.get(graph) ?? pathsBy([...declarationsIn(graph)]);
  paths.set(graph, known);
  return known;
}

const PREDICATES: readonly string[] = [rdfs.subPropertyOf, owl.equivalentProperty, owl.inverseOf];
const CLASSES: readonly string[] = [owl.SymmetricProperty, owl.TransitiveProperty];

function* declarationsIn(graph: Graph): Generator<Declaration> {
  for (const predicate of [...PREDICATES, rdf.type]) {
    const relation = graph.id(predicate);
    if (relation === undefined) continue;
    for (const object of graph.objectsOf(relation)) {
      if (graph.isLiteral(object) || (predicate === rdf.type && !CLASSES.includes(graph.key(object)))) continue;
      for (const subject of graph.subjects(relation, object)) {
        if (graph.isAsserted(subject, relation, object)) yield [graph.key(subject), predicate, graph.key(object)];
      }
    }
  }
}
