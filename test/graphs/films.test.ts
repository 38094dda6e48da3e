// The laws of the graph of films: what must hold of the generated Turtle whatever the single rows say.
import { readFileSync } from 'node:fs';
import { Parser, Store } from 'n3';
import { describe, expect, it } from 'vitest';
import { generateGraph } from '../../graphs/generate.ts';

const file = readFileSync('graphs/films.ttl', 'utf8');
const store = new Store(new Parser().parse(file));
const own = 'urn:graphtrail:films:';
const owl = 'http://www.w3.org/2002/07/owl#';
const rdfs = 'http://www.w3.org/2000/01/rdf-schema#';
const type = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#type';

const local = (term: { value: string }): string => term.value.replace(own, '');
const instances = (name: string): string[] => store.getSubjects(type, own + name, null).map(local);
const values = (subject: string, relation: string): string[] =>
  store.getObjects(own + subject, own + relation, null).map(local);
const relationsOf = (kind: string): string[] => store.getSubjects(type, owl + kind, null).map(local);
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

/** The class and all classes above it. */
function withSuperclasses(name: string): string[] {
  const above = store.getObjects(own + name, `${rdfs}subClassOf`, null).map(local);
  return [name, ...above.flatMap(withSuperclasses)];
}

describe('the file', () => {
  it('is what the generator makes of the tables', () => {
    expect(generateGraph('films')).toBe(file);
  });

  it('states its true counts in the header', () => {
    const classes = relationsOf('Class').filter((name) => instances(name).length > 0);
    const counts = classes.sort().map((name) => `${name} ${instances(name).length}`);
    expect(file).toContain(`\n# counts: ${store.size} triples; ${counts.join(', ')}\n`);
    expect(store.size).toBeGreaterThan(30_000);
  });

  it('labels every entity, class and relation in English, once', () => {
    const subjects = store.getSubjects(null, null, null).filter(({ value }) => value.startsWith(own));
    expect(subjects.map(local).filter((subject) => english(subject).length !== 1)).toEqual([]);
  });

  it('declares every relation and class with a comment, and uses every declared relation', () => {
    const declared = [...relationsOf('ObjectProperty'), ...relationsOf('DatatypeProperty')];
    for (const name of [...declared, ...relationsOf('Class')])
      expect(store.countQuads(own + name, `${rdfs}comment`, null, null), name).toBe(1);
    const used = store.getPredicates(null, null, null).map(local);
    expect(declared.filter((relation) => !used.includes(relation))).toEqual([]);
    expect(used.filter((relation) => !declared.includes(relation) && !relation.includes(':'))).toEqual([]);
  });
});

describe('the relations', () => {
  it.each([...relationsOf('ObjectProperty'), ...relationsOf('DatatypeProperty')])(
    '%s stays within its domain and range',
    (relation) => {
      const [domain, range] = ['domain', 'range'].map((end) =>
        store
          .getObjects(own + relation, rdfs + end, null)
          .map(local)
          .join(),
      );
      const isA = (entity: string, wanted: string | undefined): boolean =>
        store.getObjects(own + entity, type, null).some((term) => withSuperclasses(local(term)).includes(`${wanted}`));
      for (const { subject, object } of store.getQuads(null, own + relation, null, null)) {
        expect(isA(local(subject), domain), `${subject.value} ${relation}`).toBe(true);
        if (object.termType === 'Literal') expect(object.datatype.value).toBe(range);
        else expect(isA(local(object), range), `${relation} ${object.value}`).toBe(true);
      }
    },
  );

  it.each(relationsOf('FunctionalProperty'))('%s has at most one value', (relation) => {
    const subjects = pairs(relation).map(([subject]) => subject);
    expect(new Set(subjects).size).toBe(subjects.length);
  });

  it.each(relationsOf('InverseFunctionalProperty'))('%s has no value twice', (relation) => {
    const objects = pairs(relation).map(([, object]) => object);
    expect(new Set(objects).size).toBe(objects.length);
  });

  it('hold in both directions where they have an inverse', () => {
    const inverse = store.getQuads(null, `${owl}inverseOf`, null, null);
    expect(inverse).toHaveLength(10);
    for (const { subject, object } of inverse) {
      const forth = pairs(local(subject)).map(([left, right]) => `${left} ${right}`);
      const back = pairs(local(object)).map(([left, right]) => `${right} ${left}`);
      expect(forth.sort()).toEqual(back.sort());
    }
  });
});

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
