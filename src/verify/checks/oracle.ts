/** oracle: a second engine that shares no code with the first gives the gold answers from the formula alone. */
import { SparqlError } from '../../errors.ts';
import { entailHint } from '../../graph/entail/hint.ts';
import { pathsOf } from '../../logic/graph-paths.ts';
import { formulaQuery } from '../../logic/sparql.ts';
import { goldOf } from '../../task/gold.ts';
import { goldKeys, rowKeys } from '../answer-keys.ts';
import type { Check, Finding } from '../check.ts';
import { keyName } from '../key-name.ts';
import { score } from '../score.ts';

/** Where one query is too much for the engine; it goes on with the next. */
const NO_ANSWER: ReadonlySet<string> = new Set(['engine_timeout', 'engine_crashed', 'too_many_rows']);

export const oracle: Check = {
  id: 'oracle',
  run: async ({ task, graph, source, oracle: engine }) => {
    if (task === undefined) return 'no task with this question is known, so there is no formula to compute';
    if (task.made.graph !== graph.digest)
      return [
        { step: undefined, reason: `stale: the task was made from another graph${entailHint(task.made.graph, graph)}` },
      ];
    let given: string[];
    try {
      given = rowKeys(await engine.rows(formulaQuery(task.formula, pathsOf(graph))), goldOf(task));
    } catch (error) {
      if (error instanceof SparqlError && NO_ANSWER.has(error.code)) return `no second opinion: ${error.message}`;
      throw error;
    }
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
