/** conformity: each response belongs to its call, and agrees with the output schema of the tools and with itself. */
import { redactedIn } from '../../trajectory/redact.ts';
import type { Check, Finding } from '../check.ts';
import { misbelonging } from '../conformity/belonging.ts';
import { misattributed, misnumbered } from '../conformity/handles.ts';
import { misshapen } from '../conformity/shape.ts';
import { isOnThisGraph } from '../same-graph.ts';

export const conformity: Check = {
  id: 'conformity',
  run: async (evidence) => {
    const { trajectory, source } = evidence;
    const redacted = redactedIn(trajectory);
    if (redacted !== undefined) return redacted;
    const findings: Finding[] = trajectory.calls.flatMap((call) =>
      [...misshapen(call.observation, call.operation), ...misattributed(call, source)].map((reason) => ({
        step: call.seq,
        reason: `"${call.tool}": ${reason}`,
      })),
    );
    findings.push(...misnumbered(trajectory.calls));
    // Of another graph nothing is expected: "stale" says so.
    return isOnThisGraph(trajectory, source) ? [...findings, ...(await misbelonging(evidence))] : findings;
  },
};
