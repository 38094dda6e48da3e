/** stale: the session ran on the graph that it is verified against, from its beginning to its end; another graph proves nothing either way. */
import { entailHint } from '../../graph/entail/hint.ts';
import type { Graph } from '../../graph/graph.ts';
import type { Check, Finding } from '../check.ts';

export const stale: Check = {
  id: 'stale',
  run: ({ trajectory: { opened, calls }, graph }) => {
    const findings: Finding[] = [];
    const served = opened?.graph.digest;
    if (served !== undefined && served !== graph.digest) {
      const reason = `stale: the session was opened on graph ${shortened(served)}, ${thisIs(graph, served)}`;
      findings.push({ step: opened?.seq, reason });
    }
    for (const { seq, digest, toolset } of calls) {
      if (digest !== graph.digest) {
        const reason = `stale: the call ran on graph ${shortened(digest)}, ${thisIs(graph, digest)}`;
        findings.push({ step: seq, reason });
      } else if (toolset !== undefined && toolset !== opened?.toolset) {
        // The tools that stand in its proof would not be those that the agent saw.
        const reason = `stale: the tools had changed, from ${shortened(opened?.toolset)} to ${shortened(toolset)}`;
        findings.push({ step: seq, reason });
      }
    }
    return findings;
  },
};

const shortened = (digest: string | undefined): string => digest?.slice(0, 20) ?? 'without a digest';

const thisIs = (graph: Graph, other: string | undefined): string =>
  `this is ${shortened(graph.digest)}${entailHint(other, graph)}`;
