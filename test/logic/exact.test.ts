import fc from 'fast-check';
import { expect, test } from 'vitest';
import { exactQuestion, parseExactQuestion } from '../../src/logic/exact.ts';
import { ENTITIES, formulas, RELATIONS } from './random-graph.ts';

/** Names that try to look like the grammar around them. */
const NAMES = ['France', 'a "quoted" name', '(brackets) and not', 'the [capital] of', 'x\\'];
const WORDINGS = ['capital of everything', 'those whose'];

const lexicon = {
  relation: (iri: string) => WORDINGS[RELATIONS.indexOf(iri)] as string,
  entity: (iri: string) => NAMES[ENTITIES.indexOf(iri)] as string,
  className: () => 'class',
};
const reader = {
  relation: (wording: string) => RELATIONS[WORDINGS.indexOf(wording)],
  entity: (name: string) => ENTITIES[NAMES.indexOf(name)],
  className: () => undefined,
};

test('an exact question parses back to its formula, whatever the names hold', () => {
  fc.assert(
    fc.property(formulas, (formula) => {
      expect(parseExactQuestion(exactQuestion(formula, lexicon), reader)).toEqual(formula);
    }),
    { numRuns: 500 },
  );
});

test('the grammar reads like a rough kind of English', () => {
  const formula = {
    and: [
      { relation: RELATIONS[0] as string, of: { entity: ENTITIES[0] as string } },
      { not: { relation: RELATIONS[0] as string, inverse: true as const, of: { entity: ENTITIES[0] as string } } },
    ],
  };
  expect(exactQuestion(formula, lexicon)).toBe(
    'Which are (the [capital of everything] of "France" and not those whose [capital of everything] is in "France")?',
  );
});

test.each([
  ['What are "France"?', 'expected "Which are "'],
  ['Which are "Atlantis"?', 'expected the name of an anchor'],
  ['Which are the [population] of "France"?', 'expected a known wording'],
  ['Which are ("France" and "France" or "France")?', 'expected ")"'],
  ['Which are "France"? And more', 'expected the end'],
])('%s is refused with the place and what was expected', (question, message) => {
  expect(() => parseExactQuestion(question, reader)).toThrow(message);
});
