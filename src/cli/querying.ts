/** Introduces the query tool to the engine that answers it: they are in folders that do not know each other. */
import type { Graph } from '../graph/graph.ts';
import { openQueryDoor, type QueryDoor } from '../sparql/query-door.ts';
import { openEngineOfIndex, openSecondEngine } from '../sparql/second-engine.ts';
import type { QueryGraph } from '../tool/sparql-tool.ts';
import { isGraph, type OpenedSource } from './graph-options.ts';

export interface Queries {
  readonly ask: QueryGraph;
  close(): Promise<void>;
}

/** Answers queries over a graph. The engine is filled with the first of them, and does not keep the process alive. */
export function openQueries(graph: Graph): QueryDoor {
  return openQueryDoor(() => openSecondEngine(graph));
}

/**
 * What answers the query tool; an endpoint's own queries are not asked through it.
 *
 * @param live whether the files may say something else by now: then the engine is filled with what was read of them
 */
export function queriesOf(opened: OpenedSource, live = false): Queries {
  if (isGraph(opened)) {
    const { graph } = opened;
    return live ? openQueryDoor(() => openEngineOfIndex(graph)) : openQueries(graph);
  }
  const reason = 'Queries are answered only where the graph was read from files. Use the other tools.';
  return { ask: async () => ({ kind: 'refused', reason }), close: async () => undefined };
}
