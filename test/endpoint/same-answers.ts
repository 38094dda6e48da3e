/** Holds an endpoint against the index: the same calls, one after the other on both, must give the same results. */
import { isDeepStrictEqual } from 'node:util';
import { bindOperation } from '../../src/agent/bind.ts';
import type { Source } from '../../src/graph/source.ts';
import type { PlanInput } from '../../src/logic/plan.ts';
import type { Task } from '../../src/task/task.ts';
import { callTool } from '../../src/tool/call.ts';
import { createHandles } from '../../src/tool/handles.ts';
import type { Result } from '../../src/tool/result.ts';
import type { Toolset } from '../../src/tool/toolset.ts';

export interface Side {
  readonly source: Source;
  readonly toolset: Toolset;
}

export interface Compared {
  readonly calls: number;
  /** Calls that gave something else on the endpoint, in words. */
  readonly differences: readonly string[];
}

/** Calls each step of each plan on both sides, earlier results by handle. */
export async function compareTasks(tasks: readonly Task[], local: Side, endpoint: Side): Promise<Compared> {
  let calls = 0;
  const differences: string[] = [];
  for (const task of tasks) {
    const [own, other] = [createHandles(), createHandles()];
    const handles = new Map<number, string>();
    const names = new Map(task.anchors.map(({ iri, name }) => [iri, name]));
    const give = (input: PlanInput): string | readonly string[] =>
      'step' in input ? (handles.get(input.step) as string) : input.entities.map((iri) => names.get(iri) ?? iri);
    for (const { step, operation } of task.plan) {
      const { tool, arguments: values } = bindOperation(operation, local.toolset, give);
      const expected = (await callTool(local.toolset, tool, values, { source: local.source, handles: own })).result;
      const got = (await callTool(endpoint.toolset, tool, values, { source: endpoint.source, handles: other })).result;
      calls += 1;
      if (expected.result !== undefined) handles.set(step, expected.result);
      if (isDeepStrictEqual(plain(expected), plain(got))) continue;
      differences.push(`${tool} ${JSON.stringify(values)}: expected ${shown(expected)}, got ${shown(got)}`);
    }
  }
  return { calls, differences };
}

function plain(result: Result): unknown {
  return JSON.parse(JSON.stringify(result));
}

function shown(result: Result): string {
  return JSON.stringify(result).slice(0, 300);
}
