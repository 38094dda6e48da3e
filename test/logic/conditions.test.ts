import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { termOf } from '../../src/graph/term.ts';
import { answersOf } from '../../src/logic/answers.ts';
import { canonicalForm } from '../../src/logic/canonical.ts';
import { exactQuestion, parseExactQuestion } from '../../src/logic/exact.ts';
import { inputsOf, planOf } from '../../src/logic/plan.ts';
import { formulaQuery } from '../../src/logic/sparql.ts';
import { witnessOf } from '../../src/logic/witness.ts';
import { type Engine, openEngine } from '../../src/sparql/engine.ts';
import type { GoldCell } from '../../src/task/gold.ts';
import type { Task } from '../../src/task/task.ts';
import { goldKeys, rowKeys } from '../../src/verify/answer-keys.ts';
import {
  ATTRIBUTES,
  bruteForce,
  ENTITIES,
  graphOf,
  RELATIONS,
  type Triple,
  valuedFormulas,
  valuedTriples,
  written,
} from './random-graph.ts';

const engines: Engine[] = [];
afterAll(async () => {
  for (const engine of engines) await engine.close();
});

async function engineOf(facts: readonly Triple[]): Promise<Engine> {
  const engine = openEngine();
  engines.push(engine);
  await engine.loadChunks(async (write) => {
    await write(facts.map((triple) => `${triple.map(written).join(' ')} .\n`).join(''));
  });
  return engine;
}

test('conditions and superlatives mean on the index what their definition says', async () => {
  await fc.assert(
    fc.asyncProperty(valuedTriples, valuedFormulas, async (facts, formula) => {
      const graph = await graphOf(facts);
      const known = new Set(facts.flatMap(([subject, , object]) => [subject, object]));
      const expected = [...bruteForce(formula, facts)].filter((term) => known.has(term)).sort();
      expect(Array.from(answersOf(formula, graph), (id) => graph.key(id))).toEqual(expected);
      expect(answersOf(canonicalForm(formula), graph)).toEqual(answersOf(formula, graph));
    }),
    { numRuns: 1000 },
  );
});

test('the second engine gives the same by the query of the formula', async () => {
  for (const facts of fc.sample(valuedTriples, { numRuns: 6, seed: 5 })) {
    const engine = await engineOf(facts);
    await fc.assert(
      fc.asyncProperty(valuedFormulas, async (formula) => {
        const { rows } = await engine.select(formulaQuery(formula));
        const answers = new Set(rows.flatMap(([term]) => (term?.kind === 'iri' ? [term.iri] : [])));
        expect(answers).toEqual(bruteForce(formula, facts));
      }),
      { numRuns: 100, seed: 11 },
    );
  }
}, 30_000);

test('a count and a yes or no agree on both engines', async () => {
  for (const facts of fc.sample(valuedTriples, { numRuns: 3, seed: 9 })) {
    const engine = await engineOf(facts);
    const asked = fc.tuple(valuedFormulas, fc.constantFrom(...ENTITIES));
    await fc.assert(
      fc.asyncProperty(asked, async ([set, is]) => {
        const members = bruteForce(set, facts);
        const counted = await engine.select(formulaQuery({ count: set }));
        expect(counted.rows.map(([term]) => term)).toMatchObject([{ value: String(members.size) }]);
        const found = await engine.select(formulaQuery({ among: set, is }));
        expect(found.rows.length).toBe(members.has(is) ? 1 : 0);
      }),
      { numRuns: 60, seed: 3 },
    );
  }
}, 30_000);

test('a table has on the second engine the cells that its facts say', async () => {
  for (const facts of fc.sample(valuedTriples, { numRuns: 3, seed: 13 })) {
    const engine = await engineOf(facts);
    const table = [...RELATIONS, ATTRIBUTES[0] as string];
    await fc.assert(
      fc.asyncProperty(valuedFormulas, async (of) => {
        const { rows } = await engine.select(formulaQuery({ table, of }));
        const gold = [...bruteForce(of, facts)].map((iri) => ({
          id: iri,
          iri,
          label: iri,
          cells: table.map((relation) =>
            facts.filter(([subject, by]) => subject === iri && by === relation).map(([, , object]) => cellOf(object)),
          ),
        }));
        const task = { gold: { rows: gold }, answers: [] } as unknown as Task;
        expect(new Set(rowKeys(rows, { rows: gold }))).toEqual(new Set(goldKeys(task)));
      }),
      { numRuns: 60, seed: 3 },
    );
  }
}, 30_000);

function cellOf(key: string): GoldCell {
  const term = termOf(key);
  return term.kind === 'iri' ? { id: key, iri: key, label: key } : { value: term.value, datatype: term.datatype };
}

test('the plan of a count is that of its set and one call more, of a yes or no that of its set', () => {
  fc.assert(
    fc.property(valuedFormulas, (set) => {
      const steps = planOf(set);
      const counted = planOf({ count: set });
      expect(counted.slice(0, -1)).toEqual(steps);
      expect(counted.at(-1)?.operation).toHaveProperty('count');
      expect(planOf({ among: set, is: 'urn:x:a' })).toEqual(steps);
      for (const { step, operation, dependsOn } of counted) {
        expect(dependsOn.every((earlier) => earlier < step)).toBe(true);
        expect(dependsOn).toEqual(inputsOf(operation).flatMap((input) => ('step' in input ? [input.step] : [])));
      }
    }),
  );
});

test('every answer has a witness of facts, whatever is no answer has none', async () => {
  await fc.assert(
    fc.asyncProperty(valuedTriples, valuedFormulas, async (facts, formula) => {
      const graph = await graphOf(facts);
      const answers = new Set(answersOf(formula, graph));
      const known = new Set(facts.map((triple) => JSON.stringify(triple)));
      for (let id = 0; id < graph.terms; id++) {
        const witness = witnessOf(formula, id, graph);
        expect(witness !== undefined).toBe(answers.has(id));
        expect((witness ?? []).every((triple) => known.has(JSON.stringify(triple)))).toBe(true);
      }
    }),
    { numRuns: 200 },
  );
});

test('exact questions about values parse back to their formulas', () => {
  const iris = [...RELATIONS, ...ATTRIBUTES];
  const words = ['capital', 'those of', 'size by [x', 'largest'].map((word) => word.replace('[', '('));
  const lexicon = {
    relation: (iri: string) => words[iris.indexOf(iri)] as string,
    entity: (iri: string) => `"${ENTITIES.indexOf(iri)}" with [size] above`,
    className: () => 'class',
  };
  const reader = {
    relation: (word: string) => iris[words.indexOf(word)],
    entity: (name: string) => ENTITIES[Number(/\d/.exec(name)?.[0])],
    className: () => undefined,
  };
  fc.assert(
    fc.property(valuedFormulas, (formula) => {
      for (const asked of [
        formula,
        { count: formula },
        { among: formula, is: ENTITIES[0] as string },
        { table: iris, of: formula },
      ])
        expect(parseExactQuestion(exactQuestion(asked, lexicon), reader)).toEqual(asked);
    }),
    { numRuns: 500 },
  );
});

test('a text in a condition cannot leave its quotation marks', () => {
  const value = '" ) } ; DROP ALL # \\" \n';
  const where = {
    relation: 'urn:x:name',
    is: '=' as const,
    value,
    datatype: 'http://www.w3.org/2001/XMLSchema#string',
  };
  const query = formulaQuery({ where, of: { entity: 'urn:x:a' } });
  expect(query).toContain(JSON.stringify(value).slice(1, -1));
  expect(query.split('\n').filter((line) => line.includes('DROP'))).toHaveLength(1);
  expect(() =>
    formulaQuery({ where: { ...where, value: '1', datatype: 'urn:> x' }, of: { entity: 'urn:x:a' } }),
  ).not.toThrow();
});
