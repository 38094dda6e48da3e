import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadGraphFromText } from '../../src/graph/load.ts';
import { termKey } from '../../src/graph/term.ts';
import type { Formula } from '../../src/logic/formula.ts';
import { pathsOf } from '../../src/logic/graph-paths.ts';
import { pathsBy, type RelationPaths } from '../../src/logic/relation-path.ts';
import { formulaQuery } from '../../src/logic/sparql.ts';
import { filter, isNoLiteral, selectDistinct, triple, variable } from '../../src/sparql/build.ts';
import { type Engine, openEngine } from '../../src/sparql/engine.ts';
import { asText, type Fact, naiveClosure, OWL, ontology, RDF_TYPE, SUB } from '../graph/entail/ontology.ts';
import { bruteForce, formulas } from './random-graph.ts';

/** Ontologies of names that no other one has, so that one engine can hold all of them. */
const ONTOLOGIES = 150;
const ontologies = fc
  .sample(ontology({ values: true }), { numRuns: ONTOLOGIES, seed: 3 })
  .map((facts, index) => facts.map((fact) => fact.map((key) => own(key, index)) as unknown as Fact));

function own(key: string, index: number): string {
  return key.replace(/^http:\/\/example\.org\//, `http://example.org/${index}/`);
}

let engine: Engine;
beforeAll(async () => {
  engine = openEngine();
  await engine.loadChunks(async (write) => write(asText(ontologies.flat())));
});
afterAll(() => engine.close());

async function graphPaths(facts: readonly Fact[]): Promise<RelationPaths> {
  return pathsOf(await loadGraphFromText(asText(facts), { format: 'n-triples', entail: true }));
}

function pairsQuery(iri: string, paths: RelationPaths): string {
  const [subject, object] = [variable('subject'), variable('object')];
  const { path, turns } = paths(iri);
  return selectDistinct(
    [subject, object],
    [triple(subject, path, object), ...(turns ? [filter(isNoLiteral(subject))] : [])],
  );
}

test('over stated triples alone, the path of each relation gives what the rules give', async () => {
  for (const [index, facts] of ontologies.entries()) {
    const paths = await graphPaths(facts);
    const closure = naiveClosure(facts);
    for (const name of ['p', 'q', 'r', 's', 't']) {
      const iri = own(`http://example.org/${name}`, index);
      const { rows } = await engine.select(pairsQuery(iri, paths));
      const given = rows.map((row) => row.map((term) => termKey(term as never)).join(' '));
      const expected = closure.filter(([, relation]) => relation === iri).map(([one, , other]) => `${one} ${other}`);
      expect([name, facts, given.sort()]).toEqual([name, facts, expected.sort()]);
    }
  }
});

test('formulas over stated triples, with paths, answer as they do over the closure with plain relations', async () => {
  const asked = fc.sample(fc.array(formulas, { minLength: 3, maxLength: 3 }), { numRuns: ONTOLOGIES, seed: 5 });
  for (const [index, facts] of ontologies.entries()) {
    const paths = await graphPaths(facts);
    const closure = naiveClosure(facts).filter(([, , object]) => !object.startsWith('"'));
    for (const formula of asked[index] as Formula[]) {
      const moved = JSON.parse(JSON.stringify(formula).replaceAll('urn:x:', `http://example.org/${index}/`)) as Formula;
      const { rows } = await engine.select(formulaQuery(moved, paths));
      const given = new Set(rows.flatMap(([term]) => (term?.kind === 'iri' ? [term.iri] : [])));
      expect([facts, moved, given]).toEqual([facts, moved, bruteForce(moved, closure)]);
    }
  }
});

const E = 'http://example.org/';

function pathText(iri: string, declarations: readonly (readonly [string, string, string])[]): string {
  const query = formulaQuery({ relation: iri, of: { entity: 'urn:a' } }, pathsBy(declarations));
  return query
    .replaceAll(/\s+/g, ' ')
    .replaceAll(E, '')
    .replace(/^.*<urn:a> | \?answer.*$/g, '');
}

test('paths are as short as the declarations allow', () => {
  const transitive = [`${E}ancestor`, RDF_TYPE, `${OWL}TransitiveProperty`] as const;
  const sub = [`${E}parent`, SUB, `${E}ancestor`] as const;
  const inverse = [`${E}child`, `${OWL}inverseOf`, `${E}parent`] as const;
  const back = [`${E}descendant`, `${OWL}inverseOf`, `${E}ancestor`] as const;
  const all = [transitive, sub, inverse, back];
  expect(pathText(`${E}parent`, all)).toBe('(<parent>|^<child>)');
  expect(pathText(`${E}ancestor`, [transitive])).toBe('(<ancestor>+)');
  expect(pathText(`${E}ancestor`, all)).toBe('((<ancestor>|<parent>|^<child>|^<descendant>)+)');
  expect(pathText(`${E}descendant`, all)).toBe('((<child>|<descendant>|^<ancestor>|^<parent>)+)');
  expect(pathText(`${E}kin`, [...all, [`${E}ancestor`, SUB, `${E}kin`]])).toBe(
    '(<kin>|((<ancestor>|<parent>|^<child>|^<descendant>)+))',
  );
  expect(pathText(`${E}other`, all)).toBe('<other>');
  const symmetric = [`${E}near`, RDF_TYPE, `${OWL}SymmetricProperty`] as const;
  expect(pathText(`${E}near`, [symmetric])).toBe('(<near>|^<near>)');
  const both = [symmetric, [`${E}near`, RDF_TYPE, `${OWL}TransitiveProperty`]] as const;
  expect(pathText(`${E}near`, both)).toBe('((<near>|^<near>)+)');
});

test('class membership follows what is declared of rdf:type and rdfs:subClassOf too', () => {
  const paths = pathsBy([[`${E}kind`, SUB, RDF_TYPE]]);
  expect(formulaQuery({ class: 'urn:c' }, paths)).toContain(`(<${E}kind>|<${RDF_TYPE}>)/`);
});

test('to be below the relation between all there is says nothing', () => {
  const top = `${OWL}topObjectProperty`;
  const both = [
    [`${E}p`, SUB, top],
    [top, SUB, `${E}q`],
  ] as const;
  expect(pathText(`${E}q`, both)).toBe(pathText(`${E}q`, both.slice(1)));
});

test('a value is the subject of nothing, whatever is the inverse of what', async () => {
  const paths = pathsBy([['urn:nameOf', `${OWL}inverseOf`, 'urn:name']]);
  const small = openEngine();
  await small.loadChunks(async (write) => write('<urn:a> <urn:name> "A" .\n<urn:a> <urn:name> <urn:b> .\n'));
  const formula: Formula = { relation: 'urn:nameOf', inverse: true, of: { entity: 'urn:a' } };
  const { rows } = await small.select(formulaQuery(formula, paths));
  await small.close();
  expect(rows).toEqual([[{ kind: 'iri', iri: 'urn:b' }]]);
});

test('a value is a member of no class, though a class states it as its member', async () => {
  const facts: Fact[] = [
    ['urn:member', `${OWL}inverseOf`, RDF_TYPE],
    ['urn:club', 'urn:member', 'urn:a'],
    ['urn:club', 'urn:member', '"nobody"'],
  ];
  const paths = await graphPaths(facts);
  const small = openEngine();
  await small.loadChunks(async (write) => write(asText(facts)));
  const { rows } = await small.select(formulaQuery({ class: 'urn:club' }, paths));
  await small.close();
  expect(rows).toEqual([[{ kind: 'iri', iri: 'urn:a' }]]);
});

test('only who is of the kind of symmetric or transitive relations is so, not who is related to it otherwise', async () => {
  for (const kind of [`${OWL}SymmetricProperty`, `${OWL}TransitiveProperty`]) {
    expect(pathText(`${E}p`, [[`${E}p`, SUB, kind]])).toBe('<p>');
  }
});
