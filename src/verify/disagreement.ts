/** Disagreements: where the two engines give different answers to one task, everything that helps to find the wrong one. */
import { createHash } from 'node:crypto';
import { pathsOf } from '../logic/graph-paths.ts';
import { formulaQuery } from '../logic/sparql.ts';
import { goldOf } from '../task/gold.ts';
import type { Task } from '../task/task.ts';
import type { Called } from '../trajectory/record.ts';
import { answerKeys, goldKeys, rowKeys } from './answer-keys.ts';
import type { Evidence } from './check.ts';
import { followedPlan } from './followed-plan.ts';
import { indexRows } from './index-rows.ts';
import { isOnThisGraph } from './same-graph.ts';
import { score } from './score.ts';

export interface Disagreement {
  /** `qd1-` and a hash of all the rest: the same disagreement has the same id. */
  readonly id: string;
  readonly task: string;
  readonly pattern: string;
  readonly question: string;
  readonly formula: Task['formula'];
  /** What stands against the second engine: our index, or the tools that the plan called. */
  readonly first: 'index' | 'tools';
  /** The plan, and all that it gives: IRIs, values and cells as they are compared. */
  readonly plan: Task['plan'];
  readonly answers: readonly string[];
  /** The same task as SPARQL, and all that the second engine gives. */
  readonly query: string;
  readonly second_answers: readonly string[];
  readonly gold: readonly string[];
  readonly graph: string;
  readonly toolset: string;
  /** Of the walk that it was found in, and of the sampler. */
  readonly versions: Readonly<Record<string, string>>;
}

/**
 * Where our index, or the tools as a trajectory recorded them, gives another answer than the second engine. Answers that an
 * agent came to by other calls than the plan's are its own; gold that both engines contradict is a wrong task, and neither is
 * a disagreement. Undefined also where the graph is another one or the record was damaged, and nothing can be said.
 */
export async function disagreementOf({
  trajectory,
  task,
  graph,
  source,
  toolset,
  oracle,
}: Evidence): Promise<Disagreement | undefined> {
  // On an endpoint they are one engine, and its facts may have changed between two questions.
  if (task === undefined || source.digest === undefined || task.made.graph !== source.digest) return undefined;
  const query = formulaQuery(task.formula, pathsOf(graph));
  const gold = goldOf(task);
  const second = rowKeys(await oracle.rows(query), gold);
  const index = rowKeys(indexRows(task.formula, graph), gold);
  const trusted = trajectory.problems.length === 0 && isOnThisGraph(trajectory, source);
  const tools =
    trusted && followedPlan(trajectory.calls, task.plan, source) ? toolKeys(trajectory.calls, task, source) : undefined;
  const first = differ(index, second) ? 'index' : tools !== undefined && differ(tools, second) ? 'tools' : undefined;
  if (first === undefined) return undefined;
  const told = {
    task: task.id,
    pattern: task.pattern,
    question: task.question,
    formula: task.formula,
    first,
    plan: task.plan,
    answers: listed(first === 'index' ? index : (tools as string[])),
    query,
    second_answers: listed(second),
    gold: listed(goldKeys(task)),
    graph: source.digest,
    toolset: trajectory.opened?.toolset ?? toolset.digest,
    versions: { ...trajectory.opened?.versions, sampler: task.made.version },
  } as const;
  return { id: `qd1-${createHash('sha256').update(JSON.stringify(told)).digest('hex').slice(0, 32)}`, ...told };
}

function differ(one: readonly string[], other: readonly string[]): boolean {
  const { missing, extra } = score(one, other);
  return missing.length + extra.length > 0;
}

/** Each once, in code-point order. */
function listed(keys: readonly string[]): string[] {
  return [...new Set(keys)].sort();
}

/** What the last call of a plan showed, as keys; undefined where it did not show all of it. */
function toolKeys(calls: readonly Called[], task: Task, source: Evidence['source']): string[] | undefined {
  const last = calls.at(-1)?.observation;
  if (last === undefined || last.next !== undefined) return undefined;
  const termsOf = (items: typeof last.items = []): string[] =>
    items.map((item) => (item.kind === 'entity' ? (source.expand(item.id) ?? item.id) : item.value));
  const shown = termsOf(last.items);
  const { formula } = task;
  const answer = {
    ...(last.number === undefined ? {} : { number: last.number }),
    ...('among' in formula ? { boolean: shown.includes(formula.is) } : {}),
    ...(last.rows === undefined
      ? {}
      : { rows: last.rows.map(({ id, cells }) => [id, ...cells.map(({ items }) => termsOf(items))]) }),
  };
  return answerKeys({ type: 'answer', answer, resolved: shown }, task);
}
