import { describe, expect, test } from 'vitest';
import { allowedRelations } from '../../src/cli/relation-list.ts';
import { loadGraphFromText } from '../../src/graph/load.ts';
import { LocalSource } from '../../src/graph/local-source.ts';
import { discoverRelations } from '../../src/relation/discover.ts';

const TEXT = `@prefix t: <urn:t:> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
t:capital rdfs:label "capital" . t:language rdfs:label "official language" . t:odd rdfs:label "t:capital" .
t:France t:capital t:Paris ; t:language t:French ; t:odd t:Paris ; owl:sameAs <urn:u:France> .
`;

const source = new LocalSource(await loadGraphFromText(TEXT, { format: 'turtle', name: 'small.ttl' }));
const opened = { source, vocabulary: await discoverRelations(source) };

const allowed = (named?: string[], excluded?: string[]): string[] | undefined => {
  const relations = allowedRelations(opened, named, excluded);
  return relations && [...relations].sort();
};

describe('relations that questions may use', () => {
  test('are not restricted where nothing is named', () => {
    expect(allowed()).toBeUndefined();
  });

  test.each([
    'urn:t:language',
    '<urn:t:language>',
    't:language',
    'get_official_language_of_entity',
    'official language',
  ])('can be named as %s', (name) => {
    expect(allowed([name])).toEqual(['urn:t:language']);
    expect(allowed(undefined, [name])).toEqual(['urn:t:capital', 'urn:t:odd']);
  });

  test('that are worded like the CURIE of another do not take its place', () => {
    expect(allowed(['t:capital'])).toEqual(['urn:t:capital']);
  });

  test('that are excluded are left out of those that are named', () => {
    expect(allowed(['capital', 'official language'], ['t:capital'])).toEqual(['urn:t:language']);
  });

  test('never become bookkeeping, even when it is named', () => {
    expect(() => allowed(['http://www.w3.org/2002/07/owl#sameAs'])).toThrow(/at least one relation to ask about/);
    expect(allowed(['owl:sameAs', 'capital'])).toEqual(['urn:t:capital']);
  });

  test('that do not exist are answered with near ones, and with what was expected where none is near', () => {
    expect(() => allowed(['oficial langauge'])).toThrow(
      /"oficial langauge"; did you mean get_official_language_of_entity \(/,
    );
    expect(() => allowed(['zzz'])).toThrow(/"zzz"; expected an IRI, a CURIE, a tool name or a wording/);
    expect(() => allowed(['__proto__'])).toThrow(/no relation "__proto__"/);
  });
});
