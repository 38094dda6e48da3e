import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Graph } from '../../src/graph/graph.ts';
import { intersect, subtract, unite } from '../../src/graph/set.ts';
import { answersOf } from '../../src/logic/answers.ts';
import { formulaHash } from '../../src/logic/canonical.ts';
import { conjuncts, type Formula, partsOf, related } from '../../src/logic/formula.ts';
import { PATTERNS } from '../../src/logic/pattern.ts';
import { seededRandom } from '../../src/logic/random.ts';
import type { Relation } from '../../src/relation/relation.ts';
import { drawShape } from '../../src/task/draw.ts';
import type { Drawing } from '../../src/task/drawing.ts';
import { type Drawn, drawnEntity, drawnJoin, drawnStep, formulaOf, visitDrawn } from '../../src/task/drawn.ts';
import { createFollow } from '../../src/task/follow.ts';
import { createGround, type Ground } from '../../src/task/ground.ts';
import { everyBranchTells, type Junction, joined, narrowing, taking, widening } from '../../src/task/junction.ts';
import { everyCallMatters } from '../../src/task/necessity.ts';
import { everyNodeMatters, rejectionOf, withoutOneNode } from '../../src/task/sense.ts';
import { rejectionOfDrawn } from '../../src/task/sense-drawn.ts';
import { ENTITIES, formulas, graphOf, literalKey, RELATIONS, type Triple, triples } from '../logic/random-graph.ts';

/** Ground of all relations both ways: drawing asks of a relation no more than its IRI and its size. */
function groundOf(graph: Graph): Ground {
  const relations = RELATIONS.map((iri) => ({ iri, triples: 3 }) as Relation);
  return createGround(graph, relations, () => true);
}

/** The formula on ids; undefined where it names what the graph does not know. */
function located(formula: Formula, ground: Ground, follow: Drawing['follow']): Drawn | undefined {
  const below = (parts: readonly Formula[]): Drawn[] | undefined => {
    const found = parts.map((part) => located(part, ground, follow));
    return found.every((part) => part !== undefined) ? found : undefined;
  };
  const set = (drawn: Drawn): Uint32Array => (drawn.kind === 'entity' ? Uint32Array.of(drawn.id) : drawn.set);
  if ('entity' in formula) {
    const id = ground.graph.id(formula.entity);
    return id === undefined ? undefined : drawnEntity(id);
  }
  if ('relation' in formula) {
    const of = located(formula.of, ground, follow);
    const hop = ground.hops.find((one) => one.iri === formula.relation && one.inverse === (formula.inverse === true));
    if (of === undefined || hop === undefined) return undefined;
    return drawnStep(hop, of, follow(hop, set(of), Infinity) as Uint32Array);
  }
  if ('or' in formula) {
    const parts = below(formula.or);
    return parts && drawnJoin('or', parts, [], unite(parts.map(set)));
  }
  const { positive, negative } = conjuncts((formula as { and: Formula[] }).and);
  const [parts, taken] = [below(positive), below(negative)];
  if (parts === undefined || taken === undefined) return undefined;
  return drawnJoin('and', parts, taken, taken.map(set).reduce(subtract, parts.map(set).reduce(intersect)));
}

/** Canonical forms open what nests in its own kind; no shape does. */
function nests(formula: Formula): boolean {
  const parts = partsOf(formula);
  const alike = parts.some((part) => ('and' in formula && 'and' in part) || ('or' in formula && 'or' in part));
  return alike || parts.some(nests);
}

/** Facts among few, so that branches meet. */
const dense = fc.array(
  fc.tuple(fc.constantFrom(...ENTITIES), fc.constantFrom(...RELATIONS), fc.constantFrom(...ENTITIES)),
  { minLength: 15, maxLength: 40 },
);

const facts = fc.oneof(triples, dense);

/** Conjunctions of single steps, with negations, in which much hangs on each branch. */
const leaf = fc
  .tuple(fc.constantFrom(...RELATIONS), fc.boolean(), fc.constantFrom(...ENTITIES))
  .map(([relation, inverse, entity]) => related(relation, inverse, { entity }));
const conjunctions = fc
  .tuple(fc.array(leaf, { minLength: 1, maxLength: 3 }), fc.array(leaf, { minLength: 1, maxLength: 2 }))
  .map(([kept, taken]): Formula => ({ and: [...kept, ...taken.map((not) => ({ not }))] }));

const options = { maximumAnswers: 3, maximumSet: Infinity, isHub: (id: number) => id % 2 === 0 };

describe('a formula on ids and the same one in names', () => {
  test('have the same answers, are worth asking alike, and are turned into each other', async () => {
    const reasons = new Set<string | undefined>();
    await fc.assert(
      fc.asyncProperty(
        facts,
        fc.array(fc.oneof(formulas, conjunctions), { minLength: 20, maxLength: 20 }),
        async (given, several) => {
          const ground = groundOf(await graphOf(given));
          const { graph } = ground;
          const follow = createFollow(graph);
          for (const formula of several) {
            const drawn = nests(formula) ? undefined : located(formula, ground, follow);
            if (drawn === undefined || drawn.kind === 'entity') continue;
            expect(drawn.set).toEqual(answersOf(formula, graph));
            expect(answersOf(formulaOf(drawn, graph), graph)).toEqual(drawn.set);
            expect(formulaHash(formulaOf(drawn, graph))).toBe(formulaHash(formula));
            expect(everyCallMatters(drawn, follow)).toBe(everyNodeMatters(formula, drawn.set, graph));
            const rejection = rejectionOfDrawn(drawn, follow, options);
            expect(rejection).toBe(rejectionOf(formula, graph, options, []));
            reasons.add(rejection);
          }
        },
      ),
      { numRuns: 150 },
    );
    expect([...reasons].sort()).toEqual([
      'a call does not matter',
      'duplicate branch',
      'no answer',
      'several hubs',
      'the answer is named in the question',
      'too many answers',
      undefined,
    ]);
  });

  test('have one fingerprint in whatever order their branches come, and another one otherwise', async () => {
    const ground = groundOf(
      await graphOf([
        ['urn:x:a', 'urn:x:r', 'urn:x:b'],
        ['urn:x:b', 'urn:x:s', 'urn:x:c'],
      ]),
    );
    const follow = createFollow(ground.graph);
    const hashes = new Map<string, string>();
    const turned = (drawn: Drawn): Drawn =>
      drawn.kind === 'and' || drawn.kind === 'or'
        ? drawnJoin(drawn.kind, drawn.parts.map(turned).reverse(), drawn.taken.map(turned).reverse(), drawn.set)
        : drawn.kind === 'step'
          ? drawnStep(drawn.hop as never, turned(drawn.parts[0] as Drawn), drawn.set)
          : drawn;
    fc.assert(
      fc.property(formulas, (formula) => {
        const drawn = nests(formula) ? undefined : located(formula, ground, follow);
        if (drawn === undefined) return;
        const { high, low } = drawn;
        expect(turned(drawn)).toMatchObject({ high, low });
        const hash = formulaHash(formula);
        expect(hashes.get(`${high}/${low}`) ?? hash).toBe(hash);
        hashes.set(`${high}/${low}`, hash);
      }),
      { numRuns: 2000 },
    );
    expect(hashes.size).toBeGreaterThan(80);
  });
});

describe('a draw', () => {
  const drawing = (graph: Graph, seed: string, maximumSet: number, telling = true): Drawing => ({
    ground: groundOf(graph),
    random: seededRandom(seed),
    follow: createFollow(graph),
    maximumSet,
    telling,
    used: new Uint32Array(graph.relations.length),
  });

  test('gives the shape with the answers of its formula, no set too large, no branch that tells nothing', async () => {
    const made = new Set<string>();
    await fc.assert(
      fc.asyncProperty(dense, fc.string(), fc.integer({ min: 2, max: 4 }), async (facts, seed, most) => {
        const graph = await graphOf(facts);
        const draws = drawing(graph, seed, most);
        for (const [name, shape] of PATTERNS) {
          for (let attempt = 0; attempt < 10; attempt++) {
            const drawn = drawShape(shape, draws);
            if (typeof drawn === 'string') continue;
            made.add(name);
            const formula = formulaOf(drawn, graph);
            expect(drawn.set).toEqual(answersOf(formula, graph));
            visitDrawn(drawn, ({ set }) => expect(set.length).toBeLessThanOrEqual(most));
            const rejection = rejectionOf(formula, graph, { ...options, maximumSet: most, maximumAnswers: most }, []);
            expect([
              'a call does not matter',
              'no answer',
              'several hubs',
              'the answer is named in the question',
              undefined,
            ]).toContain(rejection);
          }
        }
      }),
      { numRuns: 60 },
    );
    expect([...made].sort()).toEqual([...PATTERNS.keys()].sort());
  });

  test('that need not tell still has no two branches alike', async () => {
    await fc.assert(
      fc.asyncProperty(dense, fc.string(), async (given, seed) => {
        const graph = await graphOf(given);
        const draws = drawing(graph, seed, Infinity, false);
        for (const shape of PATTERNS.values()) {
          const drawn = drawShape(shape, draws);
          if (typeof drawn === 'string') continue;
          const formula = formulaOf(drawn, graph);
          expect(drawn.set).toEqual(answersOf(formula, graph));
          expect(rejectionOf(formula, graph, { ...options, maximumAnswers: Infinity }, [])).not.toBe(
            'duplicate branch',
          );
        }
      }),
    );
  });

  test('never passes through values or blank nodes', async () => {
    const facts: Triple[] = ['a', 'b', 'c'].flatMap((name) => [
      [`urn:x:${name}`, 'urn:x:r', literalKey(['1', 'http://www.w3.org/2001/XMLSchema#integer'])] as const,
      [`urn:x:${name}`, 'urn:x:s', 'urn:x:d'] as const,
    ]);
    const graph = await graphOf(facts);
    const draws = drawing(graph, 'values', 9);
    const reasons = new Set<string>();
    for (let attempt = 0; attempt < 500; attempt++) {
      const drawn = drawShape({ p: { p: 'e' } }, draws);
      if (typeof drawn === 'string') reasons.add(drawn);
      else
        visitDrawn(drawn, ({ set, id, kind }) => {
          expect(set.every((member) => !graph.isLiteral(member))).toBe(true);
          if (kind === 'entity') expect(graph.isLiteral(id)).toBe(false);
        });
    }
    expect(reasons).toContain('a value or blank node on the way');
  });
});

test('a branch that tells nothing never tells again, whatever branches follow; counting finds what comparing finds', () => {
  const sets = fc.uniqueArray(fc.nat(7), { minLength: 1 }).map((ids) => Uint32Array.from(ids).sort());
  const check = (first: Uint32Array, more: readonly (readonly [Uint32Array, typeof narrowing])[]): void => {
    let junction: Junction = { set: first, without: [] };
    let told = true;
    for (const [branch, join] of more) {
      const counted = everyBranchTells(junction, branch, join, 0);
      junction = joined(junction, branch, join);
      const { set, without } = junction;
      const tells = without.every((one) => one.length !== set.length);
      expect(counted).toBe(tells);
      // A positive branch must come before those that take away, and the first stands alone if they take from it.
      if (!told) expect(tells).toBe(false);
      told = tells;
    }
  };
  const kept = fc.array(sets, { maxLength: 3 }).map((some) => some.map((one) => [one, narrowing] as const));
  const taken = fc.array(sets, { maxLength: 3 }).map((some) => some.map((one) => [one, taking] as const));
  const added = fc.array(sets, { maxLength: 4 }).map((some) => some.map((one) => [one, widening] as const));
  const runs = { numRuns: 2000 };
  fc.assert(
    fc.property(sets, kept, taken, (first, some, others) => check(first, [...some, ...others])),
    runs,
  );
  fc.assert(fc.property(sets, added, check), runs);
});

test('following a hop gives the same by sorting and by marking, and stops above the limit', async () => {
  const facts: Triple[] = Array.from({ length: 600 }, (_, n) => [
    `urn:x:${n % 30}`,
    'urn:x:r',
    `urn:x:${(n * 7) % 301}`,
  ]);
  const graph = await graphOf(facts);
  const [hop] = groundOf(graph).hops;
  const follow = createFollow(graph);
  const ids = fc.uniqueArray(fc.nat(graph.terms - 1), { maxLength: 40 }).map((some) => Uint32Array.from(some).sort());
  fc.assert(
    fc.property(ids, fc.nat(400), (from, most) => {
      const all = unite(Array.from(from, (id) => graph.objects(hop?.relation as number, id)));
      expect(follow(hop as never, from, Infinity)).toEqual(all);
      expect(follow(hop as never, from, most)).toEqual(all.length > most ? undefined : all);
    }),
  );
});

test('leaving out a node is what its name says', () => {
  const e = (name: string): Formula => ({ entity: name });
  const r = (of: Formula): Formula => ({ relation: 'r', of });
  expect(withoutOneNode(r(r(e('a'))))).toEqual([r(e('a')), r(e('a'))]);
  expect(withoutOneNode({ and: [r(e('a')), { not: r(e('b')) }] })).toEqual([
    { and: [e('a'), { not: r(e('b')) }] },
    r(e('a')),
    { and: [r(e('a')), { not: e('b') }] },
  ]);
});
