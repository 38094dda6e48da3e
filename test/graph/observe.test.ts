import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadGraphFromText } from '../../src/graph/load.ts';
import { observe } from '../../src/graph/observe.ts';
import { nTriples, statements } from './arbitrary.ts';

const TEXT = `
  @prefix ex: <http://example.org/> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
  ex:A rdfs:subClassOf ex:B . ex:B rdfs:subClassOf ex:C . ex:C rdfs:subClassOf ex:B .
  ex:x a ex:A ; ex:r ex:y , ex:z , 1 , 2 , "s" ; rdfs:label "X" .
  ex:y a ex:C ; ex:r ex:y .
  ex:z ex:r ex:y .`;

describe('what is observed', () => {
  it('counts relations with their fan-out, literals, datatypes and classes', async () => {
    const { relations } = observe(await loadGraphFromText(TEXT, { format: 'turtle' }));
    expect(relations.map(({ iri }) => iri.replace(/.*[/#]/, ''))).toEqual(['r', 'type', 'label', 'subClassOf']);
    const xsd = 'http://www.w3.org/2001/XMLSchema#';
    const e = (name: string, count: number) => ({ iri: `http://example.org/${name}`, count });
    expect(relations[0]).toEqual({
      iri: 'http://example.org/r',
      triples: 7,
      subjects: 3,
      objects: 5,
      maximumObjects: 5,
      maximumSubjects: 3,
      literals: 3,
      datatypes: [
        { iri: `${xsd}integer`, count: 2 },
        { iri: `${xsd}string`, count: 1 },
      ],
      subjectClasses: [e('B', 2), e('C', 2), e('A', 1)],
      objectClasses: [e('B', 1), e('C', 1)],
      example: { subject: 'http://example.org/x', object: { kind: 'literal', value: '1', datatype: `${xsd}integer` } },
    });
  });

  it('counts classes with the members of their subclasses, rings and all', async () => {
    const observed = observe(await loadGraphFromText(TEXT, { format: 'turtle' }));
    expect(observed).toMatchObject({ triples: 13, entities: 3, labelled: 1 });
    const e = (name: string): string => `http://example.org/${name}`;
    expect(observed.classes).toEqual([
      { iri: e('A'), members: 1, superclasses: [e('B'), e('C')] },
      { iri: e('B'), members: 2, superclasses: [e('C')] },
      { iri: e('C'), members: 2, superclasses: [e('B')] },
    ]);
  });

  it('agrees with counting one by one', async () => {
    await fc.assert(
      fc.asyncProperty(statements, async (rows) => {
        const distinct = [...new Map(rows.map((row) => [JSON.stringify(row), row])).values()];
        const observed = observe(await loadGraphFromText(nTriples(rows), { format: 'n-triples' }));
        for (const relation of observed.relations) {
          const own = distinct.filter(([, predicate]) => predicate === relation.iri);
          const count = (keys: readonly string[]): number[] => {
            const counts = new Map<string, number>();
            for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
            return [...counts.values()];
          };
          const [subjects, objects] = [count(own.map(([key]) => key)), count(own.map(([, , key]) => key))];
          expect(relation).toMatchObject({
            triples: own.length,
            subjects: subjects.length,
            objects: objects.length,
            maximumObjects: Math.max(...subjects),
            maximumSubjects: Math.max(...objects),
            literals: own.filter(([, , key]) => key.startsWith('"')).length,
          });
          expect(relation.datatypes.reduce((sum, one) => sum + one.count, 0)).toBe(relation.literals);
        }
      }),
    );
  });

  it('copes with ten thousand relations and with names of every kind', async () => {
    const names = ['constructor', '__proto__', 'hasOwnProperty', '首都', 'x'.repeat(300), 'capital', 'Capital'];
    const lines = names.map((name) => `<u:a> <http://e.org/${name}> <u:b> .`);
    for (let index = 0; index < 10_000; index++) lines.push(`<u:a> <http://e.org/r${index}> <u:b${index}> .`);
    const observed = observe(await loadGraphFromText(lines.join('\n'), { format: 'n-triples' }));
    expect(observed.relations).toHaveLength(10_007);
    expect(observed.relations.every(({ triples }) => triples === 1)).toBe(true);
    expect(observed).toMatchObject({ entities: 10_002, labelled: 0, classes: [] });
  });
});
