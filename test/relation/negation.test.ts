import { expect, it } from 'vitest';
import { negateVerb } from '../../src/relation/negation.ts';

it.each([
  ['contains', 'contain', 'does not contain', 'do not contain'],
  ['died in', 'died in', 'has not died in', 'have not died in'],
  ['wrote music for', 'wrote music for', 'has not written music for', 'have not written music for'],
  ['has won prize', 'have won prize', 'has not won prize', 'have not won prize'],
])('denies "%s" as "%s"', (singular, plural, one, many) => {
  expect(negateVerb({ kind: 'verb', singular, plural })).toEqual({ singular: one, plural: many });
});
