import { describe, expect, it } from 'vitest';
import { rankRelations } from '../../src/relation/rank.ts';
import type { Relation } from '../../src/relation/relation.ts';

const base: Relation = {
  iri: 'urn:x:a',
  wording: { kind: 'noun', singular: 'thing', plural: 'things' },
  inverseWording: undefined,
  comment: undefined,
  head: { iri: undefined, label: 'entity', plural: 'entities', basis: 'none' },
  tail: { iri: undefined, label: 'entity', plural: 'entities', basis: 'none' },
  valued: false,
  datatype: undefined,
  functional: false,
  inverseFunctional: false,
  declaredFunctional: false,
  symmetric: false,
  inverseOf: undefined,
  inverseHoldsSameFacts: false,
  triples: 100,
  subjects: 100,
  objects: 100,
  maximumObjects: 2,
  maximumSubjects: 2,
  completeness: 0.5,
  bookkeeping: false,
};

function order(...relations: Partial<Relation>[]): string[] {
  const labels = new Map(relations.map(({ iri = '' }) => [iri, 'label' as const]));
  return rankRelations(
    relations.map((relation) => ({ ...base, ...relation })),
    labels,
  ).map(({ iri }) => iri.slice(-1));
}

describe('rankRelations', () => {
  it.each([
    ['bookkeeping last, however large', { iri: 'urn:x:a', bookkeeping: true, triples: 1_000_000 }, { iri: 'urn:x:b' }],
    ['more facts first', { iri: 'urn:x:a', triples: 10 }, { iri: 'urn:x:b', triples: 1000 }],
    ['the complete first', { iri: 'urn:x:a', completeness: 0.1 }, { iri: 'urn:x:b', completeness: 1 }],
    ['entities before values', { iri: 'urn:x:a', valued: true }, { iri: 'urn:x:b' }],
    ['curated before users’ Freebase', { iri: 'urn:kg:%2Fbase%2Fx%2Fa' }, { iri: 'urn:kg:%2Ffilm%2Fx%2Fb' }],
  ])('puts %s', (_, second, first) => {
    expect(order(second, first)).toEqual(['b', 'a']);
    expect(order(first, second)).toEqual(['b', 'a']);
  });

  it('breaks ties by IRI', () => {
    expect(order({ iri: 'urn:x:c' }, { iri: 'urn:x:a' }, { iri: 'urn:x:b' })).toEqual(['a', 'b', 'c']);
  });
});
