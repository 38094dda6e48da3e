import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Formula } from '../../src/logic/formula.ts';
import { EXTRA_PATTERNS, PATTERNS, type Shape } from '../../src/logic/pattern.ts';
import { inputsOf, type PlanInput, planOf } from '../../src/logic/plan.ts';
import { bruteForce, formulas, type Triple, triples } from './random-graph.ts';

function grounded(shape: Shape): Formula {
  if (shape === 'e') return { entity: 'urn:x:a' };
  if ('p' in shape) return { relation: 'urn:x:r', of: grounded(shape.p) };
  if ('i' in shape) return { and: shape.i.map(grounded) };
  return 'u' in shape ? { or: shape.u.map(grounded) } : { not: grounded(shape.n) };
}

test('each pattern takes as many calls as KG2Tool gives it, a complement counted as a call', () => {
  const calls = [...PATTERNS].map(([name, shape]) => [name, planOf(grounded(shape), 'complement').length]);
  expect(Object.fromEntries(calls)).toEqual({
    '1p': 1,
    '2p': 2,
    '3p': 3,
    '2i': 3,
    '3i': 4,
    ip: 4,
    pi: 4,
    '2u': 3,
    up: 4,
    '2in': 4,
    '3in': 5,
    inp: 5,
    pin: 5,
    pni: 5,
  });
});

test('the patterns of SMORE take one call for each relation and for each set operation', () => {
  const calls = [...EXTRA_PATTERNS].map(([name, shape]) => [name, planOf(grounded(shape)).length]);
  expect(Object.fromEntries(calls)).toEqual({ '4p': 4, '4i': 5, '3ip': 5 });
});

test('the extra patterns stay out of the 14', () => {
  expect([...EXTRA_PATTERNS.keys()].filter((name) => PATTERNS.has(name))).toEqual([]);
  expect(PATTERNS.size).toBe(14);
});

/** Carries out a plan with JavaScript sets. */
function carryOut(formula: Formula, facts: readonly Triple[], style: 'difference' | 'complement'): Set<string> {
  const results = new Map<number, Set<string>>();
  const all = new Set(facts.flatMap(([subject, , object]) => [subject, object]));
  for (const name of ['a', 'b', 'c', 'd', 'e']) all.add(`urn:x:${name}`);
  const setOf = (input: PlanInput): Set<string> =>
    'step' in input ? (results.get(input.step) as Set<string>) : new Set(input.entities);
  const steps = planOf(formula, style);
  for (const { step, operation } of steps) {
    const sets = inputsOf(operation).map(setOf);
    const [first = new Set<string>(), second = new Set<string>()] = sets;
    if ('follow' in operation) {
      const of: Formula = { or: [...first].map((entity) => ({ entity })) };
      results.set(
        step,
        bruteForce({ relation: operation.follow, ...(operation.inverse ? { inverse: true } : {}), of }, facts),
      );
    } else if ('and' in operation)
      results.set(step, new Set([...first].filter((term) => sets.every((set) => set.has(term)))));
    else if ('or' in operation) results.set(step, new Set(sets.flatMap((set) => [...set])));
    else if ('difference' in operation) results.set(step, new Set([...first].filter((term) => !second.has(term))));
    else results.set(step, new Set([...all].filter((term) => !first.has(term))));
  }
  return results.get(steps.length) ?? new Set('entity' in formula ? [formula.entity] : []);
}

test('a plan, by difference or by complement, gives the answers of its formula', () => {
  fc.assert(
    fc.property(triples, formulas, (facts, formula) => {
      const expected = bruteForce(formula, facts);
      expect(carryOut(formula, facts, 'difference')).toEqual(expected);
      expect(carryOut(formula, facts, 'complement')).toEqual(expected);
    }),
    { numRuns: 300 },
  );
});

test('a step refers to earlier steps only, and to all that it depends on', () => {
  fc.assert(
    fc.property(formulas, (formula) => {
      for (const { step, operation, dependsOn } of planOf(formula)) {
        expect(dependsOn.every((earlier) => earlier < step)).toBe(true);
        expect(dependsOn).toEqual(inputsOf(operation).flatMap((input) => ('step' in input ? [input.step] : [])));
      }
    }),
  );
});
