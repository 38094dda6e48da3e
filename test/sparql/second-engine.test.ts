/** The second engine over a graph's own files: the same triples, or an error that says so. */
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, onTestFinished, test } from 'vitest';
import { type LoadOptions, loadGraph } from '../../src/graph/load.ts';
import type { Engine } from '../../src/sparql/engine.ts';
import { openEngineOfIndex, openSecondEngine, triplesOfOneValue } from '../../src/sparql/second-engine.ts';

const GRAPHS = join(import.meta.dirname, '../../graphs');

function files(contents: Record<string, string | Buffer>): string {
  const folder = mkdtempSync(join(tmpdir(), 'graphtrail-second-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const [name, content] of Object.entries(contents)) writeFileSync(join(folder, name), content);
  return folder;
}

async function opened(
  path: string,
  options: LoadOptions = {},
): Promise<{ engine: Engine; triples: number; repeated: number }> {
  const graph = await loadGraph([path], options);
  const engine = await openSecondEngine(graph);
  onTestFinished(() => engine.close());
  return { engine, triples: graph.triples, repeated: triplesOfOneValue(graph) };
}

test.each(readdirSync(GRAPHS).filter((name) => name.endsWith('.ttl')))(
  'the second engine holds %s as we do',
  async (name) => {
    const { engine, triples, repeated } = await opened(join(GRAPHS, name));
    expect(await engine.size()).toBe(triples - repeated);
  },
);

test('files of several formats, with graphs and repeats, count as one set of triples in both engines', async () => {
  const folder = files({
    'a.ttl': '@prefix : <urn:> . :a :p :b, "x"@en-US .',
    'b.nq': '<urn:a> <urn:p> <urn:b> <urn:g> .\n<urn:c> <urn:p> <urn:b> <urn:h> .\n',
    'c.trig': '<urn:g> { <urn:c> <urn:p> <urn:b> }',
    'd.nt.gz': gzipSync('<urn:a> <urn:p> <urn:b> .\n'),
  });
  const { engine } = await opened(folder);
  expect(await engine.size()).toBe(3);
});

test('blank nodes and tab-separated files reach the second engine under our IRIs', async () => {
  const folder = files({ 'a.ttl': '<urn:a> <urn:p> [ <urn:p> "x" ] .', 'b.tsv': 'Zoë "X"\tlikes\tA B\n' });
  const { engine } = await opened(folder);
  const { rows } = await engine.select('SELECT ?s { ?s <urn:kg:likes> ?o }');
  expect(rows).toEqual([[{ kind: 'iri', iri: `urn:kg:${encodeURIComponent('Zoë "X"')}` }]]);
  expect((await engine.select('SELECT ?o { <urn:a> <urn:p> ?o FILTER isBlank(?o) }')).rows).toEqual([]);
});

test('spellings of one value count as one there, and that is no disagreement', async () => {
  const integer = '"^^<http://www.w3.org/2001/XMLSchema#integer>';
  const folder = files({
    'a.ttl': `<urn:a> <urn:p> "1${integer}, "01${integer}, "2${integer}, "1" . <urn:b> <urn:p> "1${integer} .`,
  });
  const { engine, triples, repeated } = await opened(folder);
  expect([triples, repeated, await engine.size()]).toEqual([5, 1, 4]);
});

test('a file that changed since the graph was loaded is a disagreement, with both counts', async () => {
  const folder = files({ 'a.nt': '<urn:a> <urn:p> <urn:b> .\n' });
  const graph = await loadGraph([folder]);
  writeFileSync(join(folder, 'a.nt'), '<urn:a> <urn:p> <urn:b> .\n<urn:a> <urn:p> <urn:c> .\n');
  await expect(openSecondEngine(graph)).rejects.toMatchObject({
    code: 'second_engine_disagrees',
    message: expect.stringMatching(/holds 1 .*engine 2/),
  });
});

test.each(readdirSync(GRAPHS).filter((name) => name.endsWith('.ttl')))(
  'an engine filled from the index of %s holds the same triples as one filled from the file',
  async (name) => {
    const graph = await loadGraph([join(GRAPHS, name)]);
    const [own, other] = [await openEngineOfIndex(graph), await openSecondEngine(graph)];
    onTestFinished(async () => void (await Promise.all([own.close(), other.close()])));
    expect(await own.size()).toBe(await other.size());
    const all = 'SELECT ?s ?p ?o { ?s ?p ?o }';
    const rows = async (engine: Engine) => (await engine.select(all)).rows.map((row) => JSON.stringify(row)).sort();
    expect(await rows(own)).toEqual(await rows(other));
  },
);

test('an engine filled from the index keeps what was read, whatever the file says by now', async () => {
  const folder = files({ 'graph.ttl': '<urn:a> <urn:p> "a\\n\\"b\\""@en, 01, [ <urn:q> <urn:b> ] .' });
  const path = join(folder, 'graph.ttl');
  const graph = await loadGraph([path]);
  writeFileSync(path, '<urn:x> <urn:p> 1, 2, 3, 4 .');
  const engine = await openEngineOfIndex(graph);
  onTestFinished(() => engine.close());
  expect(await engine.size()).toBe(4);
  expect((await engine.select('SELECT ?o { <urn:a> <urn:p> ?o FILTER(LANG(?o) = "en") }')).rows).toMatchObject([
    [{ value: 'a\n"b"', language: 'en' }],
  ]);
});

test('with inferred triples the count is that of stated ones, and other declarations in a file are a disagreement', async () => {
  const declared = '<urn:p> <http://www.w3.org/2002/07/owl#inverseOf> <urn:q> .\n<urn:a> <urn:p> <urn:b> .\n';
  const folder = files({ 'a.nt': declared });
  const graph = await loadGraph([folder], { entail: true });
  const engine = await openSecondEngine(graph);
  expect([graph.triples, graph.asserted, await engine.size()]).toEqual([3, 2, 2]);
  await engine.close();
  writeFileSync(join(folder, 'a.nt'), declared.replace('<urn:q>', '<urn:r>'));
  await expect(openSecondEngine(graph)).rejects.toMatchObject({
    code: 'second_engine_disagrees',
    message: expect.stringContaining('declarations'),
  });
});

test('an engine filled from the index of a graph with inferred triples holds what its files state, as one filled from them', async () => {
  const folder = files({
    'a.nt': '<urn:p> <http://www.w3.org/2002/07/owl#inverseOf> <urn:q> .\n<urn:a> <urn:p> <urn:b> .\n',
  });
  const engine = await openEngineOfIndex(await loadGraph([folder], { entail: true }));
  onTestFinished(() => engine.close());
  expect(await engine.size()).toBe(2);
  expect((await engine.select('SELECT ?s { ?s <urn:q> ?o }')).rows).toEqual([]);
});
