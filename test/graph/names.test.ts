import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Dictionary } from '../../src/graph/index/dictionary.ts';
import { loadGraphFromText } from '../../src/graph/load.ts';
import { LocalSource } from '../../src/graph/local-source.ts';
import { EXACT, sortWords, Vocabulary } from '../../src/graph/name/vocabulary.ts';

const TEXT = `
  @prefix ex: <http://example.org/> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
  @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
  ex:obama rdfs:label "Barack Obama" ; skos:altLabel "Obama" ; a ex:Person .
  ex:michelle rdfs:label "Michelle Obama" ; a ex:Person .
  ex:city rdfs:label "Obama"@en , "小浜市"@ja ; a ex:City .
  ex:zurich rdfs:label "Zürich" , "Zurigo"@it ; a ex:City .
  ex:zNewYork rdfs:label "New York" ; a ex:City . ex:newYorkCity rdfs:label "New York City" ; a ex:City .
  ex:mixed rdfs:label "Straße  des 17. Juni" . ex:lower rdfs:label "the who" . ex:upper rdfs:label "The Who" .
  ex:wide rdfs:label "ＡＢＣ" .
  ex:Capital rdfs:subClassOf ex:City . ex:bern a ex:Capital .
  [] rdfs:label "Obama" .`;

const source = new LocalSource(await loadGraphFromText(TEXT, { format: 'turtle' }));
const named = (name: string, limit = 10): string[] => source.named(name, limit).map(({ id }) => id);
const search = (text: string, options: { class?: string; limit?: number } = {}): string[] =>
  source.search(text, { limit: 10, ...options }).map(({ id }) => id);

describe('a name', () => {
  it('finds all entities that bear it, as label, alias or in any language, and no blank node', () => {
    expect(named('Obama')).toEqual(['ex:city', 'ex:obama']);
    expect(named('Obama', 1)).toEqual(['ex:city']);
    expect(named('小浜市')).toEqual(['ex:city']);
    expect(named('Zurigo')).toEqual(['ex:zurich']);
    expect(named('bern')).toEqual(['ex:bern']);
  });

  it('is looked for but for case, width and white space only if nobody bears it exactly', () => {
    expect(named('The Who')).toEqual(['ex:upper']);
    expect(named('THE WHO')).toEqual(['ex:lower', 'ex:upper']);
    expect(named(' strasse des 17. juni')).toEqual([]);
    expect(named('straße des 17. JUNI')).toEqual(['ex:mixed']);
    expect(named('abc')).toEqual(['ex:wide']);
    expect(named('nobody')).toEqual([]);
    expect(named('')).toEqual([]);
  });

  it('comes with the classes that tell its bearers apart', () => {
    expect(source.named('Obama', 5)).toEqual([
      { iri: 'http://example.org/city', id: 'ex:city', label: 'Obama', classes: ['City'] },
      { iri: 'http://example.org/obama', id: 'ex:obama', label: 'Barack Obama', classes: ['Person'] },
    ]);
    expect(source.classesOf('http://example.org/bern')).toEqual(['Capital', 'City']);
  });
});

describe('a search', () => {
  it('forgives slips, accents and missing words, the best first', () => {
    expect(search('Barak Obama')[0]).toBe('ex:obama');
    expect(search('zurich')).toEqual(['ex:zurich']);
    expect(search('new york')).toEqual(['ex:zNewYork', 'ex:newYorkCity']);
    expect(search('york new city')[0]).toBe('ex:newYorkCity');
    expect(search('小浜')).toEqual(['ex:city']);
    expect(search('michele')).toEqual(['ex:michelle']);
    expect(search('qqqqq')).toEqual([]);
    expect(search('!?')).toEqual([]);
  });

  it('keeps to a class and its subclasses, and to the limit', () => {
    expect(search('obama', { class: 'http://example.org/City' })).toEqual(['ex:city']);
    expect(search('bern', { class: 'http://example.org/City' })).toEqual(['ex:bern']);
    expect(search('obama', { class: 'http://example.org/Nothing' })).toEqual([]);
    expect(search('obama', { limit: 1 })).toHaveLength(1);
  });
});

describe('the vocabulary', () => {
  it('finds exactly the words within the allowed edits, and those that begin alike', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'é', '京', '\u{1f600}'), minLength: 1, maxLength: 9 });
    fc.assert(
      fc.property(fc.uniqueArray(word, { minLength: 1, maxLength: 60 }), word, (words, wanted) => {
        const dictionary = new Dictionary();
        for (const one of words) dictionary.intern(one);
        const { words: sorted, ranks } = sortWords(dictionary);
        const vocabulary = new Vocabulary(sorted);
        const length = [...wanted].length;
        const edits = length <= 3 ? 0 : length <= 6 ? 1 : 2;
        const expected = new Map<number, number>();
        for (const [index, one] of words.entries()) {
          const distance = levenshtein([...one], [...wanted]);
          const quality = distance <= edits ? ([EXACT, 8, 5][distance] as number) : 0;
          const best = Math.max(quality, one.startsWith(wanted) && one !== wanted ? 9 : 0);
          if (best > 0) expected.set(ranks[index] as number, best);
        }
        expect(new Map(vocabulary.near(wanted).map(({ token, quality }) => [token, quality]))).toEqual(expected);
      }),
      { numRuns: 300 },
    );
  });
});

function levenshtein(left: readonly string[], right: readonly string[]): number {
  let row = right.map((_, index) => index + 1);
  for (const [index, letter] of left.entries()) {
    let diagonal = index;
    let before = index + 1;
    row = row.map((above, column) => {
      const value = Math.min(diagonal + (letter === right[column] ? 0 : 1), above + 1, before + 1);
      diagonal = above;
      before = value;
      return value;
    });
  }
  return row.at(-1) ?? left.length;
}
