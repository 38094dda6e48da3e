/** question: what was done answers the question that was stated, and not another one. */
import type { Source } from '../../graph/source.ts';
import type { AskedFormula } from '../../logic/asked.ts';
import { exactQuestion } from '../../logic/exact.ts';
import { anchorsOf } from '../../logic/formula.ts';
import { redactedIn } from '../../trajectory/redact.ts';
import type { Check } from '../check.ts';
import { inferenceOf } from '../hindsight/inferred.ts';
import { areEquivalent } from '../hindsight/normal.ts';
import { isInferred } from '../infer.ts';
import { isOnThisGraph } from '../same-graph.ts';

export const question: Check = {
  id: 'question',
  run: async (evidence) => {
    const { task, graph, cut, source, trajectory } = evidence;
    if (cut !== undefined) return cut;
    const inference = await inferenceOf(evidence);
    if (task === undefined) {
      const stated = trajectory.task === undefined ? 'no question was recorded' : 'no task with this question is known';
      return isInferred(inference)
        ? `${stated}; what was done answers ${quoted(await saidExactly(inference.formula, source))}`
        : `${stated}, and what was done answers none: ${inference.reason}`;
    }
    if (!isInferred(inference)) {
      // Where the calls are of another graph, or not known, other checks say so.
      if (trajectory.answer === undefined || !isOnThisGraph(trajectory, source) || redactedIn(trajectory)) return [];
      const reason = `the answer does not follow from what was done: ${inference.reason}`;
      return [{ step: trajectory.answer.seq, reason }];
    }
    if (areEquivalent(inference.formula, task.formula, graph)) return [];
    const asked = quoted(await saidExactly(task.formula, source));
    const done = quoted(await saidExactly(inference.formula, source));
    return [{ step: trajectory.answer?.seq, reason: `the question asks ${asked}, but what was done answers ${done}` }];
  },
};

/** Longest question that a reason shows. */
const LONGEST = 400;

const quoted = (text: string): string => `“${text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text}”`;

/** In the exact grammar, with ids for relations and classes: it says of a formula just what it says. */
async function saidExactly(formula: AskedFormula, source: Source): Promise<string> {
  const labels = new Map<string, string>();
  for (const iri of anchorsOf(formula)) labels.set(iri, await source.label(iri));
  return exactQuestion(formula, {
    relation: (iri) => source.compact(iri),
    entity: (iri) => labels.get(iri) ?? iri,
    className: (iri) => source.compact(iri),
  });
}
