/** Introduces the query tool to the engine that answers it: they are in folders that do not know each other. */
import type { Graph } from '../graph/graph.ts';
import { openQueryDoor } from '../sparql/query-door.ts';
import { openSecondEngine } from '../sparql/second-engine.ts';
import type { QueryGraph } from '../tool/sparql-tool.ts';

/** Answers queries over a graph. The engine is filled with the first of them, and does not keep the process alive. */
export function queriesOf(graph: Graph): QueryGraph {
  return openQueryDoor(() => openSecondEngine(graph)).ask;
}
