import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { formulaQuery } from '../../src/logic/sparql.ts';
import { openEngine } from '../../src/sparql/engine.ts';
import { bruteForce, formulas, type Triple, triples } from './random-graph.ts';

const engines: { close(): Promise<void> }[] = [];
afterAll(async () => {
  for (const engine of engines) await engine.close();
});

test('the query of a formula, on the second engine, gives the answers that the definition gives', async () => {
  const facts = fc.sample(triples, { numRuns: 1, seed: 7 })[0] as Triple[];
  const engine = openEngine();
  engines.push(engine);
  await engine.loadChunks(async (write) => {
    await write(facts.map((triple) => `${triple.map((term) => `<${term}>`).join(' ')} .\n`).join(''));
  });
  await fc.assert(
    fc.asyncProperty(formulas, async (formula) => {
      const { rows } = await engine.select(formulaQuery(formula));
      const answers = new Set(rows.flatMap(([term]) => (term?.kind === 'iri' ? [term.iri] : [])));
      expect(answers).toEqual(bruteForce(formula, facts));
    }),
    { numRuns: 300, seed: 11 },
  );
});

test('an IRI that could end its brackets never reaches a query', () => {
  const hostile = [
    'http://x> . ?x ?y <http://y',
    'urn:a b',
    'urn:a\nb',
    'urn:{}',
    'urn:\\u003e',
    'no-scheme',
    'urn:\ud800',
  ];
  for (const entity of hostile) {
    expect(() => formulaQuery({ relation: 'urn:x:r', of: { entity } })).toThrow('expected an absolute IRI');
    expect(() => formulaQuery({ relation: entity, of: { entity: 'urn:x:a' } })).toThrow('expected an absolute IRI');
  }
});
