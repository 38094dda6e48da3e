/** stale: every call ran on the graph that it is verified against; another graph proves nothing either way. */
import type { Check, Finding } from '../check.ts';

export const stale: Check = {
  id: 'stale',
  run: ({ trajectory, graph }) => {
    const findings: Finding[] = [];
    for (const { seq, digest } of [...trajectory.calls]) {
      if (digest !== graph.digest)
        findings.push({
          step: seq,
          reason: `stale: the call ran on graph ${shortened(digest)}, this is ${shortened(graph.digest)}`,
        });
    }
    return findings;
  },
};

const shortened = (digest: string | undefined): string => digest?.slice(0, 20) ?? 'without a digest';
