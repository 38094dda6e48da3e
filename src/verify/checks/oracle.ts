/** oracle: a second engine that shares no code with the first gives the gold answers from the formula alone. */
import { formulaQuery } from '../../logic/sparql.ts';
import { goldOf } from '../../task/gold.ts';
import { goldKeys, rowKeys } from '../answer-keys.ts';
import type { Check } from '../check.ts';
import { score } from '../score.ts';

export const oracle: Check = {
  id: 'oracle',
  run: async ({ task, graph, oracle: engine }) => {
    if (task === undefined) return 'no task with this question is known, so there is no formula to compute';
    if (task.made.graph !== graph.digest)
      return [{ step: undefined, reason: 'stale: the task was made from another graph' }];
    const { missing, extra } = score(
      rowKeys(await engine.rows(formulaQuery(task.formula)), goldOf(task)),
      goldKeys(task),
    );
    return [
      ...missing.map((term) => ({
        step: undefined,
        reason: `the second engine does not give the gold answer ${JSON.stringify(term)}`,
      })),
      ...extra.map((term) => ({ step: undefined, reason: `the second engine also gives ${JSON.stringify(term)}` })),
    ];
  },
};
