import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { shares } from '../../src/task/shares.ts';

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

const counts = fc.nat({ max: 2000 });
const weighted = fc
  .array(fc.oneof(fc.nat({ max: 50 }), fc.double({ min: 0, max: 1000, noNaN: true })), { minLength: 1, maxLength: 25 })
  .filter((weights) => sum(weights) > 0.001);
const whole = fc.array(fc.nat({ max: 50 }), { minLength: 1, maxLength: 25 }).filter((weights) => sum(weights) > 0);

describe('shares of a count', () => {
  test('sum to the count, and no one is so far ahead that another was due before', () => {
    fc.assert(
      fc.property(counts, weighted, (count, weights) => {
        const shared = shares(count, weights);
        expect(sum(shared)).toBe(count);
        const heavy = [...weights.entries()].filter(([, weight]) => weight > 0);
        const last = Math.max(...heavy.map(([index, weight]) => ((shared[index] as number) - 0.5) / weight));
        const next = Math.min(...heavy.map(([index, weight]) => ((shared[index] as number) + 0.5) / weight));
        expect(last).toBeLessThanOrEqual(next);
      }),
    );
  });

  test('of equal weights differ by one at most, whatever count the deal is cut off at', () => {
    fc.assert(
      fc.property(fc.nat({ max: 500 }), fc.integer({ min: 1, max: 25 }), (count, places) => {
        const shared = shares(count, Array(places).fill(1));
        expect(Math.max(...shared) - Math.min(...shared)).toBeLessThanOrEqual(1);
      }),
    );
  });

  test('never shrink when the count grows', () => {
    fc.assert(
      fc.property(fc.nat({ max: 500 }), weighted, (count, weights) => {
        const more = shares(count + 1, weights);
        for (const [index, share] of shares(count, weights).entries())
          expect(more[index]).toBeGreaterThanOrEqual(share);
      }),
    );
  });

  test('grow with the weight: a heavier pattern never gets less than a lighter one', () => {
    fc.assert(
      fc.property(counts, weighted, (count, weights) => {
        const shared = shares(count, weights);
        for (const [one, weight] of weights.entries())
          for (const [other, lighter] of weights.entries())
            if (weight > lighter) expect(shared[one]).toBeGreaterThanOrEqual(shared[other] as number);
      }),
    );
  });

  test('a pattern that is made heavier never loses by it', () => {
    fc.assert(
      fc.property(counts, whole, fc.nat(), fc.integer({ min: 1, max: 20 }), (count, weights, at, more) => {
        const index = at % weights.length;
        const heavier = weights.with(index, (weights[index] as number) + more);
        expect(shares(count, heavier)[index]).toBeGreaterThanOrEqual(shares(count, weights)[index] as number);
      }),
    );
  });

  test('depend on proportions alone, and nothing goes to a weight of 0', () => {
    fc.assert(
      fc.property(counts, whole, fc.integer({ min: 1, max: 9 }), (count, weights, factor) => {
        const shared = shares(count, weights);
        expect(
          shares(
            count,
            weights.map((weight) => weight * factor),
          ),
        ).toEqual(shared);
        expect(shared.every((share, index) => share === 0 || weights[index] !== 0)).toBe(true);
      }),
    );
  });

  test('are even for equal weights, the first taking what is left over', () => {
    expect(shares(11, [1, 1, 1, 1])).toEqual([3, 3, 3, 2]);
    expect(shares(700, Array(14).fill(1))).toEqual(Array(14).fill(50));
    expect(shares(2, [0.1, 0.1, 0.1])).toEqual([1, 1, 0]);
    expect(shares(3, [0, 0])).toEqual([0, 0]);
  });
});
