import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dedupe } from '../../src/harvest/dedupe.ts';
import { bandKeys, estimate, shingles, signature, similarity } from '../../src/harvest/minhash.ts';
import { SPLITS, type Split } from '../../src/harvest/split.ts';

interface Entry {
  readonly id: string;
  readonly example: string;
  readonly question: string;
  readonly split: Split;
  readonly compared: string;
}

/** Compares a list in the order of its ids; gives the entries that are kept. */
function keep(list: readonly Entry[], splits: readonly Split[]) {
  const rows = [...list].sort((a, b) => (a.id < b.id ? -1 : 1));
  const at = (row: number) => rows[row] as Entry;
  const { kept, dropped } = dedupe(
    {
      size: rows.length,
      example: (row) => at(row).example,
      question: (row) => at(row).question,
      split: (row) => at(row).split,
      unfit: () => undefined,
      minima: (row) => signature(at(row).compared),
      text: (row) => at(row).compared,
    },
    splits,
  );
  return { kept: Array.from(kept, at), dropped };
}

const words = (from: number, count: number) =>
  Array.from({ length: count }, (_, index) => `w${from + index}`).join(' ');

const entries = fc
  .array(
    fc.record({
      example: fc.integer({ max: 12, min: 0 }),
      question: fc.integer({ max: 8, min: 0 }).map(String),
      split: fc.constantFrom(...SPLITS),
      compared: fc
        .tuple(fc.constantFrom(0, 1, 2, 40), fc.constantFrom(60, 61, 30))
        .map(([from, count]) => words(from, count)),
    }),
    { maxLength: 30 },
  )
  .map((list): Entry[] =>
    list.map((entry, index) => ({ ...entry, example: `${entry.example} ${entry.question}`, id: `id${index}` })),
  );

test('across splits no question and no near duplicate is left, and no example stands twice', () => {
  fc.assert(
    fc.property(entries, (list) => {
      const { kept, dropped } = keep(list, SPLITS);
      for (const one of kept) {
        for (const other of kept) {
          if (one === other) continue;
          expect(one.example).not.toBe(other.example);
          if (one.split === other.split) continue;
          expect(one.question).not.toBe(other.question);
          expect(similarity(shingles(one.compared), shingles(other.compared))).toBeLessThan(0.85);
        }
      }
      const left = Object.values(dropped).reduce((sum, count) => sum + count);
      expect(kept.length + left).toBe(list.length);
    }),
  );
});

test('the outcome does not depend on the order of the entries', () => {
  fc.assert(
    fc.property(
      entries.chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length }))),
      ([list, shuffled]) => {
        expect(keep(shuffled, SPLITS)).toEqual(keep(list, SPLITS));
      },
    ),
  );
});

test('the row of the larger split stays, and near duplicates within a split stay', () => {
  const entry = (id: string, split: Entry['split'], compared: string): Entry => ({
    id,
    example: id,
    question: id,
    split,
    compared,
  });
  const list = [entry('a', 'test', words(0, 60)), entry('b', 'train', words(0, 61)), entry('c', 'train', words(1, 60))];
  const { kept, dropped } = keep(list, SPLITS);
  expect(kept.map(({ id }) => id)).toEqual(['b', 'c']);
  expect(dropped.near_duplicate).toBe(1);
  expect(keep(list, ['test', 'validation', 'train']).kept.map(({ id }) => id)).toEqual(['a']);
});

test('signatures estimate the similarity, and near duplicates share a band', () => {
  for (const shift of [0, 2, 5, 20, 60]) {
    const [one, other] = [shingles(words(0, 100)), shingles(words(shift, 100))];
    const [first, second] = [signature(words(0, 100)), signature(words(shift, 100))];
    expect(Math.abs(estimate(first, second) - similarity(one, other))).toBeLessThan(0.15);
    if (shift > 5) continue;
    const bands = new Set(bandKeys(first));
    expect(bandKeys(second).some((band) => bands.has(band))).toBe(true);
  }
});

test('shingles are runs of five words, whatever the case, and characters where a script has no spaces', () => {
  expect([...shingles('What is the CAPITAL of France?')]).toEqual([
    'what is the capital of',
    'is the capital of france',
  ]);
  expect([...shingles('Paris')]).toEqual(['paris']);
  expect(shingles('法国的首都是哪里').size).toBe(4);
});
