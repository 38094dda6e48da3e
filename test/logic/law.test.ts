import { expect, test } from 'vitest';
import type { Formula } from '../../src/logic/formula.ts';
import { LAWS } from '../../src/logic/law.ts';

const [a, b, c, d] = ['a', 'b', 'c', 'd'].map((name): Formula => ({ class: `urn:x:${name}` })) as [
  Formula,
  Formula,
  Formula,
  Formula,
];
const and = (...parts: Formula[]): Formula => ({ and: parts });
const or = (...parts: Formula[]): Formula => ({ or: parts });
const not = (part: Formula): Formula => ({ not: part });
const r = (of: Formula): Formula => ({ relation: 'urn:x:r', inverse: true, of });

const w = (of: Formula): Formula => ({
  where: { relation: 'urn:x:p', is: '>', value: '1', datatype: 'http://www.w3.org/2001/XMLSchema#integer' },
  of,
});
const top = (of: Formula): Formula => ({ top: 1, by: 'urn:x:p', order: 'largest', of });

const rewrite = (name: string, formula: Formula): Formula | undefined =>
  LAWS.find((law) => law.name === name)?.rewrite(formula);

test.each<[string, string, Formula, Formula]>([
  ['commutativity', 'a ∩ b \\ (c ∪ d)', and(a, b, not(or(c, d))), and(not(or(d, c)), b, a)],
  ['associativity: nested to the right', 'a ∩ b ∩ c \\ d', and(a, b, not(d), c), and(a, and(b, and(c, not(d))))],
  ['associativity: nested to the right', 'a ∪ b ∪ c', or(a, b, c), or(a, or(b, c))],
  ['associativity: flat', 'a ∩ (b ∩ (c \\ d))', and(a, and(b, and(c, not(d)))), and(a, b, c, not(d))],
  [
    'associativity: flat',
    '(a ∪ (b ∪ c)) \\ (c ∩ d)',
    and(or(a, or(b, c)), not(and(c, d))),
    and(or(a, b, c), not(and(c, d))),
  ],
  ['absorption', 'a ∩ b', and(a, b), and(a, b, or(a, b))],
  ['absorption', 'a \\ b', and(a, not(b)), and(a, or(a, b), not(b))],
  ['absorption', 'a ∪ b', or(a, b), or(a, b, and(a, b))],
  ['relation over union', 'r(r(a ∪ b))', r(r(or(a, b))), or(r(r(a)), r(r(b)))],
  ['condition over union', 'w(w(a ∪ b))', w(w(or(a, b))), or(w(w(a)), w(w(b)))],
  ['condition over union', 'top(a ∪ b)', top(or(a, b)), top(or(a, b))],
  ['condition within intersection', 'w(a ∩ b \\ c)', w(and(a, b, not(c))), and(w(a), b, not(c))],
  ['condition within intersection', 'top(a ∩ b)', top(and(a, b)), top(and(a, b))],
  ['idempotence', 'w(r(a))', w(r(a)), w(w(r(or(a, a))))],
  ['idempotence', 'top(r(a))', top(r(a)), top(top(r(or(a, a))))],
  ['intersection over union', 'a ∩ (b ∪ c) \\ d', and(a, or(b, c), not(d)), or(and(a, b, not(d)), and(a, c, not(d)))],
  [
    'union over intersection',
    'a ∪ (b ∩ c \\ d)',
    or(a, and(b, c, not(d))),
    and(or(a, b), or(a, c), not(and(d, not(a)))),
  ],
  ['difference of a union', 'a \\ (b ∪ c)', and(a, not(or(b, c))), and(and(a, not(b)), not(c))],
  ['differences joined', 'a \\ b \\ c', and(a, not(b), not(c)), and(a, not(or(b, c)))],
  [
    'difference of an intersection',
    'a \\ (b ∩ c \\ d)',
    and(a, not(and(b, c, not(d)))),
    or(and(a, not(b)), and(a, not(c)), and(a, d)),
  ],
  ['double difference', 'a ∩ b \\ c', and(a, b, not(c)), and(a, not(and(a, not(b))), not(c))],
  ['disjoint union', 'a ∪ b ∪ c', or(a, b, c), or(a, and(b, not(a)), and(c, not(a)))],
  ['canonical form', 'b ∩ a ∩ a', and(b, and(a, a)), and(a, b)],
])('%s of %s', (name, _, formula, expected) => {
  expect(rewrite(name, formula)).toEqual(expected);
});

test('idempotence says anchors and parts twice', () => {
  const [aa, bb] = [or(a, a), or(b, b)];
  expect(rewrite('idempotence', and(a, not(b)))).toEqual(and(aa, not(bb), not(bb)));
  expect(rewrite('idempotence', or(a, b))).toEqual(or(aa, bb, aa));
});

test('a law that fits nowhere leaves a formula as it is', () => {
  for (const { name, rewrite: apply } of LAWS) {
    if (name !== 'idempotence') expect([name, apply(r(r(a)))]).toEqual([name, r(r(a))]);
  }
});
