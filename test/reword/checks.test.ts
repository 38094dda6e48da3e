import { describe, expect, test } from 'vitest';
import { xsd } from '../../src/graph/namespaces.ts';
import type { AskedFormula } from '../../src/logic/asked.ts';
import { FAULTS, type Fault, faultOf } from '../../src/reword/checks.ts';
import type { OtherGold } from '../../src/task/gold.ts';
import type { Task } from '../../src/task/task.ts';

const capital: AskedFormula = { relation: 'r:capital', of: { entity: 'e:France' } };
const named = (label: string) => ({ id: `e:${label}`, iri: `urn:e:${label}`, label });

function task(
  question: string,
  names: string[],
  answers: string[],
  rest: { formula?: AskedFormula; gold?: OtherGold } = {},
): Task {
  return {
    id: 'task-1',
    question,
    question_exact: question,
    pattern: '1p',
    formula: capital,
    anchors: names.map((label) => ({ ...named(label), name: label })),
    answers: answers.map(named),
    plan: [],
    hardness: { hops: 1, calls: 1, anchors: 1, largestSet: 1 },
    made: { graph: 'g', seed: '0', version: '1' },
    ...rest,
  };
}

const france = task('What is the capital of France?', ['France'], ['Paris']);
const negated = task(
  'According to this graph, which are the countries that border France but that do not border Spain?',
  ['France', 'Spain'],
  ['Germany', "Côte d'Ivoire"],
  { formula: { and: [capital, { not: capital }] } },
);
const where = { relation: 'r:population', is: '>', value: '50000000', datatype: xsd.integer } as const;
const peopled = task(
  'Which countries with a population above 50,000,000 border France?',
  ['France'],
  ['Germany', 'Italy'],
  {
    formula: { where, of: capital },
  },
);
const dated = task('Which countries with a founding date before 1990-01-01 border France?', ['France'], [], {
  formula: { where: { ...where, is: '<', value: '1990-01-01', datatype: xsd.date }, of: capital },
});
const top = task('Which 4 of the countries that border France have the largest area?', ['France'], ['Spain'], {
  formula: { top: 4, by: 'r:area', order: 'largest', of: capital },
});
const counted = task('How many countries border France?', ['France'], [], { gold: { number: 8 } });
const valued = task('What is the country code of France?', ['France'], [], {
  gold: { values: [{ value: 'FR', datatype: xsd.string }] },
});
const tabled = task('For each of the countries that border France, what is its capital?', ['France'], [], {
  gold: { rows: [{ ...named('Spain'), cells: [[named('Madrid'), { value: 'ES', datatype: xsd.string }]] }] },
});
const coded: Task = { ...france, answers: [{ id: 'q:Q90', iri: 'urn:q:Q90', label: 'Paris' }] };
const film = task('Who is What Next? directed by?', ['What Next?'], ['Ann Pell']);
const listed = task('Name the countries that border France.', ['France'], ['Spain']);
const greek = task('What is the capital of Ελλάδα?', ['Ελλάδα'], ['Αθήνα']);

describe('a rewording that keeps everything passes', () => {
  test.each<[string, Task]>([
    ["What is France's capital?", france],
    ['Which city is the capital of France?', france],
    ['What’s the capital city of FRANCE?', france],
    ["According to this graph, which countries border France but don't border Spain?", negated],
    ['According to the graph, which countries border France without bordering Spain?', negated],
    ['Which neighbours of France have a population of more than 50,000,000?', peopled],
    ['Which neighbours of France have a population of more than 50000000?', peopled],
    ['Which neighbours of France were founded before 1990-01-01?', dated],
    ['Which four countries bordering France have the largest area?', top],
    ['How many neighbours does France have?', counted],
    ['What country code does France have?', valued],
    ['What is the capital of each country bordering France?', tabled],
    ['Which city is the capital of Ελλάδα?', greek],
    ['Which countries border France?', listed],
    ['By which person is What Next? directed?', film],
  ])('%s', (text, of) => {
    expect(faultOf(text, of)).toBeUndefined();
  });
});

const BAD: [Fault, string, Task][] = [
  ['unchanged', 'what is the capital of France?', france],
  ['strange characters', 'What is the  capital city of France?', france],
  ['strange characters', 'What is the capital\u200b city of France?', france],
  ['strange characters', 'What is the capital city of France?\n', france],
  ['strange characters', 'What is the <b>capital</b> of France?', france],
  ['strange characters', 'What is the `capital` of France?', france],
  ['strange characters', 'What, at www.example.com, is the capital of France?', france],
  ['strange characters', 'What is the capital, 首都, of France?', france],
  ['strange characters', 'What is the сapital city of France?', france],
  ['too long or too short', 'France?', france],
  [
    'too long or too short',
    `What is the capital of France, ${'that is to say its foremost town, '.repeat(5)}please?`,
    france,
  ],
  ['not one question', 'Name the capital of France.', france],
  ['not one question', 'What is the capital? Of France?', france],
  ['not one question', 'List the countries that border France.', listed],
  ['not one question', 'What is the capital of France? Thanks', france],
  ['an anchor is lost', 'What is the capital of that country?', france],
  ['an anchor is lost', 'What is the French capital city?', france],
  ['an anchor is lost', 'What is the capital of Frances?', france],
  ['an anchor is lost', 'According to this graph, which countries border France but not Portugal?', negated],
  ['a value is lost', 'Which countries with a large population border France?', peopled],
  ['a value is lost', 'Which countries with a population above 50 million border France?', peopled],
  ['a value is lost', 'Which neighbours of France were founded before 1990?', dated],
  ['a value is lost', 'Which countries bordering France have the largest area?', top],
  ['a number is new', 'Which 2 countries with a population above 50,000,000 border France?', peopled],
  ['a number is new', 'Which two countries with a population above 50,000,000 border France?', peopled],
  ['a number is new', 'How many countries, 8 or more, border France?', counted],
  ['a number is new', 'How many countries border France, eight or more?', counted],
  ['the answer leaks', 'Which city, Paris say, is the capital of France?', france],
  ['the answer leaks', 'Which city is the capital of France, paris?', france],
  ['the answer leaks', 'Is q:Q90 the capital of France?', coded],
  [
    'the answer leaks',
    "According to this graph, which countries like Cote d'Ivoire border France but not Spain?",
    negated,
  ],
  ['the answer leaks', 'What country code, such as FR, does France have?', valued],
  ['the answer leaks', 'What is the capital of each country, such as Spain, bordering France?', tabled],
  ['the answer leaks', 'What is the capital, like Madrid, of each country bordering France?', tabled],
  ['the answer leaks', 'What is the capital of each country, such as that of code ES, bordering France?', tabled],
  ['a name is new', 'What is the capital of France, the neighbour of Belgium?', france],
  ['a name is new', 'What is the capital of New France?', france],
  ['the negation is lost', 'According to this graph, which countries border France and Spain?', negated],
  ['the note on the graph is lost', 'Which countries border France but do not border Spain?', negated],
];

describe('a rewording that loses or adds something has a fault with a name', () => {
  test.each(BAD)('%s: %s', (fault, text, of) => {
    expect(faultOf(text, of)).toBe(fault);
  });

  test('each fault has an example here', () => {
    expect(new Set(BAD.map(([fault]) => fault))).toEqual(new Set(FAULTS));
  });
});

test('what the question itself names is no leak', () => {
  const compared = task('Which has the larger area, France or Spain?', ['France', 'Spain'], ['France']);
  expect(faultOf('Is it France or Spain that has the larger area?', compared)).toBeUndefined();
});
