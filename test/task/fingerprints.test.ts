import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createFingerprints, type Fingerprint, mixed, textFingerprint } from '../../src/task/fingerprints.ts';

const halves = fc.record({ high: fc.nat(5), low: fc.nat(5) });

test('a set of fingerprints holds what was added and nothing else, as a set of texts does', () => {
  fc.assert(
    fc.property(fc.array(halves, { maxLength: 200 }), (given) => {
      const fingerprints = createFingerprints();
      const expected = new Set<string>();
      for (const one of given) {
        // No place holds 0, so 0 and 1 are one.
        const name = `${one.high}/${one.low || 1}`;
        expect(fingerprints.has(one)).toBe(expected.has(name));
        expect(fingerprints.add(one)).toBe(!expected.has(name));
        expected.add(name);
        expect(fingerprints.size).toBe(expected.size);
      }
    }),
  );
});

test('it grows without forgetting, and no two of 200,000 texts are taken for each other', () => {
  const fingerprints = createFingerprints();
  for (let index = 0; index < 200_000; index++) fingerprints.add(textFingerprint(`q${index}`));
  expect(fingerprints.size).toBe(200_000);
  for (let index = 0; index < 200_000; index += 997) expect(fingerprints.has(textFingerprint(`q${index}`))).toBe(true);
  expect(fingerprints.has(textFingerprint('q200000'))).toBe(false);
});

test('neighbouring numbers lie far apart: half of the bits differ', () => {
  const bits = (one: Fingerprint, other: Fingerprint): number =>
    [one.high ^ other.high, one.low ^ other.low].reduce(
      (sum, word) => sum + (word >>> 0).toString(2).replaceAll('0', '').length,
      0,
    );
  let differing = 0;
  for (let index = 0; index < 1000; index++) {
    differing += bits(mixed(index, 0), mixed(index + 1, 0)) + bits(mixed(0, index), mixed(0, index + 1));
  }
  expect(differing / 2000).toBeGreaterThan(30);
  expect(differing / 2000).toBeLessThan(34);
});
