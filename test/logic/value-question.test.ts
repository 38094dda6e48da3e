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
:Country a owl:Class ; rdfs:label "country"@en . :River a owl:Class ; rdfs:label "river"@en .
:borders a owl:ObjectProperty ; rdfs:label "borders"@en ; rdfs:domain :Country ; rdfs:range :Country .
:flows a owl:ObjectProperty ; rdfs:label "flows through"@en ; rdfs:domain :River ; rdfs:range :Country .
:population a owl:DatatypeProperty ; rdfs:label "population"@en ; rdfs:domain :Country .
:area a owl:DatatypeProperty ; rdfs:label "area in square kilometres"@en ; rdfs:domain :Country .
:founded a owl:DatatypeProperty ; rdfs:label "founding year"@en ; rdfs:domain :Country .
:F a :Country ; rdfs:label "France" ; :borders :S ; :population 68000000 ; :area 551500.5 ; :founded "0843"^^xsd:gYear .
:S a :Country ; rdfs:label "Spain" ; :population 48000000 ; :area 505990.0 ; :founded "1479"^^xsd:gYear . :R a :River ; :flows :F , :S .
`;
const graph = await loadGraphFromText(TEXT, { format: 'turtle', name: 'q.ttl' });
const vocabulary = await discoverRelations(new LocalSource(graph));
const speaker = speakerOf(
  vocabulary,
  new Map([
    ['urn:q:F', 'France'],
    ['urn:q:S', 'Spain'],
    ['urn:q:R', 'Ebro'],
  ]),
);

const xsd = 'http://www.w3.org/2001/XMLSchema#';
const e = (name: string): Formula => ({ entity: `urn:q:${name}` });
const neighbours: Formula = { relation: 'urn:q:borders', inverse: true, of: e('S') };
const crossed: Formula = { relation: 'urn:q:flows', of: e('R') };
const where = (name: string, is: '<' | '>' | '=', value: string, type: string, of: Formula): Formula => ({
  where: { relation: `urn:q:${name}`, is, value, datatype: xsd + type },
  of,
});
const top = (count: number, name: string, order: 'largest' | 'smallest', of: Formula): Formula => ({
  top: count,
  by: `urn:q:${name}`,
  order,
  of,
});

test.each<[string, AskedFormula]>([
  ['How many countries border Spain?', { count: neighbours }],
  [
    'How many rivers flow through the country that borders Spain?',
    { count: { relation: 'urn:q:flows', inverse: true, of: neighbours } },
  ],
  ['How many countries does the Ebro flow through?', { count: crossed }],
  [
    'What is the number of countries with a population above 5 that border Spain?',
    { count: where('population', '>', '5', 'integer', neighbours) },
  ],
  ['How many countries that the Ebro flows through border Spain?', { count: { and: [neighbours, crossed] } }],
  ['Is France the country that borders Spain?', { among: neighbours, is: 'urn:q:F' }],
  [
    'For each of the countries that border Spain, what are its area in square kilometres and its population?',
    { table: ['urn:q:area', 'urn:q:population'], of: neighbours },
  ],
  [
    'For each of the countries that border Spain, what is its population?',
    { table: ['urn:q:population'], of: neighbours },
  ],
  ['What is the population of France?', { relation: 'urn:q:population', of: e('F') }],
  [
    'Which of the countries that border Spain have a population above 50,000,000?',
    where('population', '>', '50000000', 'integer', neighbours),
  ],
  [
    'Which of the countries that the Ebro flows through were founded before 1000?',
    where('founded', '<', '1000', 'gYear', crossed),
  ],
  [
    'Name the countries with an area below 5000.5 square kilometres.',
    where('area', '<', '5000.5', 'decimal', { class: 'urn:q:Country' }),
  ],
  [
    'Which of the countries founded after 1000 that border Spain have a population above 5?',
    where('population', '>', '5', 'integer', where('founded', '>', '1000', 'gYear', neighbours)),
  ],
  ['Which of the countries that border Spain has the largest area?', top(1, 'area', 'largest', neighbours)],
  ['Which two of the countries that border Spain were founded first?', top(2, 'founded', 'smallest', neighbours)],
  ['Which has the larger population, France or Spain?', top(1, 'population', 'largest', { or: [e('F'), e('S')] })],
  [
    'Which river flows through the country with the smallest area among the countries that border Spain?',
    { relation: 'urn:q:flows', inverse: true, of: top(1, 'area', 'smallest', neighbours) },
  ],
  [
    'Which river flows through the country with a population above 5 that borders Spain?',
    { relation: 'urn:q:flows', inverse: true, of: where('population', '>', '5', 'integer', neighbours) },
  ],
])('%s', (question, formula) => {
  expect(questionOf(formula, speaker)).toBe(question);
});

test('a superlative over incomplete relations says whose word it takes', () => {
  expect(questionOf(top(1, 'area', 'largest', neighbours), speaker, { closedWorldNote: true })).toMatch(
    /^According to this graph, which of the countries/,
  );
});
