import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadGraph, loadGraphFromText } from '../../src/graph/load.ts';
import { LocalSource } from '../../src/graph/local-source.ts';
import { discoverRelations } from '../../src/relation/discover.ts';
import type { ClassReference, Relation, Wording } from '../../src/relation/relation.ts';
import { wordRelation } from '../../src/relation/wording/word.ts';
import { nameTools, reservedToolNames } from '../../src/tool/name.ts';

const pattern = /^[a-z][a-z0-9_]{0,39}$/;
const entity: ClassReference = { iri: undefined, label: 'entity', plural: 'entities', basis: 'none' };

function classOf(label: string): ClassReference {
  return label === 'entity' ? entity : { iri: `urn:class:${label}`, label, plural: `${label}s`, basis: 'observed' };
}

function relation(iri: string, wording: Wording, head: string, tail = 'entity', valued = false): Relation {
  return {
    iri,
    wording,
    inverseWording: undefined,
    comment: undefined,
    head: classOf(head),
    tail: classOf(tail),
    valued,
    datatype: undefined,
    functional: false,
    inverseFunctional: false,
    declaredFunctional: false,
    symmetric: false,
    inverseOf: undefined,
    inverseHoldsSameFacts: false,
    triples: 1,
    subjects: 1,
    objects: 1,
    maximumObjects: 1,
    maximumSubjects: 1,
    completeness: undefined,
    bookkeeping: false,
  };
}

/** A relation worded from its local name. */
function named(name: string, head: string, tail = 'entity'): Relation {
  const iri = `http://example.org/${name}`;
  return relation(iri, wordRelation(iri, undefined, { valued: false, datatype: undefined }).wording, head, tail);
}

describe('nameTools', () => {
  it.each([
    ['capital', 'country', 'city', 'get_capital_of_country', 'get_country_by_capital'],
    ['hasISBN', 'book', 'entity', 'get_isbn_of_book', 'get_book_by_isbn'],
    [
      'atomicNumber',
      'chemical element',
      'entity',
      'get_atomic_number_of_chemical_element',
      'get_chemical_element_by_atomic_number',
    ],
    ['directedBy', 'film', 'person', 'get_director_of_film', 'get_film_by_director'],
    ['namedAfter', 'element', 'entity', 'get_namesake_of_element', 'get_element_by_namesake'],
    ['setIn', 'film', 'place', 'get_what_film_is_set_in', 'get_film_set_in'],
    ['capitalOf', 'city', 'country', 'get_country_by_capital', 'get_capital_of_country'],
    ['isMemberOf', 'person', 'entity', 'get_what_person_is_member_of', 'get_person_that_is_member_of'],
    ['contains', 'compound', 'element', 'get_what_compound_contains', 'get_compound_that_contains'],
    ['diedIn', 'person', 'place', 'get_what_person_died_in', 'get_person_that_died_in'],
    [
      'fieldOfStudy',
      'educational institution',
      'entity',
      'get_field_of_study_of_institution',
      'get_institution_by_field_of_study',
    ],
    [
      'densityInGramsPerCubicCentimetre',
      'chemical element',
      'entity',
      'get_density_in_grams',
      'get_by_density_in_grams',
    ],
    ['fooBar', '首都', 'entity', 'get_foo_bar', 'get_by_foo_bar'],
    ['élève', 'École', 'entity', 'get_eleve_of_ecole', 'get_ecole_by_eleve'],
  ])('names %s of a %s (of a %s) %s and %s', (name, head, tail, forward, inverse) => {
    const names = nameTools([named(name, head, tail)]);
    expect([...names.values()]).toEqual([{ forward, inverse }]);
  });

  it('does not say the class twice', () => {
    const wording: Wording = { kind: 'noun', singular: 'film genre', plural: 'film genres' };
    expect(nameTools([relation('urn:x:g', wording, 'film')]).get('urn:x:g')?.forward).toBe('get_genre_of_film');
  });

  it('gives relations to values no inverse', () => {
    const wording: Wording = { kind: 'noun', singular: 'population', plural: 'populations' };
    const names = nameTools([relation('urn:x:p', wording, 'country', 'entity', true)]);
    expect(names.get('urn:x:p')).toEqual({ forward: 'get_population_of_country', inverse: undefined });
  });

  it('names what has no ASCII letters by a hash', () => {
    expect(
      nameTools([named('首都', 'country')])
        .values()
        .next().value?.forward,
    ).toMatch(/^get_relation_[0-9a-f]{6}_of_country$/);
  });

  it('gives all members of a collision a hash', () => {
    const names = nameTools([named('capital', 'country', 'city'), named('capitalOf', 'city', 'country')]);
    const all = [...names.values()].flatMap(({ forward, inverse }) => [forward, inverse ?? '']);
    expect(new Set(all).size).toBe(4);
    for (const name of all) expect(name).toMatch(/^get_(capital_of_country|country_by_capital)_[0-9a-f]{6}$/);
  });

  it('never takes the name of a tool that every graph has', () => {
    const members = relation('urn:x:m', { kind: 'noun', singular: 'members', plural: 'members' }, 'class');
    const union = relation('urn:x:u', { kind: 'participle', singular: 'of', plural: 'of' }, 'union');
    const names = [...nameTools([members, union]).values()].flatMap(({ forward, inverse }) => [forward, inverse]);
    for (const reserved of reservedToolNames) expect(names).not.toContain(reserved);
    expect(names.some((name) => name?.startsWith('get_members_of_class_'))).toBe(true);
  });

  it('keeps ten thousand names in the pattern, distinct, and the same in any order', async () => {
    const word = fc.constantFrom(
      'name',
      'hasName',
      'Name',
      '名',
      'capital of',
      'born in',
      'contains',
      '_',
      'ĉefurbo',
      'x'.repeat(50),
      '7',
      'constructor',
      '__proto__',
      'a b',
      'class',
    );
    const row = fc.tuple(word, word, word, fc.boolean());
    const sample = fc.sample(row, { numRuns: 10_000, seed: 7 });
    const relations = sample.map(([said, more, head, valued], index) => {
      const label = `${said} ${more}`;
      const iri = `urn:x:${index}`;
      return relation(iri, wordRelation(iri, label, { valued, datatype: undefined }).wording, head, said, valued);
    });
    const names = nameTools(relations);
    const all = [...names.values()].flatMap(({ forward, inverse }) =>
      inverse === undefined ? [forward] : [forward, inverse],
    );
    expect(names.size).toBe(10_000);
    expect(all.filter((name) => !pattern.test(name))).toEqual([]);
    expect(new Set(all).size).toBe(all.length);
    const turned = nameTools(relations.toReversed());
    for (const [iri, given] of names) expect(turned.get(iri)).toEqual(given);
  });

  it('names any wording and class within the pattern', () => {
    const text = fc.string({ unit: 'binary', maxLength: 90 });
    fc.assert(
      fc.property(fc.array(fc.tuple(text, text), { maxLength: 8 }), (rows) => {
        const relations = rows.map(([said, head], index) => {
          const iri = `urn:x:${index}`;
          return relation(iri, wordRelation(iri, said, { valued: false, datatype: undefined }).wording, head);
        });
        const names = [...nameTools(relations).values()].flatMap(({ forward, inverse }) => [forward, inverse ?? '']);
        for (const name of names) expect(name).toMatch(pattern);
        expect(new Set(names).size).toBe(names.length);
      }),
      { numRuns: 150 },
    );
  });

  it('names the relations of a graph end to end', async () => {
    const graph = await loadGraphFromText(
      '@prefix : <http://example.org/> . :France a :Country ; :capital :Paris ; :population 68 . :Paris a :City .',
      { format: 'turtle' },
    );
    const { relations } = await discoverRelations(new LocalSource(graph));
    expect(Object.fromEntries(nameTools(relations))).toEqual({
      'http://example.org/capital': { forward: 'get_capital_of_country', inverse: 'get_country_by_capital' },
      'http://example.org/population': { forward: 'get_population_of_country', inverse: undefined },
    });
  });

  const freebase = join(process.env['GRAPHTRAIL_DATA'] ?? 'nowhere', 'train.tsv.gz');
  it.skipIf(!existsSync(freebase))('names the 237 relations of FB15k-237 without a single hash', async () => {
    const { relations } = await discoverRelations(new LocalSource(await loadGraph([freebase])));
    const names = [...nameTools(relations).values()].flatMap(({ forward, inverse }) => [forward, inverse ?? forward]);
    expect(relations).toHaveLength(237);
    expect(names.filter((name) => /_[0-9a-f]{6}$/.test(name) && /\d/.test(name))).toEqual([]);
  });
});
