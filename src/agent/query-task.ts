/** Answers a task with the query tool, as an agent would that writes SPARQL: what is named is looked up, then asked in one query. */
import type { PlanOperation, PlanStep } from '../logic/plan.ts';
import { plainPaths, type RelationPaths } from '../logic/relation-path.ts';
import { formulaQuery } from '../logic/sparql.ts';
import type { ToolClient } from '../mcp/client.ts';
import type { Task } from '../task/task.ts';

/**
 * Looks up each entity by its name, asks which relations lead from it (or to it) where the plan follows one, and asks the query of
 * the formula. Relations further on the way are taken as known, so this is the least that it costs.
 */
export async function queryTask(
  { anchors, plan, formula }: Task,
  client: ToolClient,
  paths: RelationPaths = plainPaths,
): Promise<void> {
  for (const { label } of anchors) await client.call('search_entities', { name: label });
  for (const query of new Set(plan.flatMap(relationQueries))) await client.call('query_graph', { query });
  await client.call('query_graph', { query: formulaQuery(formula, paths) });
}

function relationQueries({ operation }: PlanStep): string[] {
  return entitiesOf(operation).map((iri) =>
    'inverse' in operation
      ? `SELECT DISTINCT ?relation WHERE { ?entity ?relation <${iri}> }`
      : `SELECT DISTINCT ?relation WHERE { <${iri}> ?relation ?value }`,
  );
}

/** The named entities that a relation is followed from. */
function entitiesOf(operation: PlanOperation): readonly string[] {
  return 'follow' in operation && 'entities' in operation.of ? operation.of.entities : [];
}
