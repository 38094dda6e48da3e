import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { TaskError } from '../../src/errors.ts';
import { answersOf } from '../../src/logic/answers.ts';
import { enumerateEfo1, shapeKey } from '../../src/logic/efo1.ts';
import { conjuncts, type Formula, partsOf, related } from '../../src/logic/formula.ts';
import { LAWS } from '../../src/logic/law.ts';
import { NORMAL_FORMS, REWRITINGS } from '../../src/logic/normal-form.ts';
import type { Shape } from '../../src/logic/pattern.ts';
import type { Rewriting } from '../../src/logic/rewrite.ts';
import { formulaQuery } from '../../src/logic/sparql.ts';
import { openEngine } from '../../src/sparql/engine.ts';
import { bruteForce, ENTITIES, formulas, graphOf, RELATIONS, type Triple, triples } from './random-graph.ts';

const TYPES = [...enumerateEfo1('commutative')];

/** A query type of EFO-1-QA with relations, directions and anchors by the numbers given. */
function grounded(shape: Shape, numbers: Iterator<number>): Formula {
  const number = (): number => numbers.next().value ?? 0;
  const visit = (part: Shape): Formula => {
    if (part === 'e') return { entity: ENTITIES[number() % ENTITIES.length] as string };
    if ('i' in part) return { and: part.i.map(visit) };
    if ('u' in part) return { or: part.u.map(visit) };
    if ('n' in part) return { not: visit(part.n) };
    const drawn = number();
    return related(RELATIONS[drawn % RELATIONS.length] as string, drawn % 4 > 1, visit(part.p));
  };
  return visit(shape);
}

const types = fc
  .tuple(fc.constantFrom(...TYPES), fc.array(fc.nat(19), { minLength: 12, maxLength: 12 }))
  .map(([shape, numbers]) => grounded(shape, numbers.values()));

const cases = fc.tuple(
  triples,
  fc.array(types, { minLength: 20, maxLength: 20 }),
  fc.array(formulas, { minLength: 20, maxLength: 20 }),
);

/** The rewritten formula; undefined where its form would grow beyond measure. */
function rewritten({ rewrite }: Rewriting, formula: Formula): Formula | undefined {
  try {
    return rewrite(formula);
  } catch (error) {
    if (error instanceof TaskError && error.code === 'normal_form_size') return undefined;
    throw error;
  }
}

test('10,000 random formulas on random graphs: no rewriting changes the answers that the definition gives', async () => {
  const tally = REWRITINGS.map((rewriting) => ({ rewriting, changed: 0, refused: 0 }));
  let answered = 0;
  await fc.assert(
    fc.asyncProperty(cases, async ([facts, some, others]) => {
      const graph = await graphOf(facts);
      for (const formula of [...some, ...others]) {
        const text = JSON.stringify(formula);
        // An entity that occurs nowhere in the graph is no term of it.
        const expected = Uint32Array.from(
          [...bruteForce(formula, facts)].flatMap((term) => graph.id(term) ?? []).sort((a, b) => a - b),
        );
        if (expected.length > 0) answered += 1;
        for (const count of tally) {
          const form = rewritten(count.rewriting, formula);
          if (form === undefined) count.refused += 1;
          else if (!sameIds(answersOf(form, graph), expected)) {
            expect.fail(`${count.rewriting.name} turned ${text}\ninto ${JSON.stringify(form)}`);
          } else if (JSON.stringify(form) !== text) count.changed += 1;
        }
      }
    }),
    { numRuns: 250 },
  );
  // Agreement must not come from empty answers, from forms that are the formula itself, or from refusals.
  expect(answered).toBeGreaterThan(3_000);
  for (const { rewriting, changed, refused } of tally) {
    expect([rewriting.name, refused < 50]).toEqual([rewriting.name, true]);
    expect([rewriting.name, changed > 500]).toEqual([rewriting.name, rewriting.name !== 'original']);
  }
});

const sameIds = (left: Uint32Array, right: Uint32Array): boolean =>
  left.length === right.length && left.every((id, place) => id === right[place]);

test('a rewritten formula means the same by definition too', () => {
  fc.assert(
    fc.property(triples, fc.oneof(types, formulas), (facts, formula) => {
      const expected = bruteForce(formula, facts);
      for (const rewriting of REWRITINGS) {
        const form = rewritten(rewriting, formula);
        if (form !== undefined) expect([rewriting.name, bruteForce(form, facts)]).toEqual([rewriting.name, expected]);
      }
    }),
    { numRuns: 150 },
  );
});

test('rewriting leaves the formula that goes in as it is', () => {
  fc.assert(
    fc.property(fc.oneof(types, formulas), (formula) => {
      const before = JSON.stringify(formula);
      for (const rewriting of REWRITINGS) rewritten(rewriting, formula);
      expect(JSON.stringify(formula)).toBe(before);
    }),
    { numRuns: 50 },
  );
});

const engine = openEngine();
afterAll(() => engine.close());

test('the second engine gives every form the answers of the formula', async () => {
  const facts = fc.sample(triples, { numRuns: 1, seed: 7 })[0] as Triple[];
  await engine.loadChunks(async (write) => {
    await write(facts.map((triple) => `${triple.map((term) => `<${term}>`).join(' ')} .\n`).join(''));
  });
  const drawn = fc.sample(fc.oneof(types, formulas), { numRuns: 40, seed: 3 });
  for (const formula of drawn) {
    const expected = [...bruteForce(formula, facts)].sort();
    const forms = REWRITINGS.flatMap(({ name, rewrite }) => [{ name, form: rewrite(formula) }]);
    const answers = await Promise.all(
      forms.map(async ({ form }) => {
        const { rows } = await engine.select(formulaQuery(form));
        return rows.flatMap(([term]) => (term?.kind === 'iri' ? [term.iri] : [])).sort();
      }),
    );
    for (const [index, { name, form }] of forms.entries()) {
      expect([name, form, answers[index]]).toEqual([name, form, expected]);
    }
  }
});

test('the nine forms are those of EFO-1-QA, and every rewriting has a name of its own', () => {
  expect(NORMAL_FORMS.map(({ name }) => name)).toEqual([
    'original',
    'DeMorgan',
    'DeMorgan+MultiI',
    'DNF',
    'diff',
    'DNF+diff',
    'DNF+MultiIU',
    'DNF+MultiIUd',
    'DNF+MultiIUD',
  ]);
  expect(new Set(REWRITINGS.map(({ name }) => name)).size).toBe(NORMAL_FORMS.length + LAWS.length);
});

const form = (name: string): Rewriting => REWRITINGS.find((rewriting) => rewriting.name === name) as Rewriting;

/** All parts of a formula, itself included. */
const allParts = (formula: Formula): Formula[] => [formula, ...partsOf(formula).flatMap(allParts)];

function holdsEverywhere(name: string, rule: (part: Formula) => boolean): void {
  fc.assert(
    fc.property(fc.oneof(types, formulas), (formula) => {
      const rewrote = rewritten(form(name), formula);
      const broken = rewrote === undefined ? undefined : allParts(rewrote).find((part) => !rule(part));
      expect(broken).toBeUndefined();
    }),
    { numRuns: 200 },
  );
}

const meets = (part: Formula): ReturnType<typeof conjuncts> =>
  'and' in part ? conjuncts(part.and) : { positive: [], negative: [] };

test.each(['DNF', 'DNF+diff', 'DNF+MultiIU', 'DNF+MultiIUd', 'DNF+MultiIUD'])(
  '%s has unions at the root only and negates nothing but steps',
  (name) => {
    holdsEverywhere(name, (part) => 'or' in part || partsOf(part).every((below) => !('or' in below)));
    holdsEverywhere(name, (part) => !('not' in part) || 'relation' in part.not || 'entity' in part.not);
  },
);

test.each(['DNF', 'diff', 'DNF+diff'])('%s combines two at a time', (name) => {
  holdsEverywhere(name, (part) => !('and' in part || 'or' in part) || partsOf(part).length === 2);
});

test.each(['diff', 'DNF+diff', 'DNF+MultiIUd'])('%s takes away one set from one set', (name) => {
  holdsEverywhere(name, (part) => {
    const { positive, negative } = meets(part);
    return negative.length === 0 || (positive.length === 1 && negative.length === 1);
  });
});

test('DNF+MultiIUD takes away from one set; DNF+MultiIU nests nothing', () => {
  holdsEverywhere('DNF+MultiIUD', (part) => meets(part).negative.length === 0 || meets(part).positive.length === 1);
  holdsEverywhere('DNF+MultiIU', (part) => meets(part).positive.every((below) => !('and' in below)));
});

test('DeMorgan leaves a union inside a conjunction only where nothing else there is positive, and none under a negation', () => {
  for (const name of ['DeMorgan', 'DeMorgan+MultiI']) {
    holdsEverywhere(name, (part) => !('not' in part && 'or' in part.not));
    holdsEverywhere(name, (part) => {
      const { positive } = meets(part);
      return positive.filter((below) => 'or' in below).length < 1 + Number(positive.every((below) => 'or' in below));
    });
  }
  holdsEverywhere('DeMorgan+MultiI', (part) => meets(part).positive.every((below) => !('and' in below)));
});

const shapeOf = (formula: Formula): Shape => {
  if ('relation' in formula) return { p: shapeOf(formula.of) };
  if ('and' in formula) return { i: formula.and.map(shapeOf) };
  if ('or' in formula) return { u: formula.or.map(shapeOf) };
  return 'not' in formula ? { n: shapeOf(formula.not) } : 'e';
};

/** A formula of EFO-1-QA by its published name, every anchor and relation another. */
function parsed(name: string): Formula {
  let count = 0;
  const json = name.replaceAll(/\((\w)/gu, '["$1"').replaceAll(')', ']');
  const visit = ([operator, ...parts]: [string, ...never[]]): Formula => {
    if (operator === 'e') return { entity: `urn:x:${++count}` };
    if (operator === 'p') return { relation: `urn:x:${++count}`, of: visit(parts[0] as never) };
    if (operator === 'n') return { not: visit(parts[0] as never) };
    return operator.toLowerCase() === 'i' ? { and: parts.map(visit) } : { or: parts.map(visit) };
  };
  return visit(JSON.parse(json) as never);
}

test.each([
  ['(p,(u,(i,(n,(p,(e))),(p,(p,(e)))),(p,(p,(e)))))', '(u,(p,(i,(n,(p,(e))),(p,(p,(e))))),(p,(p,(p,(e)))))'],
  [
    '(i,(p,(p,(p,(e)))),(p,(u,(p,(e)),(p,(e)))))',
    '(u,(i,(p,(p,(e))),(p,(p,(p,(e))))),(i,(p,(p,(e))),(p,(p,(p,(e))))))',
  ],
  [
    '(i,(n,(i,(n,(p,(e))),(p,(p,(e))))),(p,(p,(p,(e)))))',
    '(u,(i,(n,(p,(p,(e)))),(p,(p,(p,(e))))),(i,(p,(e)),(p,(p,(p,(e))))))',
  ],
  [
    '(i,(n,(i,(p,(p,(e))),(p,(p,(e))))),(p,(p,(p,(e)))))',
    '(u,(i,(n,(p,(p,(e)))),(p,(p,(p,(e))))),(i,(n,(p,(p,(e)))),(p,(p,(p,(e))))))',
  ],
  ['(i,(i,(n,(p,(e))),(p,(p,(e)))),(p,(p,(p,(e)))))', '(I,(n,(p,(e))),(p,(p,(e))),(p,(p,(p,(e)))))'],
  ['(u,(p,(p,(e))),(p,(u,(p,(p,(e))),(p,(p,(e))))))', '(U,(p,(p,(e))),(p,(p,(p,(e)))),(p,(p,(p,(e)))))'],
])('%s is published as %s in its disjunctive form', (original, published) => {
  expect(shapeKey(shapeOf(form('DNF+MultiIU').rewrite(parsed(original))))).toBe(published);
});

test('a published De Morgan form is reached wherever a part stands beside the union', () => {
  const original = parsed('(i,(p,(e)),(u,(p,(p,(p,(e)))),(p,(p,(p,(e))))))');
  // Published: (i,(n,(i,(n,…),(n,…))),(p,(e))), whose inner complements need a set of everything; ours are within (p,(e)).
  expect(shapeKey(shapeOf(form('DeMorgan').rewrite(original)))).toBe(
    '(i,(n,(I,(n,(p,(p,(p,(e))))),(n,(p,(p,(p,(e))))),(p,(e)))),(p,(e)))',
  );
});

test('a form that would grow beyond measure is refused, not built', () => {
  const pair = (name: string): Formula => ({ or: [{ entity: `urn:x:${name}1` }, { entity: `urn:x:${name}2` }] });
  const formula: Formula = { and: Array.from('abcdefghijklmnopqrstuvwxyz', pair) };
  for (const { name, rewrite } of NORMAL_FORMS.filter((rewriting) => rewriting.name.startsWith('DNF'))) {
    expect(() => rewrite(formula), name).toThrow('at most 500 conjunctions');
  }
});

test('a disjunctive form says each thing once and leaves out what contradicts itself', () => {
  const [a, b, c] = ['a', 'b', 'c'].map((name): Formula => ({ entity: `urn:x:${name}` })) as [
    Formula,
    Formula,
    Formula,
  ];
  const { rewrite } = form('DNF+MultiIU');
  expect(rewrite({ and: [a, { or: [a, b] }, a] })).toEqual({ or: [a, { and: [a, b] }] });
  expect(rewrite({ and: [a, { not: { and: [a, { not: b }] } }] })).toEqual({ and: [a, b] });
  expect(rewrite({ or: [{ and: [a, { not: a }] }, c] })).toEqual(c);
  expect(rewrite({ and: [a, { not: a }] })).toEqual({ and: [a, { not: a }] });
});
