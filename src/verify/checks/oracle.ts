/** oracle: a second engine that shares no code with the first gives the gold answers from the formula alone. */
import { entailHint } from '../../graph/entail/hint.ts';
import { pathsOf } from '../../logic/graph-paths.ts';
import { formulaQuery } from '../../logic/sparql.ts';
import { goldOf } from '../../task/gold.ts';
import { goldKeys, rowKeys } from '../answer-keys.ts';
import type { Check, Finding } from '../check.ts';
import { keyName } from '../key-name.ts';
import { score } from '../score.ts';

export const oracle: Check = {
  id: 'oracle',
  run: async ({ task, graph, source, oracle: engine }) => {
    if (task === undefined) return 'no task with this question is known, so there is no formula to compute';
    // What an endpoint holds has no digest; whether it is what the task was made from shows in its answers.
    if (source.digest !== undefined && task.made.graph !== source.digest)
      return [
        { step: undefined, reason: `stale: the task was made from another graph${entailHint(task.made.graph, graph)}` },
      ];
    const given = rowKeys(await engine.rows(formulaQuery(task.formula, pathsOf(graph))), goldOf(task));
    const { missing, extra } = score(given, goldKeys(task));
    const findings: Finding[] = [];
    for (const key of missing)
      findings.push({
        step: undefined,
        reason: `the second engine does not give the gold answer ${await keyName(key, source)}`,
      });
    for (const key of extra)
      findings.push({ step: undefined, reason: `the second engine also gives ${await keyName(key, source)}` });
    return findings;
  },
};
