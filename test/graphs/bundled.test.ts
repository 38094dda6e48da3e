// The laws of every bundled graph: what must hold of the generated Turtle whatever the single rows say.
import { readFileSync } from 'node:fs';
import { Parser, Store } from 'n3';
import { describe, expect, test } from 'vitest';
import { generateGraph, graphNames } from '../../graphs/generate.ts';

const owl = 'http://www.w3.org/2002/07/owl#';
const rdfs = 'http://www.w3.org/2000/01/rdf-schema#';
const type = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#type';

test('three graphs are bundled, with ten thousand triples at least', () => {
  expect(graphNames()).toEqual(['countries', 'elements', 'films']);
  const sizes = graphNames().map((name) => new Parser().parse(readFileSync(`graphs/${name}.ttl`, 'utf8')).length);
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeGreaterThan(10_000);
});

describe.each(graphNames())('%s', (name) => {
  const file = readFileSync(`graphs/${name}.ttl`, 'utf8');
  const store = new Store(new Parser().parse(file));
  const own = `urn:graphtrail:${name}:`;
  const local = (term: { value: string }): string => term.value.replace(own, '');
  const declared = (kind: string): string[] => store.getSubjects(type, owl + kind, null).map(local);
  const relations = [...declared('ObjectProperty'), ...declared('DatatypeProperty')];
  const pairs = (relation: string): [string, string][] =>
    store.getQuads(null, own + relation, null, null).map(({ subject, object }) => [local(subject), local(object)]);
  const turned = (relation: string): string[] => pairs(relation).map(([left, right]) => `${right} ${left}`);
  const straight = (relation: string): string[] => pairs(relation).map(([left, right]) => `${left} ${right}`);

  /** A class and everything above it. */
  const withSuperclasses = (start: string): string[] => {
    const reached = new Set([start]);
    for (const one of reached)
      for (const above of store.getObjects(own + one, `${rdfs}subClassOf`, null)) reached.add(local(above));
    return [...reached];
  };
  const classesOf = (entity: string): string[] => [
    `${owl}Thing`,
    ...store.getObjects(own + entity, type, null).flatMap((term) => withSuperclasses(local(term))),
  ];

  test('is what the generator makes of its tables', () => {
    expect(generateGraph(name)).toBe(file);
  });

  test('states its true counts, its source and its licence in the header', () => {
    const counted = declared('Class')
      .map((one) => [one, store.countQuads(null, type, own + one, null)] as const)
      .filter(([, count]) => count > 0)
      .sort(([left], [right]) => (left < right ? -1 : 1));
    const counts = counted.map(([one, count]) => `${one} ${count}`).join(', ');
    const header = file.slice(0, file.indexOf('\n\n'));
    expect(header).toContain(`# counts: ${store.size} triples; ${counts}`);
    expect(header).toMatch(/^# Source: /m);
    expect(header).toMatch(/^# Licence of the data: CC0-1\.0/m);
  });

  test('labels every entity, class and relation in English, once', () => {
    const subjects = store.getSubjects(null, null, null).filter(({ value }) => value.startsWith(own));
    const english = (subject: (typeof subjects)[number]): number =>
      store.getObjects(subject, `${rdfs}label`, null).filter((term) => 'language' in term && term.language === 'en')
        .length;
    expect(subjects.filter((subject) => english(subject) !== 1).map(local)).toEqual([]);
  });

  test('gives some labels in several languages', () => {
    const labels = store.getObjects(null, `${rdfs}label`, null);
    const languages = new Set(labels.map((term) => ('language' in term ? term.language : '')));
    expect([...languages]).toEqual(expect.arrayContaining(['de', 'en', 'es', 'fr']));
  });

  test('declares every relation and class with a comment, and uses every declared relation', () => {
    const silent = [...relations, ...declared('Class')].filter(
      (one) => store.countQuads(own + one, `${rdfs}comment`, null, null) !== 1,
    );
    expect(silent).toEqual([]);
    const used = store.getPredicates(null, null, null).map(local);
    expect(relations.filter((relation) => !used.includes(relation))).toEqual([]);
    expect(used.filter((relation) => !relations.includes(relation) && !relation.includes(':'))).toEqual([]);
  });

  test.each(relations)('keeps %s within its domain and range', (relation) => {
    const [domain, range] = ['domain', 'range'].map((end) =>
      store
        .getObjects(own + relation, rdfs + end, null)
        .map(local)
        .join(),
    ) as [string, string];
    for (const { subject, object } of store.getQuads(null, own + relation, null, null)) {
      expect(classesOf(local(subject)), `${subject.value} ${relation}`).toContain(domain);
      if (object.termType === 'Literal') expect(object.datatype.value).toBe(range);
      else expect(classesOf(local(object)), `${relation} ${object.value}`).toContain(range);
    }
  });

  test('gives functional relations one value at most, inverse functional ones one bearer', () => {
    const repeated = (values: string[]): string[] => values.filter((value, index) => values.indexOf(value) !== index);
    for (const relation of declared('FunctionalProperty'))
      expect(repeated(pairs(relation).map(([subject]) => subject)), relation).toEqual([]);
    for (const relation of declared('InverseFunctionalProperty'))
      expect(repeated(pairs(relation).map(([, object]) => object)), relation).toEqual([]);
  });

  test('states inverse and symmetric relations both ways', () => {
    const inverse = store.getQuads(null, `${owl}inverseOf`, null, null);
    expect(inverse.length).toBeGreaterThan(0);
    for (const { subject, object } of inverse) {
      expect(straight(local(subject)).sort()).toEqual(turned(local(object)).sort());
    }
    for (const relation of declared('SymmetricProperty')) {
      expect(straight(relation).sort()).toEqual(turned(relation).sort());
    }
  });
});
