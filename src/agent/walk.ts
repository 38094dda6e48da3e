/** The walker: a scripted agent that answers tasks by calling tools through an MCP client, as any other agent would. */
import type { PlanInput } from '../logic/plan.ts';
import type { ToolClient } from '../mcp/client.ts';
import type { Task } from '../task/task.ts';
import { isFault, type Result } from '../tool/result.ts';
import type { Arguments } from '../tool/tool.ts';
import type { Toolset } from '../tool/toolset.ts';
import { bindOperation, type Given } from './bind.ts';
import { lookUp } from './look-up.ts';

/** How earlier results are passed on: written out as ids, or by handle. */
export type ArgumentStyle = 'values' | 'handles';

/** What came of walking one task. A fault is the server's word that a call did not fit; the trajectory records it. */
export interface Walked {
  readonly task: string;
  readonly fault: Result | undefined;
}

export async function walkTask(
  task: Task,
  client: ToolClient,
  toolset: Toolset,
  style: ArgumentStyle,
): Promise<Walked> {
  const begun = await client.call('begin_task', { question: task.question });
  const frame = { task: begun.task };
  const results = new Map<number, Result>();
  const names = new Map(task.anchors.map(({ iri, name }) => [iri, name]));
  const give = (input: PlanInput): Given => given(input, results, names, style);
  const known = new Set<string>();
  for (const { step, operation } of task.plan) {
    await lookUp(operation, { client, toolset, known, first: (input) => firstOf(input, results, names) });
    const { tool, arguments: values } = bindOperation(operation, toolset, give);
    const result = await client.call(tool, values);
    if (isFault(result.status)) return { task: task.id, fault: result };
    results.set(step, result);
  }
  const last = results.get(task.plan.length) as Result;
  const submitted = await client.call('submit_answer', { ...answerOf(last, task, style), ...frame });
  return { task: task.id, fault: isFault(submitted.status) ? submitted : undefined };
}

/** The first few of an input, by name or id. */
function firstOf(input: PlanInput, results: ReadonlyMap<number, Result>, names: ReadonlyMap<string, string>): string[] {
  if ('entities' in input) return input.entities.map((iri) => names.get(iri) ?? iri);
  return idsOf(results.get(input.step) as Result);
}

/** A single name stands alone, several are a list; a set that cannot be written out goes by its handle. */
function given(
  input: PlanInput,
  results: ReadonlyMap<number, Result>,
  names: ReadonlyMap<string, string>,
  style: ArgumentStyle,
): Given {
  if ('entities' in input) return alone(input.entities.map((iri) => names.get(iri) ?? iri));
  const result = results.get(input.step) as Result;
  const ids = idsOf(result);
  return style === 'handles' || ids.length === 0 || result.next !== undefined ? (result.result as string) : alone(ids);
}

function alone(names: readonly string[]): Given {
  return names.length === 1 ? (names[0] as string) : names;
}

function idsOf(result: Result): string[] {
  return (result.items ?? []).map((item) => (item.kind === 'entity' ? item.id : item.value));
}

/** The id, then what stands in each cell: alone, or as a list. */
function rowOf({ id, cells }: NonNullable<Result['rows']>[number]): Given[] {
  return [id, ...cells.map(({ items }) => alone(idsOf({ status: 'ok', items })))];
}

/** The answer in the form that the question asks for. */
function answerOf(last: Result, { formula, anchors }: Task, style: ArgumentStyle): Arguments {
  if ('among' in formula) {
    const asked = anchors.find(({ iri }) => iri === formula.is);
    const boolean = idsOf(last).some((id) => id === asked?.id);
    // A bare yes or no would say of nobody what it is about.
    return { boolean, text: `${JSON.stringify(asked?.name)} is ${boolean ? '' : 'not '}among them.` };
  }
  if (last.rows !== undefined) return { rows: last.rows.map(rowOf) };
  if (last.number !== undefined) return { number: last.number };
  if (last.status === 'empty') return { none: true };
  return style === 'handles' || last.next !== undefined
    ? { result: last.result }
    : { [last.items?.[0]?.kind === 'value' ? 'values' : 'entities']: idsOf(last) };
}
