import { describe, expect, test } from 'vitest';
import type { Result } from '../../../src/tool/result.ts';
import { readFinalWords } from '../../../src/trajectory/client-log/final-words.ts';
import type { Called } from '../../../src/trajectory/record.ts';
import { called } from '../events.ts';

const entity = (name: string, id = `ex:${name.replaceAll(' ', '_')}`) => ({ kind: 'entity', id, label: name }) as const;
const value = (text: string) => ({ kind: 'value', value: text, datatype: 'xsd:decimal' }) as const;

function call(given: unknown, observation: Partial<Result>): Called {
  return { ...called, arguments: { of: given }, observation: { status: 'ok', ...observation } };
}

const neighbours = call('France', { result: '#r1', items: [entity('Spain'), entity('Germany'), entity('Italy')] });
const capitals = call('#r1', { result: '#r2', items: [entity('Madrid'), entity('Berlin'), entity('Rome')] });
const chain = [neighbours, capitals];
const rivers = [
  call('Niger', {
    items: [entity('Niger', 'ex:Niger_River'), entity('Nigeria'), entity('Guinea'), entity('Equatorial Guinea')],
  }),
];
const population = [call('Spain', { items: [value('48345223')] })];
const born = [call('Verdi', { items: [value('1813-10-10')] })];
const counted = [neighbours, call('#r1', { number: 3 })];
const none = [call('Iceland', { status: 'empty', result: '#r1', items: [] })];

describe('the answer that last words give', () => {
  test.each<[string, string | undefined, readonly Called[], object]>([
    ['Madrid, Berlin and Rome.', undefined, chain, { entities: ['ex:Madrid', 'ex:Berlin', 'ex:Rome'] }],
    ['- **Berlin**\n- **Rome**', undefined, chain, { entities: ['ex:Berlin', 'ex:Rome'] }],
    ['1. Germany: Berlin\n2. Italy: Rome', undefined, chain, { entities: ['ex:Berlin', 'ex:Rome'] }],
    ['| country | capital |\n|---|---|\n| Spain | Madrid |', undefined, chain, { entities: ['ex:Madrid'] }],
    ['Of Berlin, Rome and Madrid, it is **Rome**.', undefined, chain, { entities: ['ex:Rome'] }],
    ['It is [Rome](https://example.org/Rome).', undefined, chain, { entities: ['ex:Rome'] }],
    ['It is ex:Rome.', undefined, chain, { entities: ['ex:Rome'] }],
    ["Germany's capital is Berlin, not Bonn.", undefined, chain, { entities: ['ex:Berlin'] }],
    ['**Equatorial Guinea**', 'Which country?', rivers, { entities: ['ex:Equatorial_Guinea'] }],
    ['NIGERIA and Guinea', 'Which countries?', rivers, { entities: ['ex:Nigeria', 'ex:Guinea'] }],
    ['Spain has 48,345,223 inhabitants.', 'How many people live in Spain?', population, { values: ['48345223'] }],
    ['48345223', 'How many people live in Spain?', population, { values: ['48345223'] }],
    ['On 10 October 1813.', 'When was Verdi born?', born, { values: ['1813-10-10'] }],
    ['October 10, 1813', 'When was Verdi born?', born, { values: ['1813-10-10'] }],
    ['There are 3: Spain, Germany and Italy.', 'How many neighbours has France?', counted, { number: 3 }],
    ['France has three neighbours.', 'How many neighbours has France?', counted, { number: 3 }],
    ['It has **3** of 27.', 'How many neighbours has France?', counted, { number: 3 }],
    ['Yes, Spain is one.', 'Is Spain a neighbour of France?', [neighbours], { boolean: true }],
    ['**No.** It is not.', 'Is Malta a neighbour of France?', [neighbours], { boolean: false }],
    ['There are none.', 'Which are the neighbours of Iceland?', none, { none: true }],
    ['Iceland has no neighbours; I found none.', 'Which are the neighbours of Iceland?', none, { none: true }],
    [
      'Besides Spain, Germany.',
      'Which are neighbours of France other than Spain?',
      [neighbours],
      { entities: ['ex:Germany'] },
    ],
    ['Germany is larger.', 'Which is larger, Spain or Germany?', [neighbours], { entities: ['ex:Germany'] }],
  ])('%j', (words, question, calls, answer) => {
    expect(readFinalWords(words, question, calls)).toEqual({ ...answer, text: words });
  });

  test.each<[string, string | undefined, readonly Called[]]>([
    ['', undefined, chain],
    ['I could tell you more.', undefined, chain],
    ['Lisbon.', undefined, chain],
    ['Romeo and Berliners.', undefined, chain],
    ['Either 3 or 4.', 'How many neighbours has France?', counted],
    ['No country fits better than another.', 'Which country?', chain],
    ['x'.repeat(30_000), undefined, chain],
  ])('none is read out of %j', (words, question, calls) => {
    expect(readFinalWords(words.slice(0, 30_000), question, calls)).toEqual({ unread: expect.any(String) });
  });

  const paris = [call('France', { items: [entity('Paris')] })];
  const cities = [call('France', { items: [entity('Paris'), entity('Lyon')] })];
  const metals = [call('x', { items: [entity('gold'), entity('silver')] })];
  test.each<[string, readonly Called[]]>([
    ['Not Paris but Lyon.', cities],
    ['Paris? No.', paris],
    ['It isn’t Paris.', paris],
    ['The answer is **not** Paris.', paris],
    ['**Paris** is not the capital; **Lyon** is.', cities],
    ['Paris and Lyon. Paris does not count.', cities],
    ['All but Paris: Lyon.', cities],
    ['All of them except Paris.', cities],
    ['None of them: neither Paris nor Lyon.', cities],
    ['Lyon (unlike Paris).', cities],
    ['Paris or Lyon.', cities],
    ['Is it Paris?', paris],
    ['The tool says Paris. In fact it is Marseille.', paris],
    ['The tool says Paris, really Marseille.', paris],
    ['Marseille is the capital, and Paris is second.', paris],
    ['Paris, Lyon and Marseille.', cities],
    ['Marseille, Paris and Lyon.', cities],
    ['- Paris\n- Lyon\n- Marseille', cities],
    ['| Paris | 1 |\n| Lyon | 2 |\n| Marseille | 3 |', cities],
    ['gold, silver and tin', metals],
    ['tin, gold and silver', metals],
    ['gold, silver and others.', metals],
    ['It is Marseille; nothing else fits.', none],
    ['Nothing was found, since the tool failed.', none],
    ['I found no reason to doubt that it is Marseille.', none],
    ['More than 48,345,223.', population],
    ['48,345,223.5', population],
    ['-48,345,223', population],
    ['48,345,223,000', population],
    ['48 345 223 000', population],
    ['1 48 345 223', population],
    ['48345223 million', population],
    ['Georgia', [call('x', { items: [entity('Georgia (country)'), entity('Georgia (state)')] })]],
    ['Springfield', [call('x', { items: [entity('Springfield', 'ex:1'), entity('Springfield', 'ex:2')] })]],
  ])('none is read out of %j, which denies, leaves open, or names what no tool showed', (words, calls) => {
    expect(readFinalWords(words, 'Which is it?', calls)).toEqual({ unread: expect.any(String) });
  });

  test.each([
    'At least 3.',
    'Not 3.',
    'About three.',
    '3 million',
    'three hundred',
    'twenty three',
    '3%',
    '3+',
    '1.000',
    '3 or so',
  ])('%j is no exact number', (words) => {
    expect(readFinalWords(words, 'How many are there?', counted)).toEqual({ unread: expect.any(String) });
  });

  test.each(['No, wait, yes it is.', 'Yes, if Malta counts.', 'Yes. Actually it was another one.'])(
    '%j is neither yes nor no',
    (words) => {
      expect(readFinalWords(words, 'Is Spain one?', [neighbours])).toEqual({ unread: expect.any(String) });
    },
  );

  test.each<[string, readonly Called[], object]>([
    ['The capital of France is Paris. It lies on the Seine.', paris, { entities: ['ex:Paris'] }],
    ['Based on the graph, Paris. Would you like to know more about Lyon?', cities, { entities: ['ex:Paris'] }],
    [
      '- Springfield\n- Springfield',
      [call('x', { items: [entity('Springfield', 'ex:1'), entity('Springfield', 'ex:2')] })],
      { entities: ['ex:1', 'ex:2'] },
    ],
  ])('%j is read all the same', (words, calls, answer) => {
    expect(readFinalWords(words, 'Which is it?', calls)).toEqual({ ...answer, text: words });
  });

  const table = [
    call(['Spain', 'Italy'], {
      rows: [
        { id: 'ex:Spain', label: 'Spain', cells: [{ relation: 'capital', total: 1, items: [entity('Madrid')] }] },
        {
          id: 'ex:Italy',
          label: 'Italy',
          cells: [{ relation: 'seas', total: 2, items: [entity('Adriatic'), entity('Tyrrhenian')] }],
        },
      ],
    }),
  ];
  test('a table is read where every row and all that stands in it is said', () => {
    const words = '| Italy | Adriatic, Tyrrhenian |\n| Spain | Madrid |';
    const rows = [
      ['ex:Spain', 'ex:Madrid'],
      ['ex:Italy', ['ex:Adriatic', 'ex:Tyrrhenian']],
    ];
    expect(readFinalWords(words, undefined, table)).toEqual({ rows, text: words });
    expect(readFinalWords('- Italy: Adriatic\n- Spain: Madrid', undefined, table)).toEqual({
      unread: expect.any(String),
    });
  });

  test('many names and long words are read in no time that anybody would notice', () => {
    const items = Array.from({ length: 5000 }, (_, number) => entity(`Name ${number}`));
    const words = items
      .slice(0, 1000)
      .map(({ label }) => label)
      .join(', ');
    expect(readFinalWords(words, undefined, [call('x', { items })])).toMatchObject({ entities: { length: 1000 } });
    for (const hostile of ['you ', ', not X', ': \n', 'A and ', '. '])
      expect(readFinalWords(hostile.repeat(3000), undefined, chain)).toEqual({ unread: expect.any(String) });
  });
});
