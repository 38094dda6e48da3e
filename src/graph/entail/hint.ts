/** Whether `--entail` is why a digest is not that of a graph. */
import type { Graph } from '../graph.ts';

/** What to do about it, as the end of a sentence that names both digests; empty where `--entail` is not the reason. */
export function entailHint(digest: string | undefined, graph: Graph): string {
  if (digest === undefined) return '';
  const { entailment } = graph;
  if (entailment?.plainDigest === digest) return ': the same triples without --entail, so leave --entail out';
  const inferred = digest.startsWith('gt1e:');
  return inferred && entailment === undefined ? ': that one was loaded with --entail, so give --entail here too' : '';
}
