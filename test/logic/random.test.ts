import fc from 'fast-check';
import { expect, test } from 'vitest';
import { seededRandom } from '../../src/logic/random.ts';

test('the same seed gives the same draws, pinned so that no platform and no edit can move them', () => {
  const random = seededRandom('graphtrail');
  expect([
    random.next(),
    random.integer(1000),
    random.choose(['a', 'b', 'c']),
    random.shuffle([1, 2, 3, 4, 5]),
  ]).toEqual([0.11690629593428181, 150, 'c', [1, 2, 4, 5, 3]]);
});

test('another seed, however near, gives other draws', () => {
  const draws = (seed: string) => {
    const random = seededRandom(seed);
    return Array.from({ length: 8 }, () => random.integer(2 ** 32));
  };
  expect(draws('seed/1')).toEqual(draws('seed/1'));
  expect(draws('seed/1')).not.toEqual(draws('seed/2'));
  expect(draws('')).not.toEqual(draws(' '));
});

test('every draw lies within its bounds and every shuffle keeps the items', () => {
  fc.assert(
    fc.property(fc.string(), fc.integer({ min: 1, max: 2 ** 32 }), fc.array(fc.integer()), (seed, bound, list) => {
      const random = seededRandom(seed);
      const share = random.next();
      const drawn = random.integer(bound);
      const before = [...list];
      const shuffled = random.shuffle(list);
      const sorted = (items: number[]) => [...items].sort((a, b) => a - b);
      expect(share >= 0 && share < 1).toBe(true);
      expect(Number.isInteger(drawn) && drawn >= 0 && drawn < bound).toBe(true);
      expect(list).toEqual(before);
      expect(sorted(shuffled)).toEqual(sorted(before));
    }),
  );
});

test('draws are spread evenly, also for a bound that does not divide 2^32', () => {
  const random = seededRandom('even');
  const counts = [0, 0, 0, 0, 0, 0, 0];
  for (let draw = 0; draw < 70_000; draw++) {
    const drawn = random.integer(7);
    counts[drawn] = (counts[drawn] ?? 0) + 1;
  }
  for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(500);
});

test('drawing from nothing is refused', () => {
  const random = seededRandom('x');
  expect(() => random.integer(0)).toThrow('expected a bound from 1 to 2^32, got 0');
  expect(() => random.integer(1.5)).toThrow(RangeError);
  expect(() => random.choose([])).toThrow(RangeError);
});
