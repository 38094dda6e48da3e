import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadGraphFromText } from '../../src/graph/load.ts';
import { contains, emptySet, followSet, intersect, subtract, unite, withoutBlankNodes } from '../../src/graph/set.ts';
import { nTriples, statements } from './arbitrary.ts';

const sorted = (numbers: Iterable<number>): number[] => [...new Set(numbers)].sort((left, right) => left - right);
const set = fc
  .oneof(
    fc.array(fc.nat(60), { maxLength: 40 }),
    fc.array(fc.nat(5000), { maxLength: 400 }),
    fc.constant([0xffff_ffff, 0xffff_fffe, 0]),
  )
  .map((numbers) => Uint32Array.from(sorted(numbers)));

describe('set algebra', () => {
  it('agrees with sets of the language', () => {
    fc.assert(
      fc.property(set, set, set, (a, b, c) => {
        expect([...intersect(a, b)]).toEqual(sorted([...a].filter((id) => b.includes(id))));
        expect([...subtract(a, b)]).toEqual(sorted([...a].filter((id) => !b.includes(id))));
        expect([...unite([a, b])]).toEqual(sorted([...a, ...b]));
        expect([...unite([a, b, c])]).toEqual(sorted([...a, ...b, ...c]));
        for (const id of [...a, ...b].slice(0, 20)) expect(contains(a, id)).toBe(a.includes(id));
      }),
      { numRuns: 500 },
    );
  });

  it('obeys the laws of sets', () => {
    fc.assert(
      fc.property(set, set, set, (a, b, c) => {
        expect(intersect(a, b)).toEqual(intersect(b, a));
        expect(unite([a, b])).toEqual(unite([b, a]));
        expect(intersect(a, unite([b, c]))).toEqual(unite([intersect(a, b), intersect(a, c)]));
        expect(subtract(a, unite([b, c]))).toEqual(intersect(subtract(a, b), subtract(a, c)));
        expect(unite([intersect(a, b), subtract(a, b)])).toEqual(unite([a]));
        expect(intersect(a, emptySet)).toHaveLength(0);
        expect(subtract(a, emptySet)).toEqual(a);
        expect(unite([])).toHaveLength(0);
      }),
      { numRuns: 300 },
    );
  });

  it('never writes into the sets it is given', () => {
    fc.assert(
      fc.property(set, set, (a, b) => {
        const [left, right] = [a.slice(), b.slice()];
        intersect(a, b);
        subtract(a, b);
        unite([a, b, a]);
        expect([a, b]).toEqual([left, right]);
      }),
    );
  });

  it('follows a relation from all members of a set, either way', async () => {
    await fc.assert(
      fc.asyncProperty(statements, fc.array(fc.nat(20)), async (rows, picks) => {
        const graph = await loadGraphFromText(nTriples(rows), { format: 'n-triples' });
        const from = Uint32Array.from(sorted(picks.filter((id) => id < graph.terms)));
        for (const relation of graph.relations) {
          const pairs = [...graph.pairs(relation)];
          const onward = pairs.filter(([subject]) => from.includes(subject)).map(([, object]) => object);
          const back = pairs.filter(([, object]) => from.includes(object)).map(([subject]) => subject);
          expect([...followSet(graph, relation, false, from)]).toEqual(sorted(onward));
          expect([...followSet(graph, relation, true, from)]).toEqual(sorted(back));
        }
      }),
    );
  });

  it('takes out what were blank nodes', async () => {
    const graph = await loadGraphFromText('<u:a> <u:r> [ <u:r> <zz:b> ] , _:x . _:x <u:s> 1 .', { format: 'turtle' });
    const all = Uint32Array.from({ length: graph.terms }, (_, id) => id);
    const shown = [...withoutBlankNodes(graph, all)].map((id) => graph.key(id));
    expect(shown).toEqual(['"1"^^http://www.w3.org/2001/XMLSchema#integer', 'u:a', 'u:r', 'u:s', 'zz:b']);
    expect(graph.blankRange[1] - graph.blankRange[0]).toBe(2);
  });
});
