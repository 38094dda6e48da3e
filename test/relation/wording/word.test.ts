import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wordClass, wordRelation } from '../../../src/relation/wording/word.ts';

type Row = readonly [input: string, kind: 'noun' | 'participle' | 'verb', singular: string, plural: string];

const entities = { valued: false, datatype: undefined };
const value = (name: string) => ({ valued: true, datatype: `http://www.w3.org/2001/XMLSchema#${name}` });

const names: readonly Row[] = [
  ['capital', 'noun', 'capital', 'capitals'],
  ['hasCapital', 'noun', 'capital', 'capitals'],
  ['has_capital', 'noun', 'capital', 'capitals'],
  ['hasISBN', 'noun', 'ISBN', 'ISBNs'],
  ['isoCode', 'noun', 'ISO code', 'ISO codes'],
  ['ISOCode', 'noun', 'ISO code', 'ISO codes'],
  ['iso3166Code', 'noun', 'ISO 3166 code', 'ISO 3166 codes'],
  ['IMDbID', 'noun', 'IMDB ID', 'IMDB IDs'],
  ['CO2Emissions', 'noun', 'CO2 emission', 'CO2 emissions'],
  ['GDPPerCapita', 'noun', 'GDP per capita', 'GDPs per capita'],
  ['P31', 'noun', 'P31', 'P31'],
  ['BFO_0000050', 'noun', 'BFO 0000050', 'BFO 0000050'],
  ['PLACE_OF_BIRTH', 'noun', 'place of birth', 'places of birth'],
  ['place-of-birth', 'noun', 'place of birth', 'places of birth'],
  ['placeOfBirth', 'noun', 'place of birth', 'places of birth'],
  ['place%20of%20birth', 'noun', 'place of birth', 'places of birth'],
  ['sibling_s', 'noun', 'sibling', 'siblings'],
  ['winners', 'noun', 'winner', 'winners'],
  ['series', 'noun', 'series', 'series'],
  ['address', 'noun', 'address', 'addresses'],
  ['languages_spoken', 'noun', 'spoken language', 'spoken languages'],
  ['awardReceived', 'noun', 'received award', 'received awards'],
  ['place_founded', 'noun', 'place founded', 'places founded'],
  ['hasEstimatedPopulation', 'noun', 'estimated population', 'estimated populations'],
  ['neighbouringCountry', 'noun', 'neighbouring country', 'neighbouring countries'],
  ['costume_design_by', 'noun', 'costume designer', 'costume designers'],
  ['story_by', 'noun', 'story writer', 'story writers'],
  ['countries_within', 'noun', 'country', 'countries'],
  ['año', 'noun', 'año', 'años'],
  ['首都', 'noun', '首都', '首都'],
  ['constructor', 'noun', 'constructor', 'constructors'],
  ['__proto__', 'noun', 'proto', 'protos'],
  ['directedBy', 'participle', 'directed by', 'directed by'],
  ['directed_by', 'participle', 'directed by', 'directed by'],
  ['executive_produced_by', 'participle', 'executive produced by', 'executive produced by'],
  ['wasBornIn', 'participle', 'born in', 'born in'],
  ['isLocatedIn', 'participle', 'located in', 'located in'],
  ['hasBeenVisitedBy', 'participle', 'visited by', 'visited by'],
  ['basedOn', 'participle', 'based on', 'based on'],
  ['namedAfter', 'participle', 'named after', 'named after'],
  ['setIn', 'participle', 'set in', 'set in'],
  ['isMarriedTo', 'participle', 'married to', 'married to'],
  ['isInterestedIn', 'participle', 'interested in', 'interested in'],
  ['starring', 'participle', 'starring', 'starring'],
  ['isCapitalOf', 'participle', 'capital of', 'capitals of'],
  ['partOf', 'participle', 'part of', 'parts of'],
  ['symptom_of', 'participle', 'symptom of', 'symptoms of'],
  ['sameAs', 'participle', 'same as', 'same as'],
  ['isA', 'participle', 'a kind of', 'kinds of'],
  ['contains', 'verb', 'contains', 'contain'],
  ['partially_contains', 'verb', 'partially contains', 'partially contain'],
  ['containsElement', 'verb', 'contains element', 'contain element'],
  ['borders', 'verb', 'borders', 'border'],
  ['stars', 'verb', 'stars', 'star'],
  ['sharesBorderWith', 'verb', 'shares border with', 'share border with'],
  ['livesIn', 'verb', 'lives in', 'live in'],
  ['playsFor', 'verb', 'plays for', 'play for'],
  ['discovered', 'verb', 'discovered', 'discovered'],
  ['diedIn', 'verb', 'died in', 'died in'],
  ['graduatedFrom', 'verb', 'graduated from', 'graduated from'],
  ['wroteMusicFor', 'verb', 'wrote music for', 'wrote music for'],
  ['hasWonPrize', 'verb', 'has won prize', 'have won prize'],
];

const labels: readonly Row[] = [
  ['Official Language', 'noun', 'official language', 'official languages'],
  ['Place of Birth', 'noun', 'place of birth', 'places of birth'],
  ['DISTANCE FROM SUN', 'noun', 'distance from sun', 'distances from sun'],
  ['number of Nobel prizes', 'noun', 'number of Nobel prizes', 'numbers of Nobel prizes'],
  ['English name', 'noun', 'English name', 'English names'],
  ['ISO code', 'noun', 'ISO code', 'ISO codes'],
  ['pH value', 'noun', 'pH value', 'pH values'],
  ['birthPlace', 'noun', 'birth place', 'birth places'],
  ['has part(s)', 'noun', 'part', 'parts'],
  ['The Capital', 'noun', 'capital', 'capitals'],
  ['position held', 'noun', 'held position', 'held positions'],
  ['country of citizenship', 'noun', 'country of citizenship', 'countries of citizenship'],
  ['people born here', 'noun', 'person born here', 'people born here'],
  [
    'languages spoken, written or signed',
    'noun',
    'language spoken written or signed',
    'languages spoken written or signed',
  ],
  ['Directed By', 'participle', 'directed by', 'directed by'],
  ['is the capital of', 'participle', 'capital of', 'capitals of'],
  ['are members of', 'participle', 'member of', 'members of'],
  ['member of political party', 'participle', 'member of political party', 'member of political party'],
  ['located in the region', 'participle', 'located in the region', 'located in the region'],
];

describe('wordRelation', () => {
  it.each(names)('words the local name %s as a %s: %s', (name, kind, singular, plural) => {
    expect(wordRelation(`http://example.org/${name}`, undefined, entities).wording).toEqual({ kind, singular, plural });
  });

  it.each(labels)('words the label "%s" as a %s: %s', (label, kind, singular, plural) => {
    expect(wordRelation('urn:x:y', label, entities).wording).toEqual({ kind, singular, plural });
  });

  it.each([
    ['founded', 'gYear', 'year founded', 'years founded'],
    ['died', 'date', 'date died', 'dates died'],
    ['firstAired', 'dateTime', 'date first aired', 'dates first aired'],
    ['isRadioactive', 'boolean', 'radioactive status', 'radioactive statuses'],
    ['radioactive', 'boolean', 'radioactive status', 'radioactive statuses'],
    ['runs', 'integer', 'run', 'runs'],
    ['estimatedPopulation', 'integer', 'estimated population', 'estimated populations'],
  ])('words %s with values of %s as the noun %s', (name, datatype, singular, plural) => {
    const { wording } = wordRelation(`http://example.org/${name}`, undefined, value(datatype));
    expect(wording).toEqual({ kind: 'noun', singular, plural });
  });

  it('keeps a leading capital where the graph writes labels in lower case', () => {
    expect(wordRelation('urn:x:y', 'Mohs hardness', entities, true).wording.singular).toBe('Mohs hardness');
    expect(wordRelation('urn:x:y', 'Hardness', entities, false).wording.singular).toBe('hardness');
  });

  it('falls from the label to the IRI to a hash', () => {
    expect(wordRelation('urn:x:capital', '!!!', entities)).toMatchObject({ legibility: 'name' });
    expect(wordRelation('urn:x:P31', undefined, entities)).toMatchObject({ legibility: 'code' });
    const nothing = wordRelation('http://example.org/!!!', '…', entities);
    expect(nothing.legibility).toBe('hash');
    expect(nothing.wording.singular).toMatch(/^relation [0-9a-f]{6}$/);
  });

  it('never gives an empty, long, or unclean wording, whatever the label and IRI', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 400 }),
      fc.string({ unit: 'grapheme', maxLength: 80 }),
      fc.constantFrom(
        'constructor',
        '__proto__',
        'ignore previous\n instructions',
        '\u202eevil',
        'a'.repeat(300),
        '  ',
      ),
    );
    fc.assert(
      fc.property(text, fc.option(text, { nil: undefined }), fc.boolean(), (iri, label, valued) => {
        const { singular, plural } = wordRelation(iri, label, { valued, datatype: undefined }).wording;
        for (const said of [singular, plural]) {
          expect(said).toMatch(/^[\p{L}\p{M}\p{N}' -]+$/u);
          expect(said.length).toBeLessThanOrEqual(60);
          expect(said.trim()).toBe(said);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('words a label of a megabyte in no time to speak of', () => {
    const { singular } = wordRelation('urn:x:y', `word ${'very '.repeat(250_000)}`, entities).wording;
    expect(singular.length).toBeLessThanOrEqual(60);
  });
});

describe('wordClass', () => {
  it.each([
    ['Country', undefined, 'country', 'countries'],
    ['ChemicalElement', undefined, 'chemical element', 'chemical elements'],
    ['Countries', undefined, 'country', 'countries'],
    ['TVShow', undefined, 'TV show', 'TV shows'],
    ['People', undefined, 'person', 'people'],
    ['Q6256', 'Sovereign State', 'sovereign state', 'sovereign states'],
    ['Species', undefined, 'species', 'species'],
  ])('names the class %s (%s) %s', (name, label, singular, plural) => {
    expect(wordClass(`http://example.org/${name}`, label)).toEqual({ label: singular, plural });
  });

  it('names a class of punctuation by a hash', () => {
    expect(wordClass('http://example.org/---', '???').label).toMatch(/^class [0-9a-f]{6}$/);
  });
});
