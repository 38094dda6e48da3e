import { describe, expect, test } from 'vitest';
import { mentions, missingNames } from '../../src/graph/name/mention.ts';
import { spokenNames } from '../../src/reword/mention.ts';

describe('a name stands in a question', () => {
  test.each([
    ['What is the capital of France?', 'France'],
    ["What is FRANCE's capital?", 'France'],
    ['What is France’s capital?', 'France'],
    ["What is the Netherlands' capital?", 'Netherlands'],
    ['Is it "France"?', 'France'],
    ['Who founded (the) A.B.?', 'A.B.'],
    ['Is Cote d’Ivoire larger?', "Cote d'Ivoire"],
    ['Is Co\u0302te larger?', 'C\u00f4te'],
    ['Is the C++ band older?', 'C++'],
    ['France?', 'France'],
  ])('%s: %s', (text, name) => {
    expect(mentions(text, name)).toBe(true);
  });

  test.each([
    ['What is the capital of Franceville?', 'France'],
    ['What is a non-French country?', 'French'],
    ['What borders Guinea-Bissau?', 'Guinea'],
    ['What borders Guinea-Bissau?', 'Bissau'],
    ["Who is O'Brien?", 'O'],
    ["Who is O'Brien?", 'Brien'],
    ["What are Frances'sons?", 'Frances'],
    ['What is 1990s music?', '1990'],
    ['Is Cote larger?', 'C\u00f4te'],
    ['Is it there?', ''],
  ])('%s: not %s', (text, name) => {
    expect(mentions(text, name)).toBe(false);
  });

  test('but not where it is a piece of another one', () => {
    const names = ['Guinea', 'Equatorial Guinea'];
    expect(missingNames('Do Guinea and Equatorial Guinea share a river?', names)).toEqual([]);
    expect(missingNames('Do Equatorial Guinea and Gabon share a river?', names)).toEqual(['Guinea']);
    expect(missingNames('Does Guinea have a river?', names)).toEqual(['Equatorial Guinea']);
  });
});

test('what a question calls its anchors includes what tells namesakes apart', () => {
  const anchor = (label: string, id = label) => ({ id, iri: `urn:${id}`, label, name: label });
  const spoken = (question: string, ...labels: string[]) =>
    spokenNames({ question, anchors: labels.map((label) => anchor(label)) });
  expect(spoken('What is the capital of Mexico (country)?', 'Mexico')).toEqual(['Mexico (country)']);
  expect(spoken('Is Mexico City in Mexico (c:Mexico)?', 'Mexico', 'Mexico City')).toEqual([
    'Mexico (c:Mexico)',
    'Mexico City',
  ]);
  expect(spoken('Who wrote Mary Poppins (film)?', 'Mary Poppins (film)')).toEqual(['Mary Poppins (film)']);
  expect(spoken('Is it there?', 'Nowhere')).toEqual(['Nowhere']);
});
