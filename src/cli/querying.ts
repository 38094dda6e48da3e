/** Introduces the query tool to the engine that answers it: they are in folders that do not know each other. */
import type { Graph } from '../graph/graph.ts';
import { openQueryDoor, type QueryDoor } from '../sparql/query-door.ts';
import { openSecondEngine } from '../sparql/second-engine.ts';

/** Answers queries over a graph. The engine is filled with the first of them, and does not keep the process alive. */
export function openQueries(graph: Graph): QueryDoor {
  return openQueryDoor(() => openSecondEngine(graph));
}
