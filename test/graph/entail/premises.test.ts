import fc from 'fast-check';
import { expect, test } from 'vitest';
import { premisesOf } from '../../../src/graph/entail/premises.ts';
import { loadGraphFromText } from '../../../src/graph/load.ts';
import { asText, type Fact, naiveClosure, OWL, ontology, RDF_TYPE, SUB } from './ontology.ts';

/** Each triple of a graph with its premises, as keys. */
async function explained(
  facts: readonly Fact[],
): Promise<(readonly [Fact, { by: string; from: Fact[] } | undefined])[]> {
  const graph = await loadGraphFromText(asText(facts), { format: 'n-triples', entail: true });
  const keys = (ids: readonly number[]): Fact => ids.map((id) => graph.key(id)) as unknown as Fact;
  return Array.from(graph.relations).flatMap((relation) =>
    Array.from(graph.pairs(relation), ([subject, object]) => {
      const ids = [subject, relation, object] as const;
      const premises = premisesOf(graph, ids);
      return [keys(ids), premises && { by: premises.by, from: premises.from.map(keys) }] as const;
    }),
  );
}

const declares = ([, predicate]: Fact): boolean =>
  /#(?:type|subPropertyOf|inverseOf|equivalentProperty)$/.test(predicate);

test('the premises of an inferred triple are stated, and with the declarations they give it; a stated one needs none', async () => {
  await fc.assert(
    fc.asyncProperty(ontology({ values: true }), async (facts) => {
      const stated = new Set(facts.map((fact) => JSON.stringify(fact)));
      for (const [triple, premises] of await explained(facts)) {
        expect([triple, premises === undefined]).toEqual([triple, stated.has(JSON.stringify(triple))]);
        if (premises === undefined) continue;
        expect(premises.from.filter((fact) => !stated.has(JSON.stringify(fact)))).toEqual([]);
        const again = naiveClosure([...facts.filter(declares), ...premises.from]);
        expect(again.map((fact) => JSON.stringify(fact))).toContain(JSON.stringify(triple));
      }
    }),
    { numRuns: 500 },
  );
});

test('of a transitive relation the premises are a shortest way, in its order', async () => {
  const rows = await explained([
    ['e:in', RDF_TYPE, `${OWL}TransitiveProperty`],
    ['e:cityIn', SUB, 'e:in'],
    ['e:a', 'e:cityIn', 'e:b'],
    ['e:b', 'e:in', 'e:c'],
    ['e:c', 'e:in', 'e:d'],
    ['e:b', 'e:in', 'e:d'],
    ['e:holds', `${OWL}inverseOf`, 'e:in'],
  ]);
  const of = (...triple: string[]): unknown => rows.find(([fact]) => fact.join() === triple.join())?.[1];
  expect(of('e:a', 'e:in', 'e:d')).toEqual({
    by: 'transitive',
    from: [
      ['e:a', 'e:cityIn', 'e:b'],
      ['e:b', 'e:in', 'e:d'],
    ],
  });
  expect(of('e:a', 'e:in', 'e:b')).toEqual({ by: 'subPropertyOf', from: [['e:a', 'e:cityIn', 'e:b']] });
  expect(of('e:d', 'e:holds', 'e:b')).toEqual({ by: 'inverseOf', from: [['e:b', 'e:in', 'e:d']] });
  expect(of('e:d', 'e:holds', 'e:a')).toMatchObject({ by: 'transitive' });
  expect(of('e:b', 'e:in', 'e:d')).toBeUndefined();
});
