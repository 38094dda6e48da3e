/** The property paths of a graph's relations, from the declarations that its files state. */
import { statedDeclarations } from '../graph/entail/declarations.ts';
import type { Graph } from '../graph/graph.ts';
import { pathsBy, plainPaths, type RelationPaths } from './relation-path.ts';

const paths = new WeakMap<Graph, RelationPaths>();

/** Plain ones, unless the graph was loaded with `entail`. The second engine was asked whether it knows the same declarations. */
export function pathsOf(graph: Graph): RelationPaths {
  if (graph.entailment === undefined) return plainPaths;
  const known =
    paths.get(graph) ??
    pathsBy(
      Array.from(statedDeclarations(graph), ([one, predicate, other]) => [graph.key(one), predicate, graph.key(other)]),
    );
  paths.set(graph, known);
  return known;
}
