import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadGraphFromText } from '../../src/graph/load.ts';
import { LocalSource } from '../../src/graph/local-source.ts';
import type { Source, TermSet } from '../../src/graph/source.ts';
import { nTriples, statements } from './arbitrary.ts';

const TEXT = `
  @prefix ex: <http://example.org/> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
  @prefix owl: <http://www.w3.org/2002/07/owl#> .
  <http://example.org/> a owl:Ontology ; ex:licence ex:free ; ex:about ex:rhine . ex:borders a owl:SymmetricProperty ; rdfs:domain ex:Country .
  ex:Country rdfs:subClassOf ex:Place . ex:Place rdfs:subClassOf ex:Country .
  ex:fr a ex:Country ; rdfs:label "France" ; ex:borders ex:de , ex:es ; ex:area 643801 ; ex:motto "Liberté"@fr .
  ex:de a ex:Country ; rdfs:label "Germany" ; ex:borders ex:fr , ex:pl .
  ex:es a ex:Country ; rdfs:label "Spain" ; ex:borders ex:fr .
  ex:fr ex:office [ ex:holder ex:macron ; ex:place [ ex:in ex:paris ] ] , ex:senate .
  ex:rhine a ex:Place .`;

const e = (name: string): string => `http://example.org/${name}`;
const source: Source = new LocalSource(await loadGraphFromText(TEXT, { format: 'turtle', name: 'places.ttl' }));
const page = { offset: 0, limit: 100 };
const ids = async (set: TermSet | Promise<TermSet>): Promise<string[]> =>
  (await source.items(await set, page)).map((item) => (item.kind === 'entity' ? item.id : item.value));
const follow = async (relation: string, from: string[], inverse = false): Promise<TermSet> =>
  source.follow({ relation: e(relation), inverse, from: await source.setOf(from.map(e)) });

describe('a source of a graph in memory', () => {
  it('knows what occurs, and never a blank node or a literal by its key', () => {
    expect(source.has(e('fr'))).toBe(true);
    expect(source.has(e('area'))).toBe(false);
    expect(source.has(e('borders'))).toBe(true);
    expect(source.has(e('atlantis'))).toBe(false);
    expect(source.has('urn:graphtrail:bnode:c14n0')).toBe(false);
    expect(source.has('"France"')).toBe(false);
    expect(source.name).toBe('places.ttl');
    expect(source.digest).toMatch(/^gt1:[0-9a-f]{64}$/);
  });

  it('counts as entities what is no relation, class, header or blank node', async () => {
    expect(await ids(source.members())).toEqual([
      'ex:de',
      'ex:es',
      'ex:fr',
      'ex:macron',
      'ex:paris',
      'ex:pl',
      'ex:rhine',
      'ex:senate',
    ]);
  });

  it('counts members of subclasses, though classes stand above each other in a ring', async () => {
    const all = ['ex:de', 'ex:es', 'ex:fr', 'ex:rhine'];
    expect(await ids(source.members(e('Place')))).toEqual(all);
    expect(await ids(source.members(e('Country')))).toEqual(all);
    expect(await ids(source.members(e('Nothing')))).toEqual([]);
  });

  it('follows relations both ways and does algebra with the sets', async () => {
    const near = await follow('borders', ['fr']);
    expect(await ids(near)).toEqual(['ex:de', 'ex:es']);
    expect(await ids(follow('borders', ['fr'], true))).toEqual(['ex:de', 'ex:es']);
    const two = await source.follow({ relation: e('borders'), inverse: false, from: near });
    expect(await ids(two)).toEqual(['ex:fr', 'ex:pl']);
    expect(await ids(source.union([near, two]))).toEqual(['ex:de', 'ex:es', 'ex:fr', 'ex:pl']);
    expect(await ids(source.intersection([near, await source.setOf([e('es'), e('pl')])]))).toEqual(['ex:es']);
    expect(await ids(source.difference(near, await source.setOf([e('es')])))).toEqual(['ex:de']);
    expect(await ids(source.intersection([]))).toEqual([]);
    expect(await ids(follow('nothing', ['fr']))).toEqual([]);
    expect(await ids(follow('borders', ['atlantis']))).toEqual([]);
  });

  it('leads through blank nodes but neither counts nor shows them', async () => {
    const office = await follow('office', ['fr']);
    expect(office).toMatchObject({ size: 1, truncated: false });
    expect(await ids(office)).toEqual(['ex:senate']);
    const place = await source.follow({ relation: e('place'), inverse: false, from: office });
    expect(place.size).toBe(0);
    expect(await ids(source.follow({ relation: e('in'), inverse: false, from: place }))).toEqual(['ex:paris']);
    expect(await ids(source.setOf(['urn:graphtrail:bnode:c14n0']))).toEqual([]);
  });

  it('says of each item which inputs it belongs to', async () => {
    const from = await source.setOf([e('fr'), e('de'), e('es')]);
    const step = { relation: e('borders'), inverse: false, from };
    const items = await source.items(await source.follow(step), page, step);
    expect(items).toEqual([
      { kind: 'entity', id: 'ex:de', label: 'Germany', of: ['ex:fr'] },
      { kind: 'entity', id: 'ex:es', label: 'Spain', of: ['ex:fr'] },
      { kind: 'entity', id: 'ex:fr', label: 'France', of: ['ex:de', 'ex:es'] },
      { kind: 'entity', id: 'ex:pl', label: 'pl', of: ['ex:de'] },
    ]);
  });

  it('gives values with datatype and language, and pages that join to the whole', async () => {
    expect(await source.items(await follow('motto', ['fr']), page)).toEqual([
      {
        kind: 'value',
        value: 'Liberté',
        datatype: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#langString',
        language: 'fr',
      },
    ]);
    expect(await source.items(await follow('area', ['fr']), page)).toEqual([
      { kind: 'value', value: '643801', datatype: 'http://www.w3.org/2001/XMLSchema#integer' },
    ]);
    const all = await source.members();
    const pages = [0, 3, 6, 9].map(async (offset) => source.items(all, { offset, limit: 3 }));
    expect((await Promise.all(pages)).flat()).toEqual(await source.items(all, page));
  });

  it('describes an entity: what it states, then what is stated of it', async () => {
    const facts = await source.describe(e('fr'), { limit: 9, sample: 1 });
    expect(facts.map(({ relation, inverse, total }) => [relation.replace(/.*[/#]/, ''), inverse, total])).toEqual([
      ['area', false, 1],
      ['borders', false, 2],
      ['motto', false, 1],
      ['office', false, 1],
      ['type', false, 1],
      ['label', false, 1],
      ['borders', true, 2],
    ]);
    expect(facts[1]?.items).toHaveLength(1);
    expect(await source.describe(e('fr'), { limit: 2, sample: 1 })).toHaveLength(2);
    expect(await source.describe(e('atlantis'), { limit: 2, sample: 1 })).toEqual([]);
  });

  it('reads schema facts as terms, blank nodes among them', async () => {
    expect(await source.objects(e('borders'), 'http://www.w3.org/2000/01/rdf-schema#domain')).toEqual([
      { kind: 'iri', iri: e('Country') },
    ]);
    expect(await source.objects(e('fr'), e('office'))).toHaveLength(2);
    expect(await source.objects(e('atlantis'), e('office'))).toEqual([]);
  });

  it('refuses the sets of another source', () => {
    expect(() => source.items({ size: 1, truncated: false }, page)).toThrow('Expected a set made by this source');
  });

  it('has x among the objects of y exactly if y is among the subjects of x', async () => {
    await fc.assert(
      fc.asyncProperty(statements, async (rows) => {
        const local = new LocalSource(await loadGraphFromText(nTriples(rows), { format: 'n-triples' }));
        const all = local.members();
        for (const relation of new Set(rows.map(([, predicate]) => predicate))) {
          const step = { relation, inverse: false, from: all };
          for (const item of local.items(local.follow(step), page, step)) {
            if (item.kind !== 'entity') continue;
            const back = local.follow({ relation, inverse: true, from: local.setOf([item.id]) });
            const subjects = local.items(local.intersection([back, all]), page);
            expect(subjects.map((one) => (one.kind === 'entity' ? one.id : one.value))).toEqual(item.of);
          }
        }
      }),
      { numRuns: 40 },
    );
  });
});
