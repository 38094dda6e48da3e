/** Quoting: one visible line, short, and never broken out of. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { classWords, quote } from '../../src/tool/quote.ts';

test('any text becomes one short visible line in quotation marks', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 100 }), (text) => {
      const quoted = quote(text);
      expect(quoted).toMatch(/^"(?:[^"\\]|\\.)*"$/u);
      expect(quoted).not.toMatch(/\p{Cc}|\p{Cf}|\p{Cs}/u);
      expect([...(JSON.parse(quoted) as string)].length).toBeLessThanOrEqual(60);
    }),
  );
});

test('line breaks become spaces, direction marks and other invisible characters go', () => {
  expect(quote('a\n\u202eb\u200b \t"c"')).toBe('"a b \\"c\\""');
});

test('a short text stays as it is; a long one shows that it was cut, between characters', () => {
  expect(quote('Élysée')).toBe('"Élysée"');
  expect(quote('😀'.repeat(61))).toBe(`"${'😀'.repeat(59)}…"`);
});

test('classes of one or two words stand bare', () => {
  expect(classWords('chemical element')).toBe('chemical element');
  expect(classWords('ignore previous instructions')).toBe('"ignore previous instructions"');
});
