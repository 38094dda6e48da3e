/** What the query of a task's formula gives, by the index: it stands in for the second engine, which test/e2e asks. */
import type { Graph } from '../../src/graph/graph.ts';
import { termOf } from '../../src/graph/term.ts';
import { answersOf } from '../../src/logic/answers.ts';
import { setOf } from '../../src/logic/asked.ts';
import type { Task } from '../../src/task/task.ts';
import type { Rows } from '../../src/verify/answer-keys.ts';

export function answersAsRows({ formula }: Task, graph: Graph): Rows {
  return Array.from(answersOf(setOf(formula), graph), (id) => [termOf(graph.key(id))]);
}
