/** The plainest task there is, told apart by its question. */
import type { Task } from '../../src/task/task.ts';

export function plainTask(question: string, seed = '0'): Task {
  return {
    id: 'task-1',
    question,
    question_exact: question,
    pattern: '1p',
    formula: { entity: 'urn:a' },
    anchors: [],
    answers: [],
    plan: [],
    hardness: { hops: 0, calls: 0, anchors: 0, largestSet: 0 },
    made: { graph: 'gt1:', seed, version: '1' },
  };
}
