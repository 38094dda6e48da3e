import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { REWRITINGS } from '../../src/logic/normal-form.ts';
import { formulaQuery } from '../../src/logic/sparql.ts';
import { type Engine, openEngine } from '../../src/sparql/engine.ts';
import { bruteForce, formulas, type Triple, valuedFormulas, valuedTriples, written } from './random-graph.ts';
import { rewritten, typedFormulas } from './random-type.ts';

const engines: Engine[] = [];
afterAll(() => Promise.all(engines.map((engine) => engine.close())));

async function engineWith(facts: readonly Triple[]): Promise<Engine> {
  const engine = openEngine();
  engines.push(engine);
  await engine.loadChunks(async (write) => {
    await write(facts.map((triple) => `${triple.map(written).join(' ')} .\n`).join(''));
  });
  return engine;
}

async function select(engine: Engine, query: string): Promise<string[]> {
  const { rows } = await engine.select(query);
  return rows.flatMap(([term]) => (term?.kind === 'iri' ? [term.iri] : [])).sort();
}

/** Each superlative compares a set with itself, so those are few. */
const drawn = fc.oneof({ weight: 3, arbitrary: typedFormulas }, { weight: 3, arbitrary: formulas }, valuedFormulas);

test.each([7, 8, 9])('on graph %i the second engine gives every form the answers of its formula', async (seed) => {
  const facts = fc.sample(valuedTriples, { numRuns: 1, seed })[0] as Triple[];
  const engine = await engineWith(facts);
  for (const formula of fc.sample(drawn, { numRuns: 70, seed })) {
    const expected = [...bruteForce(formula, facts)].sort();
    const forms = REWRITINGS.flatMap((rewriting) => {
      const form = rewritten(rewriting, formula);
      return form === undefined ? [] : [{ name: rewriting.name, form }];
    });
    const answers = await Promise.all(forms.map(({ form }) => select(engine, formulaQuery(form))));
    for (const [index, { name, form }] of forms.entries()) {
      expect([name, form, answers[index]]).toEqual([name, form, expected]);
    }
  }
});
