/** What comes before following a relation that has no tool of its own: asking under which name it is followed. */
import type { PlanInput, PlanOperation } from '../logic/plan.ts';
import type { ToolClient } from '../mcp/client.ts';
import type { Toolset } from '../tool/toolset.ts';
import { attributesOf, followingTool } from './bind.ts';

/** Entities that are asked about, one after the other, until one has the relation: not each member of a set need have it. */
const MOST_ASKED = 5;

export interface LookUp {
  readonly client: ToolClient;
  readonly toolset: Toolset;
  /** What was asked for already in this task, and is asked for once. */
  readonly asked: Set<string>;
  /** The first members of an input, by name or id. */
  readonly first: (input: PlanInput) => readonly string[];
}

/**
 * Asks for the names of the relations that an operation needs: by words where the surface finds relations so, else by an
 * entity that has them. An agent that finds no name goes on all the same; describe_graph may have told it.
 */
export async function lookUp(operation: PlanOperation, { client, toolset, asked, first }: LookUp): Promise<void> {
  if (!('of' in operation)) return;
  const relations =
    'follow' in operation
      ? [{ iri: operation.follow, inverse: operation.inverse === true }]
      : attributesOf(operation).map((iri) => ({ iri, inverse: false }));
  for (const { iri, inverse } of relations) {
    const { name, lookUp: way } = followingTool(iri, inverse, toolset);
    const key = `${inverse ? '-' : '+'}${iri}`;
    if (way === undefined || asked.has(key)) continue;
    asked.add(key);
    if (way.by === 'words') {
      await client.call(way.tool, { words: way.words });
      continue;
    }
    const entities = first(operation.of).slice(0, MOST_ASKED);
    for (const entity of entities) {
      const { relations: told = [], status, candidates = [] } = await client.call(way.tool, { entity });
      if (told.some(({ relation }) => relation === name)) break;
      // What follows the relation knows which class it takes; what lists the relations does not.
      if (status === 'ambiguous') entities.push(...candidates.map(({ id }) => id));
    }
  }
}
