/** answer: an answer was submitted, last of all, and every part of it was seen in an observation. */
import type { Source } from '../../graph/source.ts';
import type { Called } from '../../trajectory/record.ts';
import type { Check, Finding } from '../check.ts';

export const answer: Check = {
  id: 'answer',
  run: ({ trajectory, source }) => {
    const { answer: answered, calls } = trajectory;
    if (answered === undefined) return [{ step: undefined, reason: 'no answer was submitted' }];
    const step = answered.seq;
    const findings: Finding[] = calls
      .filter(({ seq }) => seq > step)
      .map(({ seq }) => ({ step: seq, reason: 'a call came after the answer' }));
    const { none, result, number, boolean } = answered.answer;
    if (none === true)
      return calls.at(-1)?.observation.status === 'empty'
        ? findings
        : [...findings, { step, reason: 'the answer is "none", but the last result is not empty' }];
    if (result !== undefined)
      return calls.some((call) => call.observation.result === result)
        ? findings
        : [...findings, { step, reason: `no call gave the result ${result}` }];
    if (number !== undefined)
      return calls.some((call) => showsNumber(call, number))
        ? findings
        : [...findings, { step, reason: `no observation shows the number ${number}` }];
    if (boolean !== undefined) return findings;
    const seen = new Set(calls.flatMap((call) => termsShown(call, source)));
    const unseen = (answered.resolved ?? []).filter((term) => !seen.has(term));
    return [
      ...findings,
      ...unseen.map((term) => ({
        step,
        reason: `the answer names ${JSON.stringify(term.slice(0, 80))}, which no observation shows`,
      })),
    ];
  },
};

function showsNumber({ observation }: Called, number: number): boolean {
  return (
    observation.total === number ||
    (observation.items ?? []).some((item) => item.kind === 'value' && Number(item.value) === number)
  );
}

function termsShown({ observation }: Called, source: Source): string[] {
  return (observation.items ?? []).map((item) =>
    item.kind === 'entity' ? (source.expand(item.id) ?? item.id) : item.value,
  );
}
