import fc from 'fast-check';
import { expect, test } from 'vitest';
import { answersOf } from '../../src/logic/answers.ts';
import { canonicalForm, formulaHash } from '../../src/logic/canonical.ts';
import type { Formula } from '../../src/logic/formula.ts';
import { witnessOf } from '../../src/logic/witness.ts';
import { bruteForce, formulas, graphOf, triples } from './random-graph.ts';

test('the index gives the answers that the definition of a formula gives', async () => {
  await fc.assert(
    fc.asyncProperty(triples, formulas, async (facts, formula) => {
      const graph = await graphOf(facts);
      const answers = Array.from(answersOf(formula, graph), (id) => graph.key(id));
      // An entity that occurs nowhere in the graph is no term of it.
      const known = new Set(facts.flatMap(([subject, , object]) => [subject, object]));
      const expected = [...bruteForce(formula, facts)].filter((term) => known.has(term)).sort();
      expect(answers).toEqual(expected);
    }),
    { numRuns: 300 },
  );
});

test('the canonical form has the same answers, and is its own canonical form', async () => {
  await fc.assert(
    fc.asyncProperty(triples, formulas, async (facts, formula) => {
      const graph = await graphOf(facts);
      const canonical = canonicalForm(formula);
      expect(answersOf(canonical, graph)).toEqual(answersOf(formula, graph));
      expect(canonicalForm(canonical)).toEqual(canonical);
    }),
    { numRuns: 200 },
  );
});

test('formulas that differ only in order and nesting have one hash', () => {
  const [a, b, c]: Formula[] = ['a', 'b', 'c'].map((name) => ({ entity: `urn:x:${name}` }));
  const left: Formula = { and: [a as Formula, { and: [b as Formula, { not: c as Formula }] }] };
  const right: Formula = { and: [{ not: c as Formula }, b as Formula, a as Formula] };
  expect(formulaHash(left)).toBe(formulaHash(right));
  expect(formulaHash({ or: [a as Formula, b as Formula] })).not.toBe(
    formulaHash({ and: [a as Formula, b as Formula] }),
  );
});

test('every answer has a witness whose triples are facts, and whatever is no answer has none', async () => {
  await fc.assert(
    fc.asyncProperty(triples, formulas, async (facts, formula) => {
      const graph = await graphOf(facts);
      const answers = new Set(answersOf(formula, graph));
      const known = new Set(facts.map((triple) => JSON.stringify(triple)));
      for (let id = 0; id < graph.terms; id++) {
        const witness = witnessOf(formula, id, graph);
        expect(witness !== undefined).toBe(answers.has(id));
        expect((witness ?? []).every((triple) => known.has(JSON.stringify(triple)))).toBe(true);
      }
    }),
    { numRuns: 150 },
  );
});
