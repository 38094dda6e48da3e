import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { PATTERN_NAMES, practicalMix, readMix, shares } from '../../src/task/mix.ts';

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

const counts = fc.nat({ max: 100_000 });
const weighted = fc
  .array(fc.oneof(fc.nat({ max: 50 }), fc.double({ min: 0, max: 1000, noNaN: true })), { minLength: 1, maxLength: 25 })
  .filter((weights) => sum(weights) > 0.001);
const whole = fc.array(fc.nat({ max: 50 }), { minLength: 1, maxLength: 25 }).filter((weights) => sum(weights) > 0);

describe('shares of a count', () => {
  test('sum to the count, and each is the exact share rounded up or down', () => {
    fc.assert(
      fc.property(counts, weighted, (count, weights) => {
        const shared = shares(count, weights);
        expect(sum(shared)).toBe(count);
        for (const [index, share] of shared.entries()) {
          expect(Number.isInteger(share)).toBe(true);
          expect(Math.abs(share - (count * (weights[index] as number)) / sum(weights))).toBeLessThan(1 + 1e-6);
        }
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
  });
});

test('the practical mix names patterns that exist, mostly simple ones, with at most a tenth of negation', () => {
  const mix = practicalMix();
  const share = (names: readonly string[]): number =>
    sum(names.map((name) => mix.get(name) ?? 0)) / sum([...mix.values()]);
  expect([...mix.keys()].every((name) => PATTERN_NAMES.includes(name))).toBe(true);
  expect(share(['1p', '2p', 'attribute', 'table', '2i', 'count'])).toBeGreaterThan(0.75);
  const negated = [...mix.keys()].filter((name) => /n/.test(name) && !['count', 'yesno'].includes(name));
  expect(negated).toEqual(['2in']);
  for (let count = 10; count <= 500; count++) {
    const shared = shares(count, [...mix.values()]);
    expect(shared[[...mix.keys()].indexOf('2in')]).toBeLessThanOrEqual(count / 10);
  }
});

describe('a mix in a file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'graphtrail-mix-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const written = (text: string): string => {
    const path = join(folder, 'mix.json');
    writeFileSync(path, text);
    return path;
  };

  test('is read in the order of the patterns, without those of weight 0', async () => {
    const mix = await readMix(written('{"count": 2.5, "2i": 1, "3i": 0, "1p": 3}'));
    expect([...mix]).toEqual([
      ['1p', 3],
      ['2i', 1],
      ['count', 2.5],
    ]);
  });

  test.each([
    ['{"1p": 3', /JSON/],
    ['[1, 2]', /expected record/],
    ['{"9z": 1}', /no pattern "9z"; expected some of 1p,/],
    ['{"1p": -1}', /"1p": .*>=0/],
    ['{"1p": "3"}', /"1p": .*expected number/],
    ['{"1p": 1e400}', /"1p": /],
    ['{"__proto__": 1}', /no pattern "__proto__"|above 0/],
    ['{"1p": 0}', /at least one weight must be above 0/],
    ['{}', /at least one weight must be above 0/],
  ])('%s is refused with what is wrong', async (text, message) => {
    await expect(readMix(written(text))).rejects.toMatchObject({
      code: 'mix_file',
      message: expect.stringMatching(message),
    });
  });

  test('that is not there is refused with what was expected', async () => {
    await expect(readMix(join(folder, 'even'))).rejects.toThrow(
      /expected "uniform", "practical" or a JSON file.*ENOENT/,
    );
  });
});
