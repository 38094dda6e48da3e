import fc from 'fast-check';
import { expect, test } from 'vitest';
import { answerSentence, readAnswerSentence, type SaidAnswer } from '../../src/harvest/answer-sentence.ts';
import { seededRandom } from '../../src/logic/random.ts';

const word = (answer: SaidAnswer, seed = 'seed') => answerSentence(answer, seededRandom(seed));
const seeds = Array.from({ length: 40 }, (_, index) => `seed ${index}`);

/** Labels made of what the sentences themselves are made of. */
const hostileLabel = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc
    .array(
      fc.constantFrom(
        ' and ',
        ', ',
        '. ',
        '.',
        '"',
        '\\',
        '\n',
        '\r\n',
        '- ',
        '\u2028',
        '\u202e',
        'A',
        'B',
        '#',
        '2',
        ' ',
        'There is none.',
        'The answer is ',
        'The answers are:',
        'There are 2: ',
        'I found these 2:',
        'Yes.',
        'The total is ',
        'The value is ',
      ),
      { maxLength: 6 },
    )
    .map((parts) => parts.join('')),
);

test('any set of names, however hostile, reads back exactly', () => {
  fc.assert(
    fc.property(fc.array(hostileLabel, { maxLength: 12 }), fc.string(), (names, seed) => {
      const read = readAnswerSentence(word({ kind: 'names', names }, seed));
      expect(read?.kind === 'names' ? read.names : undefined).toEqual(names);
    }),
    { numRuns: 2000 },
  );
});

test('numbers, yes and no, and values with and without unit read back exactly', () => {
  const answer = fc.oneof(
    fc
      .double({ noNaN: true, noDefaultInfinity: true })
      .map((number): SaidAnswer => ({ kind: 'number', number: number + 0 })),
    fc.integer().map((number): SaidAnswer => ({ kind: 'number', number })),
    fc.boolean().map((boolean): SaidAnswer => ({ kind: 'boolean', boolean })),
    fc
      .array(
        fc.record({
          name: hostileLabel,
          cells: fc.array(fc.array(hostileLabel, { maxLength: 3 }), { minLength: 1, maxLength: 3 }),
        }),
        { minLength: 1, maxLength: 4 },
      )
      .map((rows): SaidAnswer => ({ kind: 'rows', rows })),
    hostileLabel.map((value): SaidAnswer => ({ kind: 'value', value })),
    fc
      .tuple(hostileLabel, fc.constantFrom('km²', 'square kilometres', 'm/s'))
      .map(([value, unit]): SaidAnswer => ({ kind: 'value', value, unit })),
  );
  fc.assert(
    fc.property(answer, fc.string(), (said, seed) => {
      expect(readAnswerSentence(word(said, seed))).toEqual(said);
    }),
    { numRuns: 1000 },
  );
});

test('ordinary names stand in ordinary sentences, in several phrasings', () => {
  const two = new Set(seeds.map((seed) => word({ kind: 'names', names: ['Belgium', 'Germany'] }, seed)));
  expect(two).toContain('The answers are Belgium and Germany.');
  expect(two).toContain('There are 2: Belgium and Germany.');
  expect(two.size).toBe(4);
  const one = new Set(seeds.map((seed) => word({ kind: 'names', names: ['Paris'] }, seed)));
  expect(one).toContain('It is Paris.');
  expect(one.size).toBe(4);
  expect(new Set(seeds.map((seed) => word({ kind: 'names', names: [] }, seed))).size).toBe(3);
});

test('a list has no comma before "and", and a long one stands in lines', () => {
  const inline = new Set(seeds.map((seed) => word({ kind: 'names', names: ['A', 'B', 'C'] }, seed)));
  expect(inline).toContain('They are A, B and C.');
  const names = Array.from({ length: 9 }, (_, index) => `N${index}`);
  expect(seeds.every((seed) => word({ kind: 'names', names }, seed).split('\n').length === 10)).toBe(true);
});

test('names with commas or "and" stand in lines of their own, and one that ends with a full stop is quoted', () => {
  expect(word({ kind: 'names', names: ['Bosnia and Herzegovina', 'Washington, D.C.'] })).toMatch(
    /:\n- Bosnia and Herzegovina\n- Washington, D\.C\.$/,
  );
  expect(word({ kind: 'names', names: ['Washington, D.C.'] })).toMatch(/"Washington, D\.C\."$/);
});

test('a value is said with its unit, a number as a total', () => {
  expect(seeds.map((seed) => word({ kind: 'value', value: '83.5', unit: 'km²' }, seed))).toContain(
    'The value is 83.5 km².',
  );
  expect(seeds.map((seed) => word({ kind: 'number', number: 7 }, seed))).toContain('The total is 7.');
});

test('a table stands a row a line, and says where nothing is stated', () => {
  const rows = [
    { name: 'France', cells: [['Paris'], ['68000000']] },
    { name: 'Bolivia', cells: [['La Paz', 'Sucre'], []] },
    { name: 'a: b', cells: [['none stated'], ['x; y']] },
  ];
  expect(word({ kind: 'rows', rows }).split('\n').slice(1)).toEqual([
    '- France: Paris; 68000000',
    '- Bolivia: La Paz, Sucre; none stated',
    '- "a: b": "none stated"; "x; y"',
  ]);
});

test('a sentence that is none of ours is not read', () => {
  for (const text of [
    '',
    'Paris.',
    'The answer is A, B.',
    'There are 3: A and B.',
    'The answers are:\nA',
    'The answer is "A',
    'They are A; and B.',
    'They are A. and B.',
    'The answers are:\n- "A" B',
    'One line each:\n- A',
    'One line each:\nA: B',
    'One line each:\n- A: B: C',
  ]) {
    expect(readAnswerSentence(text)).toBeUndefined();
  }
});

test('a truth is said in words that answer "Did …?" and "Do …?" as well as "Is …?"', () => {
  for (const boolean of [true, false]) {
    const said = new Set(seeds.map((seed) => word({ kind: 'boolean', boolean }, seed)));
    expect(said.size).toBe(3);
    for (const sentence of said) expect(sentence).toMatch(/^(Yes|No)(, that is (not )?(so|right))?\.$/);
  }
});
