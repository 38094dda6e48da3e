import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Graph } from '../../src/graph/graph.ts';
import { loadGraph } from '../../src/graph/load.ts';
import { LocalSource } from '../../src/graph/local-source.ts';
import type { TermSet } from '../../src/graph/source.ts';

/** The laws that tools promise, on the graphs that people meet first, through what the tools see of a graph. */
describe.each(['countries', 'elements', 'films'])('on %s', (name) => {
  let graph: Graph;
  let source: LocalSource;
  beforeAll(async () => {
    graph = await loadGraph([`graphs/${name}.ttl`]);
    source = new LocalSource(graph);
  });

  const contents = (set: TermSet): string[] =>
    source.items(set, { offset: 0, limit: set.size }).map((item) => JSON.stringify(item));
  const set = (...iris: string[]): TermSet => source.setOf(iris);

  /** A relation and one of its triples between entities. */
  const fact = () =>
    fc.nat().chain((seed) => {
      const relation = graph.relations[seed % graph.relations.length] as number;
      const pairs = [...graph.pairs(relation)].filter(([, object]) => !graph.isLiteral(object));
      return pairs.length === 0
        ? fc.constant(undefined)
        : fc.constantFrom(...pairs).map(([subject, object]) => ({ relation, subject, object }));
    });

  /** Sets that the graph itself suggests: what a relation gives for a few entities. */
  const someSet = () =>
    fc
      .tuple(fc.nat(), fc.boolean(), fc.array(fc.nat(), { minLength: 1, maxLength: 4 }))
      .map(([relation, inverse, seeds]) => {
        const id = graph.relations[relation % graph.relations.length] as number;
        const starts = inverse ? graph.objectsOf(id) : graph.subjectsOf(id);
        const iris = seeds.map((seed) => graph.key(starts[seed % starts.length] as number));
        return source.follow({ relation: graph.key(id), inverse, from: source.setOf(iris) });
      });

  test('x is among r(y) exactly if y is among r⁻¹(x)', () => {
    fc.assert(
      fc.property(fact(), (drawn) => {
        if (drawn === undefined) return;
        const relation = graph.key(drawn.relation);
        const subject = graph.key(drawn.subject);
        const object = graph.key(drawn.object);
        const forward = source.follow({ relation, inverse: false, from: set(subject) });
        const back = source.follow({ relation, inverse: true, from: set(object) });
        expect(source.intersection([forward, set(object)]).size).toBe(1);
        expect(source.intersection([back, set(subject)]).size).toBe(1);
        for (const item of source.items(forward, { offset: 0, limit: 20 })) {
          if (item.kind !== 'entity') continue;
          const from = set(source.expand(item.id) ?? item.id);
          const again = source.follow({ relation, inverse: true, from });
          expect(source.intersection([again, set(subject)]).size).toBe(1);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('intersection, union and difference obey the laws of sets', () => {
    fc.assert(
      fc.property(someSet(), someSet(), someSet(), (a, b, c) => {
        const and = (...sets: TermSet[]) => source.intersection(sets);
        const or = (...sets: TermSet[]) => source.union(sets);
        const less = (left: TermSet, right: TermSet) => source.difference(left, right);
        const same = (left: TermSet, right: TermSet) => expect(contents(left)).toEqual(contents(right));
        same(and(a, b), and(b, a));
        same(or(a, b), or(b, a));
        same(and(a, and(b, c)), and(a, b, c));
        same(or(a, or(b, c)), or(a, b, c));
        same(and(a, or(b, c)), or(and(a, b), and(a, c)));
        same(or(a, and(b, c)), and(or(a, b), or(a, c)));
        same(and(a, or(a, b)), a);
        same(less(a, or(b, c)), and(less(a, b), less(a, c)));
        same(less(a, and(b, c)), or(less(a, b), less(a, c)));
        same(less(a, less(a, b)), and(a, b));
        expect(and(a, b).size + or(a, b).size).toBe(a.size + b.size);
      }),
      { numRuns: 200 },
    );
  });

  test('a complement and its set share nothing and make up the class', () => {
    const { classes } = source.observe();
    fc.assert(
      fc.property(someSet(), fc.constantFrom(undefined, ...classes.map(({ iri }) => iri)), (drawn, iri) => {
        const all = source.members(iri);
        const others = source.difference(all, drawn);
        expect(source.intersection([others, drawn]).size).toBe(0);
        expect(contents(source.union([others, source.intersection([all, drawn])]))).toEqual(contents(all));
      }),
      { numRuns: 50 },
    );
  });
});
