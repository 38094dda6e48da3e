import fc from 'fast-check';
import { expect, test } from 'vitest';
import { jaccard, type RewardedCall, toolRlReward } from '../../../src/verify/credit/tool-rl.ts';

const call = (name: string, given: Record<string, unknown> = {}): RewardedCall => ({ name, arguments: given });

test('one wrong value of two earns 1.5, and 2.5 with the format', () => {
  const gold = [call('get_capital', { country: 'Norway', year: '2020' })];
  const given = [call('get_capital', { country: 'Norway', year: '1920' })];
  expect(toolRlReward(given, gold, false)).toEqual({ format: 0, correctness: 1.5, total: 1.5 });
  expect(toolRlReward(given, gold, true).total).toBe(2.5);
});

test('the gold call and a stray other tool earn 2', () => {
  const gold = [call('get_capital', { country: 'Norway' })];
  expect(toolRlReward([...gold, call('get_river', { country: 'Norway' })], gold, false).correctness).toBe(2);
});

test('what cannot be parsed earns −3, and abstaining where nothing is to be called its format alone', () => {
  expect(toolRlReward(undefined, [call('a')], false).total).toBe(-3);
  expect(toolRlReward([], [], true).total).toBe(1);
  expect(toolRlReward([call('a')], [], true).total).toBe(1);
});

test('a call is matched once only', () => {
  const gold = [call('a', { of: '1' }), call('a', { of: '1' })];
  expect(toolRlReward([call('a', { of: '1' })], gold, false).correctness).toBeCloseTo((6 * 2.5) / 5 - 3, 12);
});

test('lists and objects are compared by value', () => {
  const gold = [call('a', { of: ['x', 'y'], by: { p: 1, q: 2 } })];
  expect(toolRlReward([call('a', { by: { q: 2, p: 1 }, of: ['x', 'y'] })], gold, false).correctness).toBe(3);
  expect(toolRlReward([call('a', { by: { q: 2, p: 1 }, of: ['y', 'x'] })], gold, false).correctness).toBeLessThan(3);
});

const calls = fc.array(
  fc.record({
    name: fc.constantFrom('a', 'b', '__proto__'),
    arguments: fc.dictionary(fc.constantFrom('p', 'q', 'constructor'), fc.constantFrom('1', '2')),
  }),
  { maxLength: 5 },
);

test('the reward lies between −3 and 3, and only the gold calls themselves reach 3', () => {
  fc.assert(
    fc.property(calls, calls, (given, gold) => {
      const { correctness } = toolRlReward(given, gold, false);
      expect(correctness).toBeGreaterThanOrEqual(-3);
      expect(correctness).toBeLessThanOrEqual(3);
      if (gold.length > 0) expect(toolRlReward(gold, gold, false).correctness).toBe(3);
      const sorted = (list: readonly RewardedCall[]): string[] =>
        list.map((one) => JSON.stringify([one.name, Object.entries(one.arguments).sort()])).sort();
      if (gold.length > 0 && correctness === 3) expect(sorted(given)).toEqual(sorted(gold));
    }),
  );
});

test('the index of multisets counts repetitions', () => {
  expect(jaccard(['a', 'a'], ['a'])).toBe(0.5);
  expect(jaccard([], [])).toBe(1);
  expect(jaccard(['a'], ['b'])).toBe(0);
});
