import { expect, test } from 'vitest';
import { loadGraphFromText } from '../../src/graph/load.ts';
import { LocalSource } from '../../src/graph/local-source.ts';
import type { AskedFormula } from '../../src/logic/asked.ts';
import type { Formula } from '../../src/logic/formula.ts';
import { questionOf } from '../../src/logic/question.ts';
import { speakerOf } from '../../src/logic/speaker.ts';
import { discoverRelations } from '../../src/relation/discover.ts';

const TEXT = `
@prefix : <urn:q:> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
:Country a owl:Class ; rdfs:label "country"@en . :City a owl:Class ; rdfs:label "city"@en .
:Person a owl:Class ; rdfs:label "person"@en . :Film a owl:Class ; rdfs:label "film"@en .
:Element a owl:Class ; rdfs:label "chemical element"@en . :Genre a owl:Class ; rdfs:label "genre"@en .
:capital a owl:ObjectProperty ; rdfs:label "capital"@en ; rdfs:domain :Country ; rdfs:range :City .
:in a owl:ObjectProperty ; rdfs:label "country"@en ; rdfs:domain :City ; rdfs:range :Country .
:borders a owl:ObjectProperty ; rdfs:label "borders"@en ; rdfs:domain :Country ; rdfs:range :Country .
:director a owl:ObjectProperty ; rdfs:label "directed by"@en ; rdfs:domain :Film ; rdfs:range :Person .
:writer a owl:ObjectProperty ; rdfs:label "written by"@en ; rdfs:domain :Film ; rdfs:range :Person .
:genre a owl:ObjectProperty ; rdfs:label "genre"@en ; rdfs:domain :Film ; rdfs:range :Genre .
:eponym a owl:ObjectProperty ; rdfs:label "eponym"@en ; rdfs:domain :Element ; rdfs:range :Country .
:found a owl:ObjectProperty ; rdfs:label "country of discovery"@en ; rdfs:domain :Element ; rdfs:range :Country .
:born a owl:DatatypeProperty ; rdfs:label "year of birth"@en ; rdfs:domain :Person . :place a owl:ObjectProperty ; rdfs:label "place of birth"@en ; rdfs:domain :Person ; rdfs:range :City .
:length a owl:DatatypeProperty ; rdfs:label "length in metres"@en ; rdfs:domain :Country .
:France a :Country ; :capital :Paris ; :borders :Belgium ; :length 5 . :Belgium a :Country ; :capital :Brussels ; :borders :France ; :length 6 .
:Akerman a :Person ; :born "1950"^^xsd:gYear ; :place :Brussels . :Paris a :City ; :in :France . :Brussels a :City ; :in :Belgium . :Lyon a :City ; :in :France .
:Varda a :Person ; :born "1928"^^xsd:gYear ; :place :Brussels . :Demy a :Person ; :born "1931"^^xsd:gYear ; :place :Paris .
:Cleo a :Film ; :director :Varda ; :writer :Varda ; :genre :Drama , :Comedy . :Lola a :Film ; :director :Demy ; :writer :Demy ; :genre :Drama .
:Drama a :Genre . :Comedy a :Genre .
:Gallium a :Element ; :eponym :France ; :found :France . :Lutetium a :Element ; :eponym :France ; :found :Belgium .
`;
const graph = await loadGraphFromText(TEXT, { format: 'turtle', name: 'q.ttl' });
const vocabulary = await discoverRelations(new LocalSource(graph));
const NAMES = ['France', 'Belgium', 'Paris', 'Varda', 'Demy', 'Drama', 'Comedy', 'Gallium', 'Brussels'];
const speaker = speakerOf(vocabulary, new Map(NAMES.map((name) => [`urn:q:${name}`, name])));

const e = (name: string): Formula => ({ entity: `urn:q:${name}` });
const to = (relation: string, of: Formula): Formula => ({ relation: `urn:q:${relation}`, of });
const back = (relation: string, of: Formula): Formula => ({ relation: `urn:q:${relation}`, inverse: true, of });

function phrasings(formula: AskedFormula): string[] {
  const seeds = Array.from({ length: 60 }, (_, index) => String(index));
  return [...new Set(seeds.map((seed) => questionOf(formula, speaker, { seed })))];
}

test('an entity that two siblings start from is named once where both can be said together', () => {
  const found = phrasings({ and: [back('director', e('Varda')), back('writer', e('Varda'))] });
  expect(found.filter((question) => question.split('Varda').length !== 2)).toEqual([]);
  expect(found).toContain('What are the films directed and written by Varda?');
  expect(found).toContain('Name the films that Varda both directed and wrote.');
});

test('what is kept and what is taken away along one relation are said with one verb', () => {
  const found = phrasings({ and: [back('genre', e('Drama')), { not: back('genre', e('Comedy')) }] });
  expect(found.filter((question) => !question.includes('Drama but not Comedy'))).toEqual([]);
  const directed = phrasings({ and: [back('director', e('Varda')), { not: back('director', e('Demy')) }] });
  expect(directed.filter((question) => !question.includes('by Varda but not by Demy'))).toEqual([]);
});

test('one thing that is taken away is told by what it is, not by what it is not', () => {
  const formula: Formula = { and: [back('borders', e('Belgium')), { not: to('in', e('Paris')) }] };
  const found = phrasings(formula);
  expect(found).toContain('What are the countries that border Belgium, apart from the one that Paris is in?');
  expect(found.filter((question) => / not in\b/.test(question))).toEqual([]);
});

test('what belongs to the only entity that was named is "its"', () => {
  const found = phrasings({ and: [back('in', e('France')), { not: to('capital', e('France')) }] });
  expect(found).toContain('List all cities in France, except its capital.');
});

test('no clause that ends in a verb encloses another one: what it would enclose is named first', () => {
  const inner = back('found', to('eponym', e('Gallium')));
  const found = phrasings(back('borders', to('eponym', inner)));
  expect(found.filter((question) => /named after (?:is|are) named after/.test(question))).toEqual([]);
  expect(
    found.some((question) => /^Take the .* named after\. .* (?:it|one of them) is named after/.test(question)),
  ).toBe(true);
});

test('what a chain has one of bears the definite article', () => {
  const found = phrasings(back('in', back('capital', to('capital', back('borders', e('Belgium'))))));
  expect(found.filter((question) => /\ba capital of\b/.test(question))).toEqual([]);
});

test('a unit stands before what is described at length', () => {
  const found = phrasings(to('length', back('capital', e('Paris'))));
  expect(found).toContain('What is the length in metres of the country whose capital is Paris?');
});

test('a deed and its year are said with one verb', () => {
  const where = {
    relation: 'urn:q:born',
    is: '<',
    value: '1930',
    datatype: 'http://www.w3.org/2001/XMLSchema#gYear',
  } as const;
  const found = phrasings({ where, of: back('place', e('Brussels')) });
  expect(found).toContain('Who are the people born in Brussels before 1930?');
  expect(found.filter((question) => question.split('born').length !== 2)).toEqual([]);
});

test('a name that ends in a full stop ends its sentence alone', () => {
  const named = { ...speaker, entity: () => 'Washington, D.C.' };
  expect(questionOf(to('in', e('Paris')), named, { seed: '3' })).toMatch(/[a-z]\.$/);
  expect(questionOf({ count: back('in', e('France')) }, named, { seed: '2' })).toMatch(/D\.C\.\??$/);
  const noted = Array.from({ length: 20 }, (_, seed) =>
    questionOf({ count: back('in', e('France')) }, named, { seed: String(seed), closedWorldNote: true }),
  );
  expect(noted.filter((question) => !question.includes('D.C.') || question.includes('..'))).toEqual([]);
});
