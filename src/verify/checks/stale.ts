/** stale: the session ran on the graph that it is verified against, from its beginning to its end; another graph proves nothing either way. */
import { entailHint } from '../../graph/entail/hint.ts';
import type { Check, Finding } from '../check.ts';

export const stale: Check = {
  id: 'stale',
  run: ({ trajectory: { opened, calls }, graph, source }) => {
    const { digest: own } = source;
    const findings: Finding[] = [];
    const thisIs = (other: string | undefined): string =>
      own === undefined
        ? `this is the endpoint ${source.name}`
        : `this is ${shortened(own)}${entailHint(other, graph)}`;
    const served = opened?.graph.digest;
    if (served !== undefined && served !== own) {
      const reason = `stale: the session was opened on graph ${shortened(served)}, ${thisIs(served)}`;
      findings.push({ step: opened?.seq, reason });
    }
    for (const { seq, digest, toolset } of calls) {
      if (digest !== own) {
        findings.push({ step: seq, reason: `stale: the call ran on graph ${shortened(digest)}, ${thisIs(digest)}` });
      } else if (toolset !== undefined && toolset !== opened?.toolset) {
        // The tools that stand in its proof would not be those that the agent saw.
        const reason = `stale: the tools had changed, from ${shortened(opened?.toolset)} to ${shortened(toolset)}`;
        findings.push({ step: seq, reason });
      }
    }
    if (own !== undefined || findings.length > 0) return findings;
    const recorded = opened?.graph.name;
    const elsewhere = recorded === undefined || recorded === source.name ? '' : ` (it was recorded on ${recorded})`;
    return `nothing is pinned: the endpoint ${source.name}${elsewhere} has no digest`;
  },
};

const shortened = (digest: string | undefined): string => digest?.slice(0, 20) ?? 'without a digest';
