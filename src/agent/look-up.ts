/** What comes before following a relation that has no tool of its own: asking under which name it is followed. */
import type { PlanInput, PlanOperation } from '../logic/plan.ts';
import type { ToolClient } from '../mcp/client.ts';
import type { Result } from '../tool/result.ts';
import type { Toolset } from '../tool/toolset.ts';
import { attributesOf, followingTool } from './bind.ts';

/** Entities that are asked about, one after the other, until one has the relation: not each member of a set need have it. */
const MOST_ASKED = 5;

export interface LookUp {
  readonly client: ToolClient;
  readonly toolset: Toolset;
  /** What was asked for or told in this task: nothing is asked for twice. */
  readonly known: Set<string>;
  /** The first members of an input, by name or id. */
  readonly first: (input: PlanInput) => readonly string[];
}

/**
 * Asks for the names of the relations that an operation needs: by words where the surface finds relations so, else by an
 * entity that has them. An agent that finds no name goes on all the same; describe_graph may have told it.
 */
export async function lookUp(operation: PlanOperation, { client, toolset, known, first }: LookUp): Promise<void> {
  if (!('of' in operation)) return;
  const relations =
    'follow' in operation
      ? [{ iri: operation.follow, inverse: operation.inverse === true }]
      : attributesOf(operation).map((iri) => ({ iri, inverse: false }));
  for (const { iri, inverse } of relations) {
    const { tool, name = '', lookUp: way } = followingTool(iri, inverse, toolset);
    // What finds by words names the relation as if it were a tool; what tells of an entity names the tool that follows it.
    const wanted = way?.by === 'words' ? name : `${tool.name} ${name}`;
    if (way === undefined || known.has(wanted)) continue;
    known.add(wanted);
    const tell = ({ relations: told = [] }: Result): boolean => {
      for (const one of told) known.add(one.tool).add(`${one.tool} ${one.relation}`);
      return told.some((one) => one.tool === wanted || `${one.tool} ${one.relation}` === wanted);
    };
    if (way.by === 'words') {
      tell(await client.call(way.tool, { words: way.words }));
      continue;
    }
    const entities = first(operation.of).slice(0, MOST_ASKED);
    for (const entity of entities) {
      const result = await client.call(way.tool, { entity });
      if (tell(result)) break;
      // What follows the relation knows which class it takes; what lists the relations does not.
      if (result.status === 'ambiguous') entities.push(...(result.candidates ?? []).map(({ id }) => id));
    }
  }
}
