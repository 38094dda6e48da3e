import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shapeKey } from '../../src/logic/efo1.ts';
import { conjuncts, type Formula, partsOf } from '../../src/logic/formula.ts';
import { LAWS } from '../../src/logic/law.ts';
import { NORMAL_FORMS, REWRITINGS } from '../../src/logic/normal-form.ts';
import type { Shape } from '../../src/logic/pattern.ts';
import type { Rewriting } from '../../src/logic/rewrite.ts';
import { formulas } from './random-graph.ts';
import { rewritten, typedFormulas } from './random-type.ts';

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
    fc.property(fc.oneof(typedFormulas, formulas), (formula) => {
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
  const formula: Formula = { and: Array.from('abcdefghi', pair) };
  expect(form('DNF+MultiIU').rewrite({ and: Array.from('abcdefgh', pair) })).toHaveProperty('or.length', 256);
  for (const { name, rewrite } of NORMAL_FORMS.filter((rewriting) => rewriting.name.startsWith('DNF'))) {
    expect(() => rewrite(formula), name).toThrow('at most 500 conjunctions');
  }
});

test('a disjunctive form says each thing once and leaves out what contradicts itself or adds nothing', () => {
  const [a, b, c] = ['a', 'b', 'c'].map((name): Formula => ({ entity: `urn:x:${name}` })) as [
    Formula,
    Formula,
    Formula,
  ];
  const { rewrite } = form('DNF+MultiIU');
  expect(rewrite({ and: [b, { or: [a, c] }, b] })).toEqual({ or: [{ and: [b, a] }, { and: [b, c] }] });
  expect(rewrite({ or: [{ and: [a, b] }, { and: [b, a] }] })).toEqual({ and: [b, a] });
  expect(rewrite({ and: [a, { or: [a, b] }] })).toEqual(a);
  expect(rewrite({ or: [{ and: [a, { not: b }] }, { and: [a, { not: b }, { not: c }] }] })).toEqual({
    and: [a, { not: b }],
  });
  expect(rewrite({ and: [a, { not: { and: [a, { not: b }] } }] })).toEqual({ and: [a, b] });
  expect(rewrite({ or: [{ and: [a, { not: a }] }, c] })).toEqual(c);
  expect(rewrite({ and: [a, { not: a }] })).toEqual({ and: [a, { not: a }] });
});

test('a disjunctive form pulls unions through conditions, and leaves them within rankings', () => {
  const [a, b] = ['a', 'b'].map((name): Formula => ({ entity: `urn:x:${name}` })) as [Formula, Formula];
  const where = {
    relation: 'urn:x:p',
    is: '=',
    value: '1',
    datatype: 'http://www.w3.org/2001/XMLSchema#integer',
  } as const;
  const ranked = { top: 1, by: 'urn:x:p', order: 'largest' } as const;
  const { rewrite } = form('DNF+MultiIU');
  expect(rewrite({ where, of: { or: [a, b] } })).toEqual({
    or: [
      { where, of: a },
      { where, of: b },
    ],
  });
  expect(rewrite({ ...ranked, of: { and: [a, { or: [a, b] }] } })).toEqual({ ...ranked, of: a });
  expect(rewrite({ ...ranked, of: { or: [a, b] } })).toEqual({ ...ranked, of: { or: [a, b] } });
});
