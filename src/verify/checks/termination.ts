/** termination: the trajectory comes to an answer, in a stated number of calls, without going round in circles or on after it. */
import type { Called, Frame } from '../../trajectory/record.ts';
import type { Trajectory } from '../../trajectory/trajectory.ts';
import type { Check, Finding } from '../check.ts';

/** Most calls of a trajectory: a set of 10,000 can be read page by page, and inference still follows all of it. */
export const MOST_CALLS = 200;
/** How often the very same may be asked: the graph does not change, so a second time is waste already, and a fifth is a loop. */
export const MOST_REPEATS = 4;

export const termination: Check = {
  id: 'termination',
  run: ({ trajectory }) => [...unended(trajectory), ...tooMany(trajectory), ...loops(trajectory.calls)],
};

function unended({ answer, calls }: Trajectory): Finding[] {
  if (answer === undefined)
    return [{ step: calls.at(-1)?.seq, reason: 'no answer was submitted: it ends with a call, or with nothing' }];
  return calls
    .filter(({ seq }) => seq > answer.seq)
    .map(({ seq }) => ({ step: seq, reason: 'a call came after the answer' }));
}

function tooMany({ calls }: Trajectory): Finding[] {
  if (calls.length <= MOST_CALLS) return [];
  return [
    {
      step: calls[MOST_CALLS]?.seq,
      reason: `there are ${calls.length} calls, and at most ${MOST_CALLS} are looked through`,
    },
  ];
}

/** What was busy is asked again with reason. */
function loops(calls: readonly (Frame & Called)[]): Finding[] {
  const times = new Map<string, number>();
  const findings: Finding[] = [];
  for (const { seq, tool, arguments: given, observation } of calls) {
    if (observation.status === 'busy') continue;
    const key = JSON.stringify([tool, Object.entries(given).sort(([a], [b]) => (a < b ? -1 : 1))]);
    const count = (times.get(key) ?? 0) + 1;
    times.set(key, count);
    if (count === MOST_REPEATS + 1)
      findings.push({
        step: seq,
        reason: `"${tool}" is called for the ${count}th time with the same arguments: it goes round in circles`,
      });
  }
  return findings;
}
