/** The graph that the tools walk: classes as nodes, and between them the relations that were followed. */

import { createCounts } from '../figures/distribution.ts';
import { end } from '../figures/ends.ts';
import type { Figures } from '../figures/figures.ts';

export interface ClassNode {
  readonly name: string;
  /** Steps that started or ended here. */
  readonly uses: number;
}

/** All relations from the one class to the other. */
export interface ClassEdge {
  /** Numbers of nodes. */
  readonly from: number;
  readonly to: number;
  readonly uses: number;
  /** IRIs with their uses, the most used first. */
  readonly relations: readonly (readonly [string, number])[];
}

export interface ClassGraph {
  /** The most used first. */
  readonly nodes: readonly ClassNode[];
  readonly edges: readonly ClassEdge[];
  /** What there was before the least used were left out. */
  readonly all: { readonly classes: number; readonly pairs: number; readonly uses: number };
}

/** Keeps the most used pairs of classes, as far as both are among the most used classes. */
export function classGraph({ followed, classOf }: Figures, most: { nodes: number; edges: number }): ClassGraph {
  const uses = createCounts();
  const pairs = new Map<string, { from: string; to: string; uses: number; relations: [string, number][] }>();
  for (const [iri, times] of followed.ranked()) {
    const [from, to] = [classOf(end(iri, false)), classOf(end(iri, true))];
    for (const name of new Set([from, to])) uses.add(name, times);
    const key = JSON.stringify([from, to]);
    const pair = pairs.get(key) ?? { from, to, uses: 0, relations: [] };
    pairs.set(key, pair);
    pair.uses += times;
    pair.relations.push([iri, times]);
  }
  const ranked = [...pairs]
    .sort(([a, one], [b, other]) => other.uses - one.uses || (a < b ? -1 : 1))
    .map(([, pair]) => pair);
  const kept = new Set(
    uses
      .ranked()
      .slice(0, most.nodes)
      .map(([name]) => name),
  );
  const edges = ranked.filter(({ from, to }) => kept.has(from) && kept.has(to)).slice(0, most.edges);
  const shown = new Set(edges.flatMap(({ from, to }) => [from, to]));
  const nodes = uses.ranked().flatMap(([name, times]) => (shown.has(name) ? [{ name, uses: times }] : []));
  const numbers = new Map(nodes.map(({ name }, index) => [name, index]));
  return {
    nodes,
    edges: edges.map((edge) => ({
      ...edge,
      from: numbers.get(edge.from) as number,
      to: numbers.get(edge.to) as number,
    })),
    all: { classes: uses.entries().length, pairs: pairs.size, uses: ranked.reduce((sum, pair) => sum + pair.uses, 0) },
  };
}
