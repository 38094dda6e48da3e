import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readFreebasePath } from '../../../src/relation/wording/freebase-path.ts';
import { classFromPath, wordRelation } from '../../../src/relation/wording/word.ts';

const entities = { valued: false, datatype: undefined };
const minted = (path: string): string => `urn:kg:${encodeURIComponent(path)}`;

const rows: readonly (readonly [path: string, said: string, head: string])[] = [
  ['/film/film/genre', 'genre', 'film'],
  ['/people/person/place_of_birth', 'place of birth', 'person'],
  ['/film/film/directed_by', 'directed by', 'film'],
  ['/film/film/costume_design_by', 'costume designer', 'film'],
  ['/location/location/contains', 'contains', 'location'],
  ['/tv/tv_program/regular_cast./tv/regular_tv_appearance/actor', 'regular cast actor', 'TV program'],
  ['/award/award_category/winners./award/award_honor/ceremony', 'award ceremony', 'award category'],
  ['/people/person/spouse_s./people/marriage/spouse', 'spouse', 'person'],
  ['/people/person/places_lived./people/place_lived/location', 'place of residence', 'person'],
  ['/location/us_county/county_seat', 'county seat', 'US county'],
  ['/medicine/symptom/symptom_of', 'symptom of', 'symptom'],
  ['/olympics/olympic_games/participating_countries', 'participating country', 'Olympic Games'],
  [
    '/base/schemastaging/person_extra/net_worth./measurement_unit/dated_money_value/currency',
    'net worth currency',
    'person',
  ],
  ['/zoo/big_zoo/houses_kept./zoo/keeping/animal', 'kept house animal', 'big zoo'],
];

describe('Freebase paths', () => {
  it.each(rows)('%s is said "%s", of a %s', (path, said, head) => {
    expect(wordRelation(minted(path), undefined, entities).wording.singular).toBe(said);
    expect(classFromPath(minted(path), undefined)?.label).toBe(head);
  });

  it('are read from a label, behind any base, and in the dotted form of the RDF dump', () => {
    expect(wordRelation('urn:x:1', '/film/film/genre', entities).wording.singular).toBe('genre');
    expect(readFreebasePath(`https://example.org/r/${encodeURIComponent('/film/film/genre')}`)?.type).toBe('film');
    expect(readFreebasePath('http://rdf.freebase.com/ns/film.film.genre')?.path).toBe('/film/film/genre');
  });

  it('give way to a real label', () => {
    expect(wordRelation(minted('/film/film/genre'), 'kind of film', entities).wording.singular).toBe('kind of film');
  });

  it.each(['/film', '/film/film', 'http://example.org/film/film/genre', 'genre', '/a/b/c./d', `/${'a/'.repeat(400)}`])(
    'are not seen in %s',
    (text) => {
      expect(readFreebasePath(text)).toBeUndefined();
    },
  );
});

/** Named by the environment; without it there is nothing to read, and the test is skipped. */
const freebase = join(process.env['GRAPHTRAIL_DATA'] ?? 'nowhere', 'train.tsv.gz');

describe.skipIf(!existsSync(freebase))('the relations of FB15k-237', () => {
  it('are all worded from their paths, in words without slashes or underscores', () => {
    const lines = gunzipSync(readFileSync(freebase)).toString().split('\n');
    const paths = [...new Set(lines.map((line) => line.split('\t')[1] ?? ''))].filter((path) => path !== '');
    expect(paths).toHaveLength(237);
    for (const path of paths) {
      const { singular, plural } = wordRelation(minted(path), undefined, entities).wording;
      expect(singular).toMatch(/^[A-Za-z][A-Za-z -]+$/);
      expect(singular.length).toBeLessThan(45);
      expect(plural).not.toMatch(/ss$/);
    }
  });
});
