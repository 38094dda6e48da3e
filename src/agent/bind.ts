/** Binds a plan to tools: which tool carries out an operation, and under which argument names. */
import { TaskError } from '../errors.ts';
import type { PlanInput, PlanOperation } from '../logic/plan.ts';
import type { Arguments, FollowedBy, Tool } from '../tool/tool.ts';
import type { Toolset } from '../tool/toolset.ts';

/** What stands for an input in a call: a name, a list of names, or a handle. */
export type Given = string | readonly string[];

export interface BoundCall {
  readonly tool: string;
  readonly arguments: Arguments;
}

/**
 * The call that carries out one step.
 *
 * @throws TaskError `no_tool` where the toolset has none for it.
 */
export function bindOperation(
  operation: PlanOperation,
  toolset: Toolset,
  give: (input: PlanInput) => Given,
): BoundCall {
  if ('follow' in operation) {
    const { tool, name } = followingTool(operation.follow, operation.inverse === true, toolset);
    const from = tool.parameters.find(({ kind }) => kind === 'set') as { name: string };
    const relation = name === undefined ? {} : { relation: name };
    return { tool: tool.name, arguments: { ...relation, [from.name]: give(operation.of) } };
  }
  if ('and' in operation) return { tool: 'get_intersection_of', arguments: { sets: operation.and.map(give) } };
  if ('or' in operation) return { tool: 'get_union_of', arguments: { sets: operation.or.map(give) } };
  if ('difference' in operation) {
    const [set, without] = operation.difference;
    return { tool: 'get_difference_of', arguments: { set: give(set), without: give(without) } };
  }
  if ('complement' in operation) {
    const within = operation.class === undefined ? {} : { class: operation.class };
    return { tool: 'get_negation_of', arguments: { set: give(operation.complement), ...within } };
  }
  if ('where' in operation) {
    const { relation, is, value } = operation.where;
    return {
      tool: 'filter_by_value',
      arguments: { set: give(operation.of), relation: attributeName(relation, toolset), comparison: is, value },
    };
  }
  if ('top' in operation) {
    const { top, by, order, of } = operation;
    return {
      tool: 'get_top_by_value',
      arguments: { set: give(of), relation: attributeName(by, toolset), order, count: top },
    };
  }
  if ('table' in operation) {
    const relations = operation.table.map((iri) => attributeName(iri, toolset));
    return { tool: 'get_table', arguments: { items: give(operation.of), relations } };
  }
  if ('count' in operation) return { tool: 'count_items', arguments: { set: give(operation.count) } };
  return { tool: 'get_members_of_class', arguments: { class: operation.members } };
}

/** How a tool that reads values is told of which relation: by the name of the tool that follows it, or as other tools take it. */
function attributeName(iri: string, toolset: Toolset): string {
  const { tool, name } = followingTool(iri, false, toolset);
  return name ?? tool.name;
}

/** A tool that follows a relation, and where it follows any: the name under which it takes this one. */
export interface Following {
  readonly tool: Tool;
  readonly name?: string;
  readonly lookUp?: FollowedBy['lookUp'];
}

/**
 * The tool that follows a relation one way: its own, where it has one, else one that follows any.
 *
 * @throws TaskError `no_tool`
 */
export function followingTool(iri: string, inverse: boolean, toolset: Toolset): Following {
  const own = toolset.tools.find(({ relation }) => relation?.iri === iri && relation.inverse === inverse);
  if (own !== undefined) return { tool: own };
  for (const tool of toolset.tools) {
    const followed = tool.follows?.(iri, inverse);
    if (followed !== undefined) return { tool, ...followed };
  }
  throw new TaskError(
    'no_tool',
    `no tool follows <${iri}>${inverse ? ' back' : ''}: is this the graph that the task was made from?`,
  );
}

/**
 * Names of the tools that a plan calls, without repetition, in the order of the calls; with them the relation tools that
 * other calls name, since an agent must be able to read those names somewhere.
 */
export function toolsOfPlan(operations: readonly PlanOperation[], toolset: Toolset): string[] {
  const names = operations.flatMap((operation) => [
    bindOperation(operation, toolset, () => '').tool,
    ...attributesOf(operation).map((iri) => attributeName(iri, toolset)),
  ]);
  return [...new Set(names)];
}

/** The relations whose names a call gives in an argument. */
export function attributesOf(operation: PlanOperation): readonly string[] {
  if ('where' in operation) return [operation.where.relation];
  if ('table' in operation) return operation.table;
  return 'top' in operation ? [operation.by] : [];
}
