import { expect, test } from 'vitest';
import { enumerateEfo1, type Sameness, shapeKey } from '../../src/logic/efo1.ts';
import { PATTERNS, type Shape } from '../../src/logic/pattern.ts';

const keysOf = (sameness: Sameness, flatten: boolean): string[] =>
  Array.from(enumerateEfo1(sameness), (shape) => shapeKey(shape, { flatten }));

test.each<[Sameness, number]>([
  ['raw', 633],
  ['commutative', 301],
  ['flattened', 256],
])('%s, the grammar of EFO-1-QA gives %i types', (sameness, count) => {
  expect([...enumerateEfo1(sameness)]).toHaveLength(count);
});

test('no derivation comes twice, and no type under its own sameness', () => {
  expect(new Set(Array.from(enumerateEfo1('raw'), (shape) => JSON.stringify(shape))).size).toBe(633);
  expect(new Set(keysOf('raw', false)).size).toBe(301);
  expect(new Set(keysOf('raw', true)).size).toBe(256);
  expect(new Set(keysOf('commutative', true)).size).toBe(256);
});

test('all 14 named patterns are among the types', () => {
  const types = new Set(keysOf('flattened', true));
  const missing = [...PATTERNS].filter(([, shape]) => !types.has(shapeKey(shape, { flatten: true })));
  expect(missing).toEqual([]);
});

/** The published names carry the number of the derivation that a type was met at first. */
const PUBLISHED: [number, string][] = [
  [41, '(p,(i,(i,(p,(p,(e))),(p,(p,(e)))),(p,(e))))'],
  [97, '(p,(u,(i,(p,(e)),(p,(e))),(p,(p,(e)))))'],
  [102, '(p,(u,(i,(n,(p,(e))),(p,(p,(e)))),(p,(p,(e)))))'],
  [132, '(i,(p,(e)),(p,(i,(n,(p,(e))),(p,(p,(e))))))'],
  [183, '(i,(i,(p,(e)),(p,(p,(p,(e))))),(p,(p,(e))))'],
  [233, '(i,(i,(n,(p,(e))),(p,(p,(e)))),(p,(p,(p,(e)))))'],
  [245, '(i,(p,(p,(p,(e)))),(u,(p,(p,(e))),(p,(p,(p,(e))))))'],
  [254, '(i,(n,(i,(n,(p,(e))),(p,(p,(e))))),(p,(p,(p,(e)))))'],
  [267, '(i,(n,(p,(e))),(p,(i,(p,(e)),(p,(p,(e))))))'],
  [441, '(u,(i,(p,(e)),(p,(p,(p,(e))))),(p,(e)))'],
  [472, '(u,(p,(p,(e))),(p,(u,(p,(p,(e))),(p,(p,(e))))))'],
  [530, '(u,(p,(p,(p,(e)))),(u,(p,(p,(p,(e)))),(p,(p,(p,(e))))))'],
];

test('types stand where the published list of types has them', () => {
  const keys = keysOf('raw', false);
  expect(PUBLISHED.map(([number]) => [number, keys[number]])).toEqual(PUBLISHED);
  for (const [number, key] of PUBLISHED) expect(keys.indexOf(key)).toBe(number);
});

test('every type keeps the rules: negation beside something positive only, at most three levels, one to three anchors', () => {
  const check = (shape: Shape, level: number): number => {
    if (shape === 'e') return 1;
    if ('p' in shape) return check(shape.p, level + 1);
    if ('n' in shape) throw new Error('a negation outside an intersection');
    const parts = 'i' in shape ? shape.i : shape.u;
    expect(parts).toHaveLength(2);
    return parts.reduce((sum, part, place) => {
      const negated = 'i' in shape && place === 1 && typeof part === 'object' && 'n' in part;
      return sum + (negated ? check(part.n, level + 1) : check(part, level));
    }, 0);
  };
  const levels = (shape: Shape): number => {
    if (shape === 'e') return 0;
    if ('p' in shape) return 1 + levels(shape.p);
    if ('n' in shape) return 1 + levels(shape.n);
    return Math.max(...('i' in shape ? shape.i : shape.u).map(levels));
  };
  for (const shape of enumerateEfo1('raw')) {
    const anchors = check(shape, 0);
    expect(anchors >= 1 && anchors <= 3).toBe(true);
    expect(levels(shape)).toBeLessThanOrEqual(3);
  }
});

test('types come one at a time, so that far larger limits cost nothing until asked for', () => {
  const types = enumerateEfo1('raw', { nesting: 30, anchors: 30 });
  expect(types.next().value).toEqual({ p: 'e' });
});

test('a key forgets order, and nesting only where told so', () => {
  const one: Shape = { p: 'e' };
  const two: Shape = { p: one };
  const left: Shape = { i: [{ i: [one, two] }, { n: one }] };
  const right: Shape = { i: [{ i: [{ n: one }, two] }, one] };
  expect(shapeKey({ i: [one, two] })).toBe(shapeKey({ i: [two, one] }));
  expect(shapeKey(left)).not.toBe(shapeKey(right));
  expect(shapeKey(left, { flatten: true })).toBe('(I,(n,(p,(e))),(p,(e)),(p,(p,(e))))');
  expect(shapeKey(right, { flatten: true })).toBe(shapeKey(left, { flatten: true }));
  expect(shapeKey({ i: [{ i: [{ i: [one, one] }, one] }, one] }, { flatten: true })).toBe(
    '(I,(p,(e)),(p,(e)),(p,(e)),(p,(e)))',
  );
  expect(shapeKey({ u: [one, { i: [one, one] }] }, { flatten: true })).toBe('(u,(i,(p,(e)),(p,(e))),(p,(e)))');
});
