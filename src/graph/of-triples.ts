/** A graph of triples that are at hand, such as those that an endpoint gave about a few entities. */
import { Graph } from './graph.ts';
import { IndexBuilder } from './index/build.ts';
import { givenLabels } from './name/given-labels.ts';
import { Prefixes } from './prefixes.ts';

/** Keys of subject, relation and object (see `termKey`). */
export type KeyTriple = readonly [subject: string, relation: string, object: string];

/** The index of these triples, without names or prefixes of its own. Repeats are welcome, and none at all is a graph too. */
export function graphOfTriples(name: string, triples: Iterable<KeyTriple>): Graph {
  const builder = new IndexBuilder(Number.POSITIVE_INFINITY);
  for (const [subject, relation, object] of triples) builder.add(subject, relation, object);
  const origin = { inputs: [], prefixes: new Prefixes([]), labels: givenLabels([]) };
  return new Graph(builder.finish(), { ...origin, name, base: undefined, language: undefined });
}
