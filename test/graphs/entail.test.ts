import { expect, test } from 'vitest';
import { statedDeclarations } from '../../src/graph/entail/declarations.ts';
import type { Graph } from '../../src/graph/graph.ts';
import { loadGraph, loadGraphFromText } from '../../src/graph/load.ts';
import { writeTerm } from '../../src/graph/n-triples.ts';
import { owl, rdf } from '../../src/graph/namespaces.ts';

/** One line a triple; of a symmetric relation one way round alone, of an inverse nothing at all. */
function* lines(graph: Graph, whole: boolean): Generator<string> {
  const declared = [...statedDeclarations(graph)];
  const inverses = new Set(declared.flatMap(([one, predicate]) => (predicate === owl.inverseOf ? [one] : [])));
  const symmetric = new Set(declared.flatMap(([one, predicate]) => (predicate === rdf.type ? [one] : [])));
  for (const relation of graph.relations) {
    for (const [subject, object] of graph.pairs(relation)) {
      if (!whole && (inverses.has(relation) || (symmetric.has(relation) && subject > object))) continue;
      yield `${[subject, relation, object].map((id) => writeTerm(graph.key(id))).join(' ')} .\n`;
    }
  }
}

test.each(['countries', 'elements', 'films'])(
  'what %s states both ways round can be stated one way: the other follows from its declarations',
  async (name) => {
    const graph = await loadGraph([`graphs/${name}.ttl`]);
    const half = [...lines(graph, false)];
    const entailed = await loadGraphFromText(half.join(''), { format: 'n-triples', entail: true });
    expect(half.length).toBeLessThan(graph.triples);
    expect([...lines(entailed, true)]).toEqual([...lines(graph, true)]);
    expect(entailed.asserted).toBe(half.length);
  },
);
