/** What a task costs on a surface: the calls of the walker, looking names up included, and the bytes that go to and fro. */
import { plainPaths, type RelationPaths } from '../logic/relation-path.ts';
import type { ToolClient } from '../mcp/client.ts';
import type { Task } from '../task/task.ts';
import type { Result } from '../tool/result.ts';
import type { Toolset } from '../tool/toolset.ts';
import { queryTask } from './query-task.ts';
import { walkTask } from './walk.ts';

export interface Cost {
  readonly calls: number;
  /** UTF-8 bytes of all calls and replies as JSON: about four make a token. */
  readonly bytes: number;
  /** Whether the last reply was the gold answer; of an answer that is no set of entities, whether there was one. */
  readonly answered: boolean;
}

/** Walks a task, handing sets on by their handles. The frame is played here: it costs the same on every surface. */
export async function measureTask(
  task: Task,
  client: ToolClient,
  toolset: Toolset,
  paths: RelationPaths = plainPaths,
): Promise<Cost> {
  let calls = 0;
  let bytes = 0;
  let last: Result | undefined;
  const counting: ToolClient = {
    ...client,
    call: async (tool, values) => {
      if (tool === 'begin_task' || tool === 'submit_answer') return { status: 'ok', task: '' };
      const result = await client.call(tool, values);
      calls += 1;
      bytes += Buffer.byteLength(JSON.stringify({ name: tool, arguments: values }));
      bytes += Buffer.byteLength(JSON.stringify(result));
      last = result;
      return result;
    },
  };
  if (toolset.byName.has('query_graph')) await queryTask(task, counting, paths);
  else await walkTask(task, counting, toolset, 'handles');
  return { calls, bytes, answered: last !== undefined && isAnswer(last, task) };
}

function isAnswer(result: Result, { answers, gold, formula }: Task): boolean {
  const there = result.status === 'ok' || result.status === 'empty';
  if (!there || gold !== undefined || 'among' in formula || result.items === undefined) return there;
  const shown = new Set(result.items.flatMap((item) => (item.kind === 'entity' ? [item.id] : [])));
  return shown.size === answers.length && answers.every(({ id }) => shown.has(id));
}
