import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createChains } from '../../src/harvest/chains.ts';
import { createDistinct } from '../../src/harvest/distinct.ts';
import { hexNumber } from '../../src/harvest/hex-number.ts';
import { SPLITS, type Split } from '../../src/harvest/split.ts';

test('distinct things are counted as sets of them would be, also when the table has grown', () => {
  const key = fc.oneof(fc.nat(20), fc.bigInt(0n, 2n ** 52n - 1n).map(Number));
  const notes = fc.array(fc.tuple(key, fc.constantFrom(...SPLITS)), { maxLength: 40 });
  fc.assert(
    fc.property(notes, fc.constantFrom(0, 3000), (list, more) => {
      const distinct = createDistinct();
      const sets = new Map<Split, Set<number>>(SPLITS.map((split) => [split, new Set()]));
      const note = (number: number, split: Split): void => {
        distinct.note(number, split);
        sets.get(split)?.add(number);
      };
      for (const [number, split] of list) note(number, split);
      for (let number = 0; number < more; number++) note(number * 2 ** 39, 'train');
      for (const split of SPLITS) expect(distinct.count(split)).toBe(sets.get(split)?.size);
      const shared = [...(sets.get('train') ?? [])].filter((number) => sets.get('test')?.has(number));
      expect(distinct.count('train', 'test')).toBe(shared.length);
    }),
  );
});

test('a chain gives every item of a hash, the last one first, and ends', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -5, max: 2 ** 40 }), { maxLength: 50 }), (hashes) => {
      const chains = createChains(hashes.length);
      for (const [item, hash] of hashes.entries()) chains.put(hash, item);
      for (const hash of hashes) {
        const found: number[] = [];
        for (let item = chains.first(hash); item >= 0; item = chains.next(item)) found.push(item);
        expect(found).toEqual([...found].sort((a, b) => b - a));
        const own = hashes.flatMap((other, item) => (other === hash ? [item] : []));
        expect(found).toEqual(expect.arrayContaining(own));
      }
    }),
  );
  expect(createChains(0).first(7)).toBeLessThan(0);
});

test('a hash as a number has its first 52 bits', () => {
  expect(hexNumber(`${'f'.repeat(13)}0123`)).toBe(2 ** 52 - 1);
  expect(hexNumber('0000000000001ffff')).toBe(1);
});
