import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { PATTERN_NAMES, practicalMix, readMix } from '../../src/task/mix.ts';
import { shares } from '../../src/task/shares.ts';

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

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
