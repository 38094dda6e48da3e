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

test.each<[string, Formula]>([
  ['What is the capital of France?', to('capital', e('France'))],
  ['What are the official languages of Belgium?', to('language', e('Belgium'))],
  ['Which countries have Paris as their capital?', back('capital', e('Paris'))],
  ['Which countries have Dutch among their official languages?', back('language', e('Dutch'))],
  ['Who is Shining directed by?', to('director', e('Shining'))],
  ['Which films are directed by Kubrick?', back('director', e('Kubrick'))],
  ['Which are the awards that Shining received?', to('received', e('Shining'))],
  [
    'What are the official languages of countries that have Paris as their capital?',
    to('language', back('capital', e('Paris'))),
  ],
  [
    'Which are the films directed by Kubrick and set in Belgium?',
    { and: [back('director', e('Kubrick')), back('setIn', e('Belgium'))] },
  ],
  [
    'Which are the films directed by Kubrick but that are not set in Belgium?',
    { and: [back('director', e('Kubrick')), { not: back('setIn', e('Belgium')) }] },
  ],
  [
    'Which films are directed by Kubrick or Varda?',
    { or: [back('director', e('Kubrick')), back('director', e('Varda'))] },
  ],
  [
    'Which are the films that either are directed by Varda or are set in Belgium?',
    { or: [back('director', e('Varda')), back('setIn', e('Belgium'))] },
  ],
])('%s', (question, formula) => {
  expect(questionOf(formula, speaker)).toBe(question);
});

test('a negation over incomplete relations says whose word it takes', () => {
  const formula: Formula = { and: [back('director', e('Kubrick')), { not: back('setIn', e('Belgium')) }] };
  expect(questionOf(formula, speaker, { closedWorldNote: true })).toMatch(
    /^According to this graph, which are the films/,
  );
});
