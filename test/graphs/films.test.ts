// The laws of the graph of films: what must hold of the generated Turtle whatever the single rows say.
import { readFileSync } from 'node:fs';
import { Parser, Store } from 'n3';
import { describe, expect, it } from 'vitest';

const file = readFileSync('graphs/films.ttl', 'utf8');
const store = new Store(new Parser().parse(file));
const own = 'urn:graphtrail:films:';
const rdfs = 'http://www.w3.org/2000/01/rdf-schema#';
const type = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#type';

const local = (term: { value: string }): string => term.value.replace(own, '');
const instances = (name: string): string[] => store.getSubjects(type, own + name, null).map(local);
const values = (subject: string, relation: string): string[] =>
  store.getObjects(own + subject, own + relation, null).map(local);
const pairs = (relation: string): [string, string][] =>
  store.getQuads(null, own + relation, null, null).map(({ subject, object }) => [local(subject), local(object)]);
const english = (subject: string): string[] =>
  store
    .getObjects(own + subject, `${rdfs}label`, null)
    .filter((term) => 'language' in term && term.language === 'en')
    .map((term) => term.value);
/** The year, or undefined where none is stated. */
const year = (subject: string, relation: string): number | undefined => values(subject, relation).map(Number)[0];
const films = instances('Film');
const people = instances('Person');

/** The pairs of a relation whose two years are known and do not stand in the order that is asked for. */
function misplaced(relation: string, first: string, second: string, inOrder: (a: number, b: number) => boolean) {
  return pairs(relation).filter(([subject, object]) => {
    const [left, right] = [year(subject, first), year(object, second)];
    return left !== undefined && right !== undefined && !inOrder(left, right);
  });
}

describe('the films', () => {
  it('are many', () => {
    expect(films.length).toBeGreaterThanOrEqual(480);
    expect(people.length).toBeGreaterThanOrEqual(1000);
  });

  it.each(['director', 'genre', 'releaseYear'])('have a %s each', (relation) => {
    expect(films.filter((film) => values(film, relation).length === 0)).toEqual([]);
  });

  it('came out between 1902 and 2023, no two in one year under one name', () => {
    const names = films.map((film) => `${english(film)} ${year(film, 'releaseYear')}`);
    expect(new Set(names).size).toBe(films.length);
    const years = films.map((film) => Number(year(film, 'releaseYear')));
    expect([Math.min(...years), Math.max(...years)]).toEqual([1902, 2023]);
  });

  it('name at most four leading actors', () => {
    expect(films.filter((film) => values(film, 'starring').length > 4)).toEqual([]);
  });

  it.each(['director', 'starring', 'screenwriter', 'composer'])('are younger than each %s', (relation) => {
    expect(misplaced(relation, 'releaseYear', 'birthYear', (release, birth) => birth < release)).toEqual([]);
  });

  it.each(['director', 'composer'])('come out within a year of the death of a %s at the latest', (relation) => {
    expect(misplaced(relation, 'releaseYear', 'deathYear', (release, death) => release <= death + 1)).toEqual([]);
  });

  it('come out no earlier than the work they are based on', () => {
    expect(misplaced('basedOn', 'releaseYear', 'publicationYear', (film, work) => work <= film)).toEqual([]);
  });

  it('come out no earlier than the film they follow, and no series runs in a circle', () => {
    expect(misplaced('sequel', 'releaseYear', 'releaseYear', (film, next) => film <= next)).toEqual([]);
    for (const film of films) {
      const series = [film];
      for (const part of series) {
        series.push(...values(part, 'sequel'));
        expect(series.slice(1), film).not.toContain(film);
      }
    }
  });

  it('include every winner of the Academy Award for Best Picture and of the Palme d’Or up to 2023', () => {
    expect(values('Academy_Award_for_Best_Picture', 'awardedWork')).toHaveLength(96);
    expect(values('Palme_d_Or', 'awardedWork')).toHaveLength(63);
    expect(values('Academy_Award_for_Best_International_Feature_Film', 'awardedWork')).toHaveLength(68);
  });
});

describe('the people', () => {
  it('die after they are born', () => {
    const wrong = people.filter((person) => {
      const [birth, death] = [year(person, 'birthYear'), year(person, 'deathYear')];
      return birth !== undefined && death !== undefined && (death - birth < 15 || death - birth > 110);
    });
    expect(wrong).toEqual([]);
  });

  it('each have a part in a film or a literary work', () => {
    const parts = ['directed', 'starredIn', 'wroteScreenplayOf', 'composedFor', 'authored'];
    expect(people.filter((person) => parts.every((part) => values(person, part).length === 0))).toEqual([]);
  });

  it('have the occupations that their parts show', () => {
    const shown = { director: 'Film_Director', screenwriter: 'Screenwriter', composer: 'Composer', author: 'Writer' };
    for (const [relation, occupation] of Object.entries(shown))
      for (const [, person] of pairs(relation)) expect(values(person, 'occupation'), person).toContain(occupation);
  });

  it('write no book before they are twelve', () => {
    expect(misplaced('author', 'publicationYear', 'birthYear', (work, birth) => birth + 12 < work)).toEqual([]);
  });

  it('win the awards of actors and of directors in their trade', () => {
    for (const person of values('Academy_Award_for_Best_Director', 'laureate'))
      expect(values(person, 'occupation'), person).toContain('Film_Director');
    for (const award of ['Academy_Award_for_Best_Actor', 'Academy_Award_for_Best_Actress'])
      for (const person of values(award, 'laureate')) expect(values(person, 'occupation'), person).toContain('Actor');
  });
});

describe('the places', () => {
  it('are cities in exactly one country each, and all are someone’s place of birth', () => {
    for (const city of instances('City')) {
      expect(values(city, 'locatedIn'), city).toHaveLength(1);
      expect(values(city, 'native').length, city).toBeGreaterThan(0);
    }
  });
});

describe('the questions the graph is made for', () => {
  it('finds the films by a director with an actor', () => {
    const both = values('Akira_Kurosawa', 'directed').filter((film) =>
      values(film, 'starring').includes('Toshiro_Mifune'),
    );
    expect(both.length).toBeGreaterThanOrEqual(8);
    expect(both).toContain('Seven_Samurai');
  });

  it('finds the composers for films by directors born in a city', () => {
    const composers = values('Rome', 'native').flatMap((director) =>
      values(director, 'directed').flatMap((film) => values(film, 'composer')),
    );
    expect(composers).toContain('Ennio_Morricone');
  });
});
