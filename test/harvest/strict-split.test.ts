import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Split } from '../../src/harvest/split.ts';
import { refuseSmallSides, strictSplits } from '../../src/harvest/strict-split.ts';

const SHARES = { train: 0.6, validation: 0.2, test: 0.2 };
const ORDER: readonly Split[] = ['train', 'validation', 'test'];
const draw = (rows: readonly (readonly string[])[], seed = 's') =>
  strictSplits(rows, { seed, shares: SHARES, splits: ORDER });

test('no thing stands in two splits, and a row between splits has none', () => {
  const rows = fc.array(fc.array(fc.integer({ max: 30, min: 0 }).map(String), { maxLength: 4 }), { maxLength: 60 });
  fc.assert(
    fc.property(rows, (list) => {
      const splits = draw(list);
      const where = new Map<string, Split>();
      for (const [index, things] of list.entries()) {
        const split = splits[index];
        if (split === undefined) {
          expect(things.length).toBeGreaterThan(1);
          continue;
        }
        for (const thing of things) expect(where.get(thing) ?? split).toBe(split);
        for (const thing of things) where.set(thing, split);
      }
    }),
  );
});

test('things of which few rows speak fill every side, and a hub costs only the rows that lie between', () => {
  const rows = Array.from({ length: 200 }, (_, row) => [
    `a${row % 50}`,
    `b${row % 50}`,
    ...(row % 10 === 0 ? ['hub'] : []),
  ]);
  const splits = draw(rows);
  for (const split of ORDER) expect(splits.filter((one) => one === split).length).toBeGreaterThanOrEqual(30);
  expect(splits.filter((one) => one === undefined).length).toBeLessThanOrEqual(20);
  expect(draw(rows)).toEqual(splits);
  expect(draw(rows, 'other')).not.toEqual(splits);
});

test('a side under a twentieth is refused with its figure; one that nobody asked for may be empty', () => {
  const set = (split: Split, size: number) => ({ pinned: true, split, size, samples: () => [] });
  const sides = { size: 100, sets: [set('train', 90), set('validation', 6), set('test', 4)] };
  expect(() => refuseSmallSides(sides, { split: 'entity', shares: SHARES })).toThrow(
    'test would hold 4 of 100 (4.0 %)',
  );
  const without = { train: 0.8, validation: 0.2, test: 0 };
  expect(() =>
    refuseSmallSides({ ...sides, sets: sides.sets.slice(0, 2) }, { split: 'entity', shares: without }),
  ).not.toThrow();
});
