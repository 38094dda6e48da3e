/** Whether the gold of a task is what its formula gives on a graph: wrong gold would punish right answers. */
import type { Graph } from '../graph/graph.ts';
import { goldOf } from '../task/gold.ts';
import type { Task } from '../task/task.ts';
import { goldKeys, rowKeys } from './answer-keys.ts';
import { indexRows } from './index-rows.ts';
import { score } from './score.ts';

export function goldHolds(task: Task, graph: Graph): boolean {
  const { missing, extra } = score(rowKeys(indexRows(task.formula, graph), goldOf(task)), goldKeys(task));
  return missing.length + extra.length === 0;
}
