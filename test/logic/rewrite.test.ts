import fc from 'fast-check';
import { expect, test } from 'vitest';
import { answersOf } from '../../src/logic/answers.ts';
import type { Formula } from '../../src/logic/formula.ts';
import { REWRITINGS } from '../../src/logic/normal-form.ts';
import {
  ATTRIBUTES,
  bruteForce,
  ENTITIES,
  formulas,
  graphOf,
  literalKey,
  type Triple,
  triples,
  valuedFormulas,
  valuedTriples,
} from './random-graph.ts';
import { rewritten, typedFormulas } from './random-type.ts';

const cases = fc.tuple(
  valuedTriples,
  fc.array(typedFormulas, { minLength: 20, maxLength: 20 }),
  fc.array(formulas, { minLength: 14, maxLength: 14 }),
  fc.array(valuedFormulas, { minLength: 6, maxLength: 6 }),
);

/** How often a rewriting must at least have made another formula. */
const LEAST = 60;

test('10,000 random formulas on random graphs: no rewriting changes the answers that the definition gives', async () => {
  const tally = REWRITINGS.map((rewriting) => ({ rewriting, changed: 0, refused: 0 }));
  let answered = 0;
  await fc.assert(
    fc.asyncProperty(cases, async ([facts, ...kinds]) => {
      const graph = await graphOf(facts);
      for (const formula of kinds.flat()) {
        const text = JSON.stringify(formula);
        // An entity that occurs nowhere in the graph is no term of it.
        const expected = Uint32Array.from(
          [...bruteForce(formula, facts)].flatMap((term) => graph.id(term) ?? []).sort((a, b) => a - b),
        );
        if (expected.length > 0) answered += 1;
        for (const count of tally) {
          const form = rewritten(count.rewriting, formula);
          if (form === undefined) count.refused += 1;
          else if (!sameIds(answersOf(form, graph), expected)) {
            expect.fail(`${count.rewriting.name} turned ${text}\ninto ${JSON.stringify(form)}`);
          } else if (count.changed <= LEAST && JSON.stringify(form) !== text) count.changed += 1;
        }
      }
    }),
    { numRuns: 250 },
  );
  // Agreement must not come from empty answers, from forms that are the formula itself, or from refusals.
  expect(answered).toBeGreaterThan(2_500);
  for (const { rewriting, changed, refused } of tally) {
    expect([rewriting.name, refused < 50]).toEqual([rewriting.name, true]);
    expect([rewriting.name, changed > LEAST]).toEqual([rewriting.name, rewriting.name !== 'original']);
  }
});

const sameIds = (left: Uint32Array, right: Uint32Array): boolean =>
  left.length === right.length && left.every((id, place) => id === right[place]);

test('a rewritten formula means the same by definition too', () => {
  fc.assert(
    fc.property(valuedTriples, fc.oneof(typedFormulas, valuedFormulas), (facts, formula) => {
      const expected = bruteForce(formula, facts);
      for (const rewriting of REWRITINGS) {
        const form = rewritten(rewriting, formula);
        if (form !== undefined) expect([rewriting.name, bruteForce(form, facts)]).toEqual([rewriting.name, expected]);
      }
    }),
    { numRuns: 150 },
  );
});

const INTEGER = 'http://www.w3.org/2001/XMLSchema#integer';

/** Every entity with a small number, so that conditions and rankings split nearly every set. */
const numbered: fc.Arbitrary<Triple[]> = fc
  .tuple(triples, fc.array(fc.integer({ min: 1, max: 3 }), { minLength: ENTITIES.length, maxLength: ENTITIES.length }))
  .map(([facts, numbers]) => [
    ...facts,
    ...numbers.map(
      (number, place): Triple => [
        ENTITIES[place] as string,
        ATTRIBUTES[0] as string,
        literalKey([String(number), INTEGER]),
      ],
    ),
  ]);

const by = ATTRIBUTES[0] as string;
const some: fc.Arbitrary<Formula> = fc.oneof(
  fc.subarray(ENTITIES, { minLength: 2 }).map((chosen): Formula => ({ or: chosen.map((entity) => ({ entity })) })),
  typedFormulas,
);
const combined: fc.Arbitrary<Formula> = fc.oneof(
  fc.tuple(some, some, some).map(([a, b, not]): Formula => ({ and: [a, b, { not }] })),
  fc.tuple(some, some).map(([a, not]): Formula => ({ and: [a, { not }] })),
  fc.tuple(some, some).map((or): Formula => ({ or })),
);
const conditioned: fc.Arbitrary<Formula> = fc
  .tuple(fc.constantFrom('<', '=', '>=' as const), fc.constantFrom('1', '2', '3'), combined)
  .map(([is, value, of]): Formula => ({ where: { relation: by, is, value, datatype: INTEGER }, of }));
const ranked: fc.Arbitrary<Formula> = fc
  .tuple(fc.constantFrom('largest' as const, 'smallest' as const), fc.oneof(combined, conditioned))
  .map(([order, of]): Formula => ({ top: 1, by, order, of }));

test('conditions and rankings of combined sets keep their answers too', () => {
  fc.assert(
    fc.property(numbered, fc.oneof(conditioned, ranked), (facts, formula) => {
      const expected = bruteForce(formula, facts);
      for (const rewriting of REWRITINGS) {
        const form = rewritten(rewriting, formula);
        if (form !== undefined) expect([rewriting.name, bruteForce(form, facts)]).toEqual([rewriting.name, expected]);
      }
    }),
    { numRuns: 400 },
  );
});

test('rewriting leaves the formula that goes in as it is', () => {
  fc.assert(
    fc.property(fc.oneof(typedFormulas, valuedFormulas), (formula) => {
      const before = JSON.stringify(formula);
      for (const rewriting of REWRITINGS) rewritten(rewriting, formula);
      expect(JSON.stringify(formula)).toBe(before);
    }),
    { numRuns: 50 },
  );
});
