import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isPlural, pluralise, singularise } from '../../../src/relation/wording/plural.ts';

const pairs: readonly (readonly [singular: string, plural: string])[] = [
  ['capital', 'capitals'],
  ['country', 'countries'],
  ['day', 'days'],
  ['box', 'boxes'],
  ['church', 'churches'],
  ['dish', 'dishes'],
  ['class', 'classes'],
  ['address', 'addresses'],
  ['process', 'processes'],
  ['bus', 'buses'],
  ['campus', 'campuses'],
  ['status', 'statuses'],
  ['prize', 'prizes'],
  ['size', 'sizes'],
  ['cause', 'causes'],
  ['house', 'houses'],
  ['disease', 'diseases'],
  ['analysis', 'analyses'],
  ['basis', 'bases'],
  ['axis', 'axes'],
  ['genus', 'genera'],
  ['criterion', 'criteria'],
  ['medium', 'media'],
  ['matrix', 'matrices'],
  ['person', 'people'],
  ['child', 'children'],
  ['woman', 'women'],
  ['cameraman', 'cameramen'],
  ['human', 'humans'],
  ['German', 'Germans'],
  ['wife', 'wives'],
  ['ex-wife', 'ex-wives'],
  ['half-life', 'half-lives'],
  ['mother-in-law', 'mothers-in-law'],
  ['wolf', 'wolves'],
  ['hero', 'heroes'],
  ['radio', 'radios'],
  ['movie', 'movies'],
  ['cookie', 'cookies'],
  ['series', 'series'],
  ['species', 'species'],
  ['headquarters', 'headquarters'],
  ['aircraft', 'aircraft'],
  ['offspring', 'offspring'],
  ['mathematics', 'mathematics'],
  ['music', 'music'],
  ['lens', 'lenses'],
  ['gas', 'gases'],
  ['winner', 'winners'],
  ['ISBN', 'ISBNs'],
  ['ISO code', 'ISO codes'],
  ['official language', 'official languages'],
  ['place of birth', 'places of birth'],
  ['head of state', 'heads of state'],
  ['director of photography', 'directors of photography'],
  ['GDP per capita', 'GDPs per capita'],
  ['number of Nobel prizes', 'numbers of Nobel prizes'],
  ['chemical series', 'chemical series'],
  ['discipline or subject', 'disciplines or subjects'],
  ['fraternity and sorority', 'fraternities and sororities'],
  ['film on the subject', 'films on the subject'],
  ['country governed as its capital', 'countries governed as its capital'],
  ['drug used for treatment', 'drugs used for treatment'],
  ['mass number of the most stable isotope', 'mass numbers of the most stable isotope'],
  ['Olympic Games', 'Olympic Games'],
  ['P31', 'P31'],
  ['首都', '首都'],
];

describe('plural', () => {
  it.each(pairs)('%s has the plural %s', (singular, plural) => {
    expect(pluralise(singular)).toBe(plural);
  });

  it.each(pairs)('%s is the singular of %s', (singular, plural) => {
    expect(singularise(plural)).toBe(singular);
  });

  it.each(pairs)('%s is left alone as a singular', (singular) => {
    expect(singularise(singular)).toBe(singular);
  });

  it('takes no singular in s for a plural', () => {
    expect(['class', 'genus', 'series', 'basis', 'gas', 'campus', 'species'].filter(isPlural)).toEqual([]);
  });

  it('gives singulars back from plurals of any words made of consonants and vowels', () => {
    const syllable = fc.stringMatching(/^[bdfgklmnprt][aeiou][bdgklmnprt]$/);
    const word = fc.array(syllable, { minLength: 2, maxLength: 3 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(word, (noun) => {
        fc.pre(!/(man|men)$/.test(noun));
        expect(singularise(pluralise(noun))).toBe(noun);
      }),
    );
  });
});
