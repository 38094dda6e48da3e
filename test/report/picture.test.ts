import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createMeasuring } from '../../src/report/figures/distribution.ts';
import { stepsOf } from '../../src/report/figures/steps.ts';
import type { ClassGraph } from '../../src/report/picture/class-graph.ts';
import { ringOrder } from '../../src/report/picture/class-ring.ts';
import { binsOf } from '../../src/report/picture/histogram.ts';
import { pathOf } from '../../src/report/picture/path.ts';
import { type Box, layPath } from '../../src/report/picture/path-layout.ts';
import { pathPicture } from '../../src/report/picture/path-picture.ts';
import { fitted, widthOf, wrapped } from '../../src/report/picture/text-width.ts';
import type { Row } from '../../src/report/read/rows.ts';
import { valuedFormulas } from '../logic/random-graph.ts';

/** A row that asks so, without a conversation. */
function rowAsking(formula: Row['proof']['formula']): Row {
  const hardness = { hops: 1, calls: 1, anchors: 1, largestSet: 1 };
  const proof = {
    ...{ pattern: 'other', hardness, anchors: [], answers: [], formula, checks: [] },
    ...{ engines: ['one', 'other'] as const, closed_world: false, pinned: true },
  };
  return { id: 'gs1-1', split: 'train', row: 1, proof, conversation: undefined };
}

const boxesOf = (box: Box): Box[] => [box, ...box.below.flatMap(boxesOf)];

test('whatever is asked, the boxes of its path lie within the picture and on no other box', () => {
  fc.assert(
    fc.property(valuedFormulas, (formula) => {
      const row = rowAsking(formula);
      const { root, width, height } = layPath(pathOf({ row, steps: stepsOf(row) }, (iri) => iri));
      const boxes = boxesOf(root);
      for (const { x, y, width: own, height: high } of boxes) {
        expect(x - own / 2).toBeGreaterThanOrEqual(-1);
        expect(x + own / 2).toBeLessThanOrEqual(width + 1);
        expect(y + high).toBeLessThanOrEqual(height);
      }
      for (const [index, one] of boxes.entries()) {
        for (const other of boxes.slice(index + 1)) {
          const apart = Math.abs(one.x - other.x) >= (one.width + other.width) / 2 - 1;
          expect(apart || one.y + one.height <= other.y || other.y + other.height <= one.y).toBe(true);
        }
      }
    }),
    { numRuns: 200 },
  );
});

test('a path shows its anchors, relations with their direction, what is taken away, and the answer', () => {
  const row = rowAsking({
    and: [
      { relation: 'urn:x:in', inverse: true, of: { entity: 'urn:x:Europe' } },
      { not: { relation: 'urn:x:borders', of: { entity: 'urn:x:France' } } },
    ],
  });
  const { markup } = pathPicture(pathOf({ row, steps: stepsOf(row) }, (iri) => iri.slice('urn:x:'.length)));
  expect([...markup.matchAll(/class="box (\w+)"/g)].map(([, kind]) => kind)).toEqual([
    ...['anchor', 'set', 'anchor', 'taken', 'answer'],
  ]);
  for (const text of ['>in<', '>borders<', '>but not<']) expect(markup).toContain(text);
  // Back from Europe the arrow points up, since the graph states who is in it; from France it points down.
  const arrows = [...markup.matchAll(/class="arrow" d="([^"]*)".*?class="label"[^>]*>(\w+)</gs)];
  expect(arrows.map(([, shape, said]) => [said, shape?.includes('l5 -8') ? 'up' : 'down'])).toEqual([
    ['in', 'up'],
    ['borders', 'down'],
  ]);
  expect(markup).toContain('edge taken');
});

test('text is broken and cut to its room', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 30, max: 300 }), (text, room) => {
      const lines = wrapped(text, room, 12, 2);
      expect(lines.length).toBeLessThanOrEqual(2);
      for (const line of lines) expect([...line].length <= 2 || widthOf(line, 12) <= room).toBe(true);
    }),
  );
  expect(wrapped('Central American Integration System', 130, 12, 2).join(' ')).toMatch(/^Central American.*…?$/);
  expect(fitted('Europe', 200, 12)).toBe('Europe');
});

test('bins hold every number once, and are few', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 1_000_000 }), { minLength: 1 }), (numbers) => {
      const measuring = createMeasuring();
      for (const number of numbers) measuring.add(number);
      const bins = binsOf(measuring.distribution());
      expect(bins.length).toBeLessThanOrEqual(20);
      expect(bins.reduce((sum, { count }) => sum + count, 0)).toBe(numbers.length);
      for (const { from, to, count } of bins) {
        expect(numbers.filter((number) => number >= from && number <= to)).toHaveLength(count);
      }
    }),
  );
});

test('a distribution tells median and the value that nineteen of twenty keep within', () => {
  const measuring = createMeasuring();
  for (let number = 1; number <= 100; number++) measuring.add(number);
  expect(measuring.distribution()).toMatchObject({ total: 100, mean: 50.5, median: 50, most: 95, largest: 100 });
});

test('classes that are much used together stand beside each other on the ring', () => {
  const node = (name: string) => ({ name, uses: 1 });
  const edge = (from: number, to: number) => ({ from, to, uses: 9, relations: [] });
  const graph: ClassGraph = {
    nodes: [...'abcdef'].map(node),
    edges: [edge(0, 3), edge(3, 1), edge(1, 4), edge(4, 2), edge(2, 5)],
    all: { classes: 6, pairs: 5, uses: 45 },
  };
  const order = ringOrder(graph);
  expect([...order].sort()).toEqual([0, 1, 2, 3, 4, 5]);
  const apart = graph.edges.map(({ from, to }) => Math.abs(order.indexOf(from) - order.indexOf(to)));
  for (const steps of apart) expect([1, 5]).toContain(steps);
});
