import fc from 'fast-check';
import { expect, test } from 'vitest';
import { loadGraph } from '../../../src/graph/load.ts';
import { LocalSource } from '../../../src/graph/local-source.ts';
import { loadKept, WORTH_KEEPING } from '../../../src/graph/snapshot/kept.ts';
import { nTriples, statements } from '../arbitrary.ts';
import { temporaryFolder } from '../folder.ts';
import { everything } from './everything.ts';
import { settle } from './settle.ts';

const folder = temporaryFolder();
let written = 0;

/** Writes a file, keeps it with all that can be found out, and opens it again. */
async function keptTwice(
  file: string,
  options: Parameters<typeof loadGraph>[1] = {},
): Promise<Awaited<ReturnType<typeof loadKept>>> {
  const keeping = { folder: `${folder.path}/kept`, program: 'test', least: 0 };
  await settle();
  const first = await loadKept([file], options, keeping);
  expect(first.reopened).toBeUndefined();
  const source = new LocalSource(first.graph);
  source.observe();
  source.named('a', 1);
  expect(await first.keep(source.findings)).toBe(true);
  return await loadKept([file], options, keeping);
}

test('any small graph answers everything as before when it is opened again', async () => {
  await fc.assert(
    fc.asyncProperty(statements, async (rows) => {
      const file = folder.write(`${written++}.nt`, nTriples(rows));
      const { graph, reopened } = await keptTwice(file);
      expect(reopened).toBeDefined();
      const plain = await loadGraph([file]);
      expect(everything(graph, new LocalSource(graph, reopened))).toEqual(everything(plain));
    }),
    { numRuns: 25 },
  );
});

const TURTLE = `
@prefix : <http://example.org/> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
:isPartOf a owl:TransitiveProperty ; rdfs:label "is part of"@en , "gehört zu"@de .
:a a :Thing ; :isPartOf :b ; rdfs:label "Ada" ; :age 36 . :b :isPartOf :c . :Thing rdfs:subClassOf :Any .
[] :knows :a .
`;

test('blank nodes, languages, prefixes and inferred triples come back', async () => {
  const file = folder.write('all.ttl', TURTLE);
  for (const options of [{}, { language: 'de' }, { entail: true }, { base: 'http://other.org/' }]) {
    const { graph, reopened } = await keptTwice(file, options);
    expect(reopened).toBeDefined();
    const plain = await loadGraph([file], options);
    expect(everything(graph, new LocalSource(graph, reopened))).toEqual(everything(plain));
  }
});

test('values of tables and names from label files come back', async () => {
  const file = folder.write('table.tsv', '/m/1\tknows it\t/m/2\n/m/2\tknows it\t/m/3\n');
  const labels = [
    folder.write('names.txt', '/m/1\tÉva\n/m/2\tZwei\n/m/1\tEva\n'),
    folder.write('more.txt', '/m/1\tÉva\n/m/1\tthe first\n'),
  ];
  const { graph, reopened } = await keptTwice(file, { labels });
  expect(reopened).toBeDefined();
  expect(everything(graph, new LocalSource(graph, reopened))).toEqual(everything(await loadGraph([file], { labels })));
});

test('what was not worked out in time is added by whoever works it out', async () => {
  const file = folder.write('later.ttl', TURTLE);
  const keeping = { folder: `${folder.path}/later`, program: 'test', least: 0 };
  await settle();
  const first = await loadKept([file], {}, keeping);
  expect(await first.keep({})).toBe(true);
  expect(await first.keep({})).toBe(false);
  const second = await loadKept([file], {}, keeping);
  expect(second.reopened).toEqual({});
  const source = new LocalSource(second.graph, second.reopened);
  source.observe();
  expect(await second.keep(source.findings)).toBe(true);
  const third = await loadKept([file], {}, keeping);
  expect(third.reopened?.observations).toEqual(source.observe());
  expect(third.reopened?.names).toBeUndefined();
});

test('small graphs are not kept, for reading them takes no time', async () => {
  const file = folder.write('small.ttl', TURTLE);
  await settle();
  const { graph, keep } = await loadKept([file], {}, { folder: `${folder.path}/none`, program: 'test' });
  expect(graph.triples).toBeLessThan(WORTH_KEEPING);
  expect(await keep({})).toBe(false);
});
