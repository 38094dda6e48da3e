// A row that was drawn from a bundled graph, and by which seed from how many.
import type { Sample } from '../src/harvest/sample.ts';
import type { Task } from '../src/task/task.ts';

/** Never another one: a second draw for better luck would make the count on the page worthless. */
export const SEED = '2026';
export const ROWS = 100;
/** Tasks of each graph among which rows are drawn. */
export const TASKS = 100;

export interface Drawn {
  readonly graph: string;
  readonly task: Task;
  readonly sample: Sample;
}
