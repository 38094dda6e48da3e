import { expect, test } from 'vitest';
import { loadGraphFromText } from '../../src/graph/load.ts';
import { LocalSource } from '../../src/graph/local-source.ts';
import type { Formula } from '../../src/logic/formula.ts';
import { questionOf } from '../../src/logic/question.ts';
import { speakerOf } from '../../src/logic/speaker.ts';
import { discoverRelations } from '../../src/relation/discover.ts';

const TEXT = `
@prefix : <urn:q:> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
:Country a owl:Class ; rdfs:label "country"@en . :City a owl:Class ; rdfs:label "city"@en .
:Language a owl:Class ; rdfs:label "language"@en . :Person a owl:Class ; rdfs:label "person"@en .
:Film a owl:Class ; rdfs:label "film"@en . :Award a owl:Class ; rdfs:label "award"@en .
:capital a owl:ObjectProperty ; rdfs:label "capital"@en ; rdfs:domain :Country ; rdfs:range :City .
:language a owl:ObjectProperty ; rdfs:label "official language"@en ; rdfs:domain :Country ; rdfs:range :Language .
:director a owl:ObjectProperty ; rdfs:label "directed by"@en ; rdfs:domain :Film ; rdfs:range :Person .
:setIn a owl:ObjectProperty ; rdfs:label "set in"@en ; rdfs:domain :Film ; rdfs:range :Country .
:received a owl:ObjectProperty ; rdfs:label "received"@en ; rdfs:domain :Film ; rdfs:range :Award .
:France a :Country ; :capital :Paris ; :language :French . :Belgium a :Country ; :capital :Brussels ; :language :French , :Dutch .
:Paris a :City . :Brussels a :City . :French a :Language . :Dutch a :Language . :Kubrick a :Person . :Varda a :Person . :Oscar a :Award .
:Shining a :Film ; :director :Kubrick ; :setIn :France ; :received :Oscar . :Cleo a :Film ; :director :Varda , :Kubrick ; :setIn :France , :Belgium .
`;

const graph = await loadGraphFromText(TEXT, { format: 'turtle', name: 'q.ttl' });
const vocabulary = await discoverRelations(new LocalSource(graph));
const names = new Map(
  ['France', 'Belgium', 'Paris', 'French', 'Dutch', 'Kubrick', 'Varda', 'Shining', 'Oscar'].map((name) => [
    `urn:q:${name}`,
    name,
  ]),
);
const speaker = speakerOf(vocabulary, names);

const e = (name: string): Formula => ({ entity: `urn:q:${name}` });
const to = (relation: string, of: Formula): Formula => ({ relation: `urn:q:${relation}`, of });
const back = (relation: string, of: Formula): Formula => ({ relation: `urn:q:${relation}`, inverse: true, of });

const SEEDS = Array.from({ length: 60 }, (_, index) => String(index));

/** Every phrasing that the seeds give. */
function phrasings(formula: Formula, closedWorldNote = false): Set<string> {
  return new Set(SEEDS.map((seed) => questionOf(formula, speaker, { seed, closedWorldNote })));
}

test.each<[string, Formula]>([
  ['What is the capital of France?', to('capital', e('France'))],
  ['What are the official languages of Belgium?', to('language', e('Belgium'))],
  ['Which country has Paris as its capital?', back('capital', e('Paris'))],
  ['Which countries have Dutch as an official language?', back('language', e('Dutch'))],
  ['Who are the directors of Shining?', to('director', e('Shining'))],
  ['Which films were directed by Kubrick?', back('director', e('Kubrick'))],
  ['Which award did Shining receive?', to('received', e('Shining'))],
  [
    'What are the official languages of the country whose capital is Paris?',
    to('language', back('capital', e('Paris'))),
  ],
  [
    'Which films were directed by Kubrick and are set in Belgium?',
    { and: [back('director', e('Kubrick')), back('setIn', e('Belgium'))] },
  ],
  [
    'Which of the films directed by Kubrick are not set in Belgium?',
    { and: [back('director', e('Kubrick')), { not: back('setIn', e('Belgium')) }] },
  ],
  [
    'Which films were directed by Kubrick or Varda?',
    { or: [back('director', e('Kubrick')), back('director', e('Varda'))] },
  ],
  [
    'Which films were directed by Varda or are set in Belgium?',
    { or: [back('director', e('Varda')), back('setIn', e('Belgium'))] },
  ],
])('without a seed it asks: %s', (question, formula) => {
  expect(questionOf(formula, speaker)).toBe(question);
  expect(phrasings(formula)).toContain(question);
});

test.each<[string, Formula, string[]]>([
  ['1p', to('capital', e('France')), ['Name the capital of France.', 'Which city is the capital of France?']],
  [
    '1p read back',
    back('director', e('Kubrick')),
    ['Which films did Kubrick direct?', 'List all films directed by Kubrick.', 'Name the films that Kubrick directed.'],
  ],
  ['a person', to('director', e('Shining')), ['Who directed Shining?', 'Name the people who directed Shining.']],
  [
    'an intersection along one relation',
    { and: [back('language', e('French')), back('language', e('Dutch'))] },
    ['Which countries have both French and Dutch as official languages?'],
  ],
  [
    'a union along one relation',
    { or: [to('capital', e('France')), to('capital', e('Belgium'))] },
    ['What is the capital of France, and what is that of Belgium?', 'Name the capital of France and that of Belgium.'],
  ],
  [
    'a negation',
    { and: [back('director', e('Kubrick')), { not: back('setIn', e('Belgium')) }] },
    [
      'Name the films directed by Kubrick but not set in Belgium.',
      'List all films that Kubrick directed, except those that are set in Belgium.',
    ],
  ],
])('%s has three phrasings at least', (_, formula, expected) => {
  const found = phrasings(formula);
  expect(found.size).toBeGreaterThanOrEqual(3);
  for (const question of expected) expect(found).toContain(question);
});

test('a phrasing hangs on the seed and the formula alone', () => {
  const formula = back('director', e('Kubrick'));
  expect(questionOf(formula, speaker, { seed: '7' })).toBe(questionOf(formula, speaker, { seed: '7' }));
  expect(phrasings(formula).size).toBeGreaterThan(5);
});

test('every phrasing names every anchor, and ends as a sentence does', () => {
  const formula: Formula = { and: [back('director', e('Kubrick')), { not: back('setIn', e('Belgium')) }] };
  for (const question of phrasings(formula, true)) expect(question).toMatch(/^[A-Z].*Kubrick.*Belgium.*[.?]$/);
});

test('a negation over incomplete relations says whose word it takes, at the front or at the end', () => {
  const formula: Formula = { and: [back('director', e('Kubrick')), { not: back('setIn', e('Belgium')) }] };
  const found = [...phrasings(formula, true)];
  expect(found.every((question) => question.includes('this graph'))).toBe(true);
  expect(found.some((question) => /^(?:According to|Going by) this graph, [a-z]/.test(question))).toBe(true);
  expect(found.some((question) => /this graph(?: says)?[.?]$/.test(question))).toBe(true);
});
