import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareCodePoints } from '../../src/graph/code-points.ts';
import { sortByteStrings } from '../../src/graph/index/byte-order.ts';
import { Dictionary } from '../../src/graph/index/dictionary.ts';
import { compareBytes } from './arbitrary.ts';

const text = fc.oneof(
  fc.string({ unit: fc.constantFrom('\u0000', 'a', 'b'), maxLength: 12 }),
  fc.string({ unit: 'grapheme', maxLength: 8 }),
  fc
    .string({ unit: fc.constantFrom('a', 'é', '\uffff', '\u{10000}', '\ud7ff'), maxLength: 6 })
    .map((tail) => `http://example.org/${tail}`),
);

describe('order and numbering of strings', () => {
  it('sorts strings by their UTF-8 bytes, short and long, many with one beginning', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(text, { maxLength: 200, size: 'max', selector: (one) => Buffer.from(one).toString('hex') }),
        (texts) => {
          const dictionary = new Dictionary();
          for (const one of texts) dictionary.intern(one);
          const order = sortByteStrings(dictionary.bytes, dictionary.offsets, dictionary.size);
          expect(Array.from(order, (id) => dictionary.text(id))).toEqual([...texts].sort(compareBytes));
        },
      ),
      { numRuns: 300 },
    );
  });

  it('compares by code points as bytes do', () => {
    expect(compareCodePoints('\uffff', '\u{10000}')).toBeLessThan(0);
    fc.assert(
      fc.property(text, text, (left, right) => {
        expect(Math.sign(compareCodePoints(left, right))).toBe(compareBytes(left, right));
      }),
    );
  });

  it('gives equal strings one number and keeps each string, through all growth', () => {
    const dictionary = new Dictionary();
    const texts = Array.from({ length: 20_000 }, (_, index) => (index % 3 === 0 ? `ключ ${index}` : `key ${index}`));
    const ids = texts.map((one) => dictionary.intern(one));
    expect(ids).toEqual(texts.map((_, index) => index));
    expect(texts.map((one) => dictionary.intern(one))).toEqual(ids);
    expect(ids.map((id) => dictionary.text(id))).toEqual(texts);
    const long = 'é'.repeat(200_000);
    expect(dictionary.text(dictionary.intern(long))).toBe(long);
    expect(dictionary.text(dictionary.intern(''))).toBe('');
  });
});
