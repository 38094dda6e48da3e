/** What trajectories are verified against: a graph in memory beside a second engine over the same files, or one endpoint for both. */
import { openSecondEngine } from '../sparql/second-engine.ts';
import { factsOfEndpoint } from '../verify/endpoint-facts.ts';
import { everyTool } from '../verify/every-tool.ts';
import { factsOfGraph } from '../verify/facts.ts';
import type { Ground } from '../verify/verify-all.ts';
import { isGraph, type OpenedSource } from './graph-options.ts';

/** Longest that one query may take on the second engine, in milliseconds. */
const DEADLINE = 60_000;

export interface OpenedGround {
  readonly ground: Ground;
  /** Ends the second engine, where there is one. */
  close(): Promise<void>;
}

export async function openGround(opened: OpenedSource): Promise<OpenedGround> {
  const { source, vocabulary, endpoint } = opened;
  const toolset = await everyTool(source, vocabulary);
  if (endpoint !== undefined) {
    const facts = factsOfEndpoint(source.name, endpoint.facts);
    const ground = { source, toolset, facts, oracle: endpoint, asked: new Date().toISOString() };
    return { ground, close: async () => undefined };
  }
  if (!isGraph(opened)) throw new TypeError('Expected a graph in memory or an endpoint.');
  const engine = await openSecondEngine(opened.graph);
  const rows = async (query: string) => (await engine.select(query, { timeoutMilliseconds: DEADLINE })).rows;
  const ground = { source, toolset, facts: factsOfGraph(opened.graph), oracle: { rows } };
  return { ground, close: () => engine.close() };
}
