import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Graph } from '../../../src/graph/graph.ts';
import { loadGraphFromText } from '../../../src/graph/load.ts';
import { asText, type Fact, lines, naiveClosure, OWL, ontology, RDF_TYPE, SUB } from './ontology.ts';

const load = (facts: readonly Fact[], entail = true): Promise<Graph> =>
  loadGraphFromText(asText(facts), { format: 'n-triples', entail });

function* factsOf(graph: Graph, stated: boolean | undefined = undefined): Generator<Fact> {
  for (const relation of graph.relations) {
    for (const [subject, object] of graph.pairs(relation)) {
      if (stated !== undefined && graph.isAsserted(subject, relation, object) !== stated) continue;
      yield [graph.key(subject), graph.key(relation), graph.key(object)];
    }
  }
}

test('what the index holds is what the rules give when they are applied until nothing new comes', async () => {
  await fc.assert(
    fc.asyncProperty(ontology({ values: true }), async (facts) => {
      const graph = await load(facts);
      expect(lines(factsOf(graph))).toEqual(lines(naiveClosure(facts)));
      expect(lines(factsOf(graph, true))).toEqual(lines(facts));
      expect(graph.asserted).toBe(lines(facts).length);
      expect(graph.triples).toBe([...factsOf(graph)].length);
      const { derived } = graph.entailment as NonNullable<Graph['entailment']>;
      expect(Object.values(derived).reduce((sum, count) => sum + count)).toBe(graph.triples - graph.asserted);
    }),
    { numRuns: 500 },
  );
});

test('both directions of the index hold the inferred triples', async () => {
  await fc.assert(
    fc.asyncProperty(ontology({ values: true }), async (facts) => {
      const graph = await load(facts);
      for (const relation of graph.relations)
        for (const [subject, object] of graph.pairs(relation))
          expect(graph.subjects(relation, object)).toContain(subject);
      const backward = Array.from(graph.relations).flatMap((relation) =>
        Array.from(graph.objectsOf(relation), (object) => graph.subjects(relation, object).length),
      );
      expect(backward.reduce((sum, count) => sum + count, 0)).toBe(graph.triples);
    }),
  );
});

test('a closure that is loaded again gives nothing new', async () => {
  await fc.assert(
    fc.asyncProperty(ontology({ values: false }), async (facts) => {
      const graph = await load([...factsOf(await load(facts))]);
      expect(graph.triples).toBe(graph.asserted);
    }),
  );
});

test('more facts never take an inferred one away', async () => {
  await fc.assert(
    fc.asyncProperty(ontology({ values: true }), ontology({ values: true }), async (facts, more) => {
      const all = new Set(lines(factsOf(await load([...facts, ...more]))));
      expect(lines(factsOf(await load(facts))).filter((line) => !all.has(line))).toEqual([]);
    }),
  );
});

test('the digest depends on the triples and on nothing else, and is never that of the plain graph', async () => {
  await fc.assert(
    fc.asyncProperty(
      ontology({ values: true }).chain((facts) =>
        fc.tuple(fc.constant(facts), fc.shuffledSubarray(facts, { minLength: facts.length })),
      ),
      async ([facts, shuffled]) => {
        const [one, other, plain] = [await load(facts), await load(shuffled), await load(facts, false)];
        expect(one.digest).toMatch(/^gt1e:[0-9a-f]{64}$/);
        expect(other.digest).toBe(one.digest);
        expect(one.entailment?.plainDigest).toBe(plain.digest);
        expect(plain.entailment).toBeUndefined();
      },
    ),
  );
});

test('a graph whose file states what another infers has another digest', async () => {
  const facts: Fact[] = [
    ['e:q', 'http://www.w3.org/2000/01/rdf-schema#subPropertyOf', 'e:p'],
    ['e:a', 'e:q', 'e:b'],
  ];
  const [inferred, stated] = [await load(facts), await load([...facts, ['e:a', 'e:p', 'e:b']])];
  expect(lines(factsOf(inferred))).toEqual(lines(factsOf(stated)));
  expect(inferred.digest).not.toBe(stated.digest);
});

test('a transitive relation that would square the graph is refused by name', async () => {
  const chain = Array.from({ length: 100 }, (_, index): Fact => [`e:${index}`, 'e:before', `e:${index + 1}`]);
  const facts: Fact[] = [...chain, ['e:before', RDF_TYPE, `${OWL}TransitiveProperty`]];
  const graph = await loadGraphFromText(asText(facts), {
    format: 'n-triples',
    entail: true,
    limits: { inferred: 4950 },
  });
  expect(graph.entailment?.derived).toEqual({ subPropertyOf: 0, symmetric: 0, inverseOf: 0, transitive: 4950 });
  await expect(
    loadGraphFromText(asText(facts), { format: 'n-triples', entail: true, limits: { inferred: 4949 } }),
  ).rejects.toMatchObject({ code: 'entailed_too_much', message: expect.stringContaining('<e:before>') });
});

test('the limit counts what is derived, not what the files state already', async () => {
  const pairs = Array.from({ length: 10 }, (_, index): Fact[] => [
    [`e:${index}`, 'e:near', `e:${index + 10}`],
    [`e:${index + 10}`, 'e:near', `e:${index}`],
  ]);
  const facts: Fact[] = [...pairs.flat(), ['e:near', RDF_TYPE, `${OWL}SymmetricProperty`]];
  const graph = await loadGraphFromText(asText(facts), { format: 'n-triples', entail: true, limits: { inferred: 0 } });
  expect(graph.triples).toBe(graph.asserted);
});

test('declarations that would take for ever to follow are refused, although they give little', async () => {
  const chain = Array.from({ length: 700 }, (_, index): Fact => [`e:p${index}`, SUB, `e:p${index + 1}`]);
  const text = asText([...chain, ['e:a', 'e:p0', 'e:b']]);
  const graph = await loadGraphFromText(text, { format: 'n-triples', entail: true });
  expect(graph.triples - graph.asserted).toBe(700);
  await expect(
    loadGraphFromText(text, { format: 'n-triples', entail: true, limits: { inferred: 700 } }),
  ).rejects.toMatchObject({ code: 'entailed_too_much', message: expect.stringContaining('takes too long') });
});

test('many transitive relations, each below the next, cost little more than what they give', async () => {
  const facts = Array.from({ length: 160 }, (_, index): Fact[] => [
    [`e:p${index}`, SUB, `e:p${index + 1}`],
    [`e:p${index}`, RDF_TYPE, `${OWL}TransitiveProperty`],
    [`e:a${index}`, `e:p${index}`, `e:a${index + 1}`],
  ]).flat();
  // The limit also bounds the steps that may be taken.
  const limits = { inferred: 750_000 };
  const graph = await loadGraphFromText(asText(facts), { format: 'n-triples', entail: true, limits });
  const last = graph.id('e:p159') as number;
  expect([...graph.pairs(last)].length).toBe((160 * 161) / 2);
});
