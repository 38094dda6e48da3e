import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { answersOf } from '../../src/logic/answers.ts';
import type { Formula } from '../../src/logic/formula.ts';
import { planOf } from '../../src/logic/plan.ts';
import { seededRandom } from '../../src/logic/random.ts';
import type { Relation } from '../../src/relation/relation.ts';
import { createFollow } from '../../src/task/follow.ts';
import { createGround } from '../../src/task/ground.ts';
import { hardnessOf } from '../../src/task/hardness.ts';
import { createReservoir } from '../../src/task/reservoir.ts';
import { shortcutOf } from '../../src/task/shortcut.ts';
import { ENTITIES, formulas, graphOf, RELATIONS, type Triple, triples } from '../logic/random-graph.ts';

const TYPE = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#type';
const x = (name: string): string => `urn:x:${name}`;
const of = (relation: string, part: Formula): Formula => ({ relation: x(relation), of: part });
const e = (name: string): Formula => ({ entity: x(name) });

async function shortcut(facts: readonly Triple[], formula: Formula): Promise<Formula | 'unknown' | undefined> {
  const graph = await graphOf(facts);
  const relations = RELATIONS.map((iri) => ({ iri, triples: 3 }) as Relation);
  const ground = createGround(graph, relations, () => true);
  return shortcutOf(formula, planOf(formula).length, answersOf(formula, graph), ground, createFollow(graph));
}

const facts = (...lines: string[]): Triple[] => lines.map((line) => line.split(' ').map(x) as unknown as Triple);

describe('a shortcut', () => {
  test('is one hop with just the answers of several calls', async () => {
    const graph = facts('a r b', 'a r c', 'd s b', 'd s c', 'd s e', 'f s b', 'f s c');
    const both: Formula = { and: [of('r', e('a')), of('s', e('d'))] };
    expect(await shortcut(graph, both)).toEqual(of('s', e('f')));
    expect(await shortcut(graph.slice(0, 5), both)).toBeUndefined();
  });

  test('is two hops where the task takes three calls or more, and not where it takes two', async () => {
    const graph = facts('a r b', 'b r c', 'd s e', 'e s c');
    expect(await shortcut(graph, of('r', of('r', e('a'))))).toEqual({ relation: x('r'), of: e('b') });
    const three: Formula = { and: [of('r', of('r', e('a'))), of('s', of('s', e('d')))] };
    expect(await shortcut(graph, three)).toEqual({ relation: x('r'), of: e('b') });
  });

  test('of two calls is no other formula of two calls', async () => {
    const graph = facts('a r b', 'a r g', 'b r c', 'g r f', 'd s h', 'd s k', 'h s c', 'k s f');
    expect(await shortcut(graph, of('r', of('r', e('a'))))).toBeUndefined();
    const filtered: Formula = { and: [of('r', of('r', e('a'))), { or: [of('s', e('h')), of('s', e('k'))] }] };
    expect(await shortcut(graph, filtered)).toEqual(of('s', of('s', e('d'))));
  });

  test('is a class that holds just the answers', async () => {
    const graph: Triple[] = [
      ...facts('a r b', 'a r c', 'd s b', 'd s c'),
      ...['b', 'c'].map((name) => [x(name), TYPE, x('K')] as const),
    ];
    expect(await shortcut(graph, { and: [of('r', e('a')), of('s', e('d'))] })).toEqual({ class: x('K') });
  });

  test('has the answers of the formula, fewer calls, no answer as its anchor, and is no part of it', async () => {
    let found = 0;
    await fc.assert(
      fc.asyncProperty(triples, formulas, async (given, formula) => {
        const graph = await graphOf(given);
        const answers = answersOf(formula, graph);
        if (answers.length === 0) return;
        const short = await shortcut(given, formula);
        if (short === undefined || short === 'unknown') return;
        found += 1;
        expect(answersOf(short, graph)).toEqual(answers);
        expect(planOf(short).length).toBeLessThan(planOf(formula).length);
        expect(JSON.stringify(formula)).not.toContain(JSON.stringify(short));
        const anchor = ENTITIES.find((iri) => JSON.stringify(short).includes(JSON.stringify({ entity: iri })));
        expect(Array.from(answers, (id) => graph.key(id))).not.toContain(anchor);
      }),
      { numRuns: 300 },
    );
    expect(found).toBeGreaterThan(10);
  });

  test('of one call there is none', async () => {
    expect(await shortcut(facts('a r b', 'd s b'), of('r', e('a')))).toBeUndefined();
  });
});

test('a reservoir holds each item of a stream with the same chance', () => {
  const held = new Array<number>(20).fill(0);
  for (let seed = 0; seed < 2000; seed++) {
    const reservoir = createReservoir<number>(5, seededRandom(`${seed}`));
    for (let item = 0; item < 20; item++) reservoir.offer(item);
    expect(new Set(reservoir.items).size).toBe(5);
    for (const item of reservoir.items) held[item] = (held[item] as number) + 1;
  }
  for (const times of held) expect(Math.abs(times - 500)).toBeLessThan(110);
});

test('hardness counts hops, calls, branches and anchors', () => {
  const formula: Formula = { and: [of('r', of('r', e('a'))), of('s', e('a')), { not: of('s', e('b')) }] };
  expect(hardnessOf(formula, planOf(formula), 7)).toEqual({
    hops: 2,
    calls: 6,
    branches: 3,
    anchors: 2,
    largestSet: 7,
  });
  expect(hardnessOf(of('r', e('a')), planOf(of('r', e('a'))), 1)).toMatchObject({ hops: 1, calls: 1, branches: 1 });
});
