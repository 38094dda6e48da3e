/** answer: every part of the submitted answer was seen in an observation; that there is one, and last of all, `termination` sees to. */
import type { Source } from '../../graph/source.ts';
import type { Called } from '../../trajectory/record.ts';
import { redactedIn } from '../../trajectory/redact.ts';
import type { Check, Evidence, Finding } from '../check.ts';
import { inferenceOf } from '../hindsight/inferred.ts';
import { isInferred } from '../infer.ts';

export const answer: Check = {
  id: 'answer',
  run: async (evidence) => {
    const { trajectory, source } = evidence;
    const { answer: answered, calls } = trajectory;
    if (answered === undefined) return 'no answer was submitted';
    const redacted = redactedIn(trajectory);
    if (redacted !== undefined) return redacted;
    const step = answered.seq;
    const { none, result, number, boolean, rows } = answered.answer;
    if (none === true)
      return calls.at(-1)?.observation.status === 'empty'
        ? []
        : [{ step, reason: 'the answer is "none", but the last result is not empty' }];
    if (result !== undefined)
      return calls.some((call) => call.observation.result === result)
        ? []
        : [{ step, reason: `no call gave the result ${result}` }];
    if (number !== undefined)
      return calls.some((call) => showsNumber(call, number))
        ? []
        : [{ step, reason: `no observation shows the number ${number}` }];
    if (boolean !== undefined) return evidence.cut ?? (await unfoundedTruth(boolean, evidence));
    if (rows !== undefined) return unseenInTables(rows.flat(2), calls, step);
    const seen = new Set(calls.flatMap((call) => termsShown(call, source)));
    const unseen = (answered.resolved ?? []).filter((term) => !seen.has(term));
    return unseen.map((term) => ({
      step,
      reason: `the answer names ${JSON.stringify(term.slice(0, 80))}, which no observation shows`,
    }));
  },
};

function showsNumber({ observation }: Called, number: number): boolean {
  return (
    observation.total === number ||
    observation.number === number ||
    (observation.items ?? []).some((item) => item.kind === 'value' && Number(item.value) === number)
  );
}

/**
 * Yes or no is seen from the last result that the answer was made from: it showed the entity that was asked about, or all of itself
 * without it. Where a set was read one by one, any of these results may have shown it.
 */
async function unfoundedTruth(answered: boolean, evidence: Evidence): Promise<Finding[]> {
  const { trajectory, task, source } = evidence;
  const { answer: submitted, calls } = trajectory;
  if (task === undefined || !('among' in task.formula)) return [];
  const { is } = task.formula;
  const inference = await inferenceOf(evidence);
  const roles = new Map(isInferred(inference) ? inference.steps.map(({ seq, role }) => [seq, role]) : []);
  const last = calls.findLast(({ seq }) => ['path', 'merged'].includes(roles.get(seq) ?? '')) ?? calls.at(-1);
  const parts = calls.filter(({ seq }) => roles.get(seq) === 'merged' && roles.get(last?.seq ?? 0) === 'merged');
  const shown = [...parts, ...(last === undefined ? [] : [last])].some((call) => termsShown(call, source).includes(is));
  const whole = last !== undefined && last.observation.next === undefined && last.observation.status !== 'truncated';
  if (shown === answered && (shown || whole)) return [];
  const reason = `the answer is "${answered ? 'yes' : 'no'}", but the last result ${shown ? 'shows the entity' : 'does not show the entity'}`;
  return [{ step: submitted?.seq, reason }];
}

/** Everything in an answered table stood in a table that was given. */
function unseenInTables(texts: readonly string[], calls: readonly Called[], step: number): Finding[] {
  const seen = new Set<string>();
  for (const { id, label, cells } of calls.flatMap(({ observation }) => observation.rows ?? [])) {
    for (const text of [id, label]) seen.add(text);
    for (const item of cells.flatMap(({ items }) => items)) {
      for (const text of item.kind === 'entity' ? [item.id, item.label] : [item.value]) seen.add(text);
    }
  }
  const unseen = texts.filter((text) => !seen.has(text));
  return unseen.map((text) => ({
    step,
    reason: `the answer names ${JSON.stringify(text.slice(0, 80))}, which no table shows`,
  }));
}

function termsShown({ observation }: Called, source: Source): string[] {
  return (observation.items ?? []).map((item) =>
    item.kind === 'entity' ? (source.expand(item.id) ?? item.id) : item.value,
  );
}
