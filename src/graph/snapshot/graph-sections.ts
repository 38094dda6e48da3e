/** A graph as the sections of a snapshot. */
import type { Graph } from '../graph.ts';
import type { Rule } from '../index/entailment.ts';
import { bytesOf, jsonBytes } from './section.ts';

/** What is not an array: kept as JSON in the section `graph`. */
export interface GraphFacts {
  readonly triples: number;
  readonly digest: string;
  readonly base: string | null;
  readonly language: string | null;
  readonly prefixes: readonly (readonly [prefix: string, namespace: string])[];
  /** In the order of the inputs. */
  readonly inputs: readonly {
    readonly statements: number;
    readonly hasBlankNodes: boolean;
    readonly foreign: boolean;
  }[];
  /** Of a graph with inferred triples; which ones are, stands in the section `asserted`. */
  readonly entailment: {
    readonly stated: number;
    readonly derived: Readonly<Record<Rule, number>>;
    readonly plainDigest: string;
  } | null;
}

/** The arrays of the graph as they are, and the rest as JSON. */
export function graphSections(graph: Graph): [name: string, bytes: Uint8Array][] {
  const { table, relations, entailment } = graph;
  const labels = graph.origin.labels.rows;
  return [
    ['graph', jsonBytes(factsOf(graph))],
    ['terms.blocks', table.blocks],
    ['terms.offsets', bytesOf(table.offsets)],
    ['relations', bytesOf(relations)],
    ...(['forward', 'backward'] as const).flatMap((direction) => {
      const { starts, keys, offsets, values } = graph.adjacency(direction);
      return Object.entries({ starts, keys, offsets, values }).map(([name, numbers]): [string, Uint8Array] => [
        `${direction}.${name}`,
        bytesOf(numbers),
      ]);
    }),
    ['labels.ids', bytesOf(labels.ids)],
    ['labels.starts', bytesOf(labels.starts)],
    ['labels.names', bytesOf(labels.names)],
    ['labels.offsets', bytesOf(labels.offsets)],
    ['labels.bytes', labels.bytes],
    ...(entailment === undefined ? [] : ([['asserted', entailment.asserted]] as [string, Uint8Array][])),
  ];
}

function factsOf({ triples, digest, origin, inputs, entailment }: Graph): GraphFacts {
  return {
    triples,
    digest,
    base: origin.base ?? null,
    language: origin.language ?? null,
    prefixes: [...origin.prefixes.namespaces],
    inputs: inputs.map(({ statements, hasBlankNodes, foreign }) => ({ statements, hasBlankNodes, foreign })),
    entailment:
      entailment === undefined
        ? null
        : { stated: entailment.stated, derived: entailment.derived, plainDigest: entailment.plainDigest },
  };
}
