import fc from 'fast-check';
import { expect, test } from 'vitest';
import { byShare, splitRule } from '../../src/harvest/split.ts';
import { groupKey, normalQuestion, questionKey, templateOf } from '../../src/harvest/template.ts';
import type { Formula } from '../../src/logic/formula.ts';
import { built } from './fixtures/sample.ts';

test('the split of a group depends on seed and group alone, and its share is as asked', () => {
  const rule = splitRule('seed');
  const groups = Array.from({ length: 10_000 }, (_, index) => `group ${index}`);
  const counts = { train: 0, validation: 0, test: 0 };
  for (const group of groups) counts[rule(group)]++;
  expect(Math.abs(counts.train - 9000)).toBeLessThan(150);
  expect(Math.abs(counts.test - 500)).toBeLessThan(100);
  expect(groups.map(splitRule('seed'))).toEqual(groups.map(rule));
  expect(groups.map(splitRule('other'))).not.toEqual(groups.map(rule));
});

test('a share of nought stays empty, and shares that are none are refused', () => {
  const rule = splitRule('seed', { train: 0.5, validation: 0.5, test: 0 });
  expect(new Set(Array.from({ length: 500 }, (_, index) => rule(String(index))))).toEqual(
    new Set(['train', 'validation']),
  );
  expect(() => splitRule('seed', { train: 0.9, validation: 0.2, test: 0 })).toThrow('got "0.9/0.2/0"');
  expect(() => splitRule('seed', { train: 1.5, validation: -0.5, test: 0 })).toThrow('at least 0');
  expect(byShare({ train: 0.2, validation: 0.2, test: 0.6 })).toEqual(['test', 'train', 'validation']);
});

const entity = fc.string().map((iri): Formula => ({ entity: iri }));
const { formula } = fc.letrec<{ formula: Formula }>((tie) => ({
  formula: fc.oneof(
    { maxDepth: 3 },
    entity,
    fc.record({ relation: fc.constantFrom('r', 's'), of: tie('formula') }),
    fc.record({ relation: fc.constantFrom('r', 's'), inverse: fc.constant(true as const), of: tie('formula') }),
    fc.record({ and: fc.array(tie('formula'), { minLength: 2, maxLength: 3 }) }),
    fc.record({ or: fc.array(tie('formula'), { minLength: 2, maxLength: 3 }) }),
  ),
}));

/** The same formula about other entities, its parts in reverse. */
function disguised(one: Formula): Formula {
  if ('entity' in one) return { entity: `${one.entity}!` };
  if ('relation' in one) return { ...one, of: disguised(one.of) };
  if ('and' in one) return { and: one.and.map(disguised).reverse() };
  if ('or' in one) return { or: one.or.map(disguised).reverse() };
  return one;
}

test('a template forgets the entities and the order of parts, and nothing else', () => {
  fc.assert(
    fc.property(formula, (one) => {
      expect(templateOf(disguised(one))).toBe(templateOf(one));
    }),
  );
  const of: Formula = { entity: 'e' };
  const forward: Formula = { relation: 'r', of };
  const templates = [
    forward,
    { ...forward, inverse: true as const },
    { ...forward, relation: 's' },
    { and: [forward, forward] },
    { or: [forward, forward] },
  ];
  expect(new Set(templates.map((one) => templateOf(one))).size).toBe(templates.length);
});

test('samples of one template and answer set share a group, others do not', () => {
  const sample = built();
  const changed = (change: object) => ({ ...sample, provenance: { ...sample.provenance, ...change } });
  const { answers } = sample.provenance;
  expect(groupKey(changed({ answers: [...answers].reverse(), seeds: { task: 'x', harvest: 'y' } }))).toBe(
    groupKey(sample),
  );
  expect(groupKey(changed({ answers: answers.slice(1) }))).not.toBe(groupKey(sample));
  expect(groupKey(changed({ pattern: '2u' }))).not.toBe(groupKey(sample));
});

test('questions are the same whatever their case and white space', () => {
  expect(normalQuestion(' What  borders\nＦrance? ')).toBe('what borders france?');
  expect(questionKey(built())).toBe(questionKey(built({ seed: 'other' })));
});
