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
  });
});
