/** A graph opened on a thread of its own: the same graph, the same errors, and it can be stopped. */
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { type OpenedGraph, openGraph } from '../../src/cli/graph-options.ts';
import { openApart } from '../../src/cli/open-apart.ts';
import { loadGraphFromText } from '../../src/graph/load.ts';
import { LocalSource } from '../../src/graph/local-source.ts';
import { assemble, movable, partsOf } from '../../src/graph/parts.ts';
import { compileToolset } from '../../src/tool/toolset.ts';
import { EUROPE, PREFIXES } from '../tool/open-tools.ts';
import { folderWith } from './run.ts';

const TSV = 'a\tlikes\tb\nb\tlikes\tc\n';
const folder = folderWith({
  'graph.ttl': EUROPE,
  'graph.tsv': TSV,
  'labels.tsv': 'a\tAnna\nb\tBert\nb\tBertie\n',
  'entailed.ttl': `${PREFIXES}\n:in a owl:TransitiveProperty . :a :in :b . :b :in :c, [ :in :d ] .`,
  'broken.ttl': '<urn:a> <urn:p> .',
  'config.json': '{"relations": {"rename": {":capital": "seat", "population": "people"}}}',
});
afterAll(folder.remove);
const at = (name: string): string => join(folder.path, name);

/** All that tools are made of and answer from. */
async function toldBy({ graph, source, vocabulary, flags }: OpenedGraph) {
  const toolset = await compileToolset(source, vocabulary, { surface: 'relations' });
  const entities = source.items(source.members(), { offset: 0, limit: 100 });
  const iris = entities.map((item) => (item.kind === 'entity' ? (source.expand(item.id) ?? item.id) : ''));
  return {
    graph: { ...graph, origin: undefined },
    entailment: graph.entailment,
    relations: Array.from(graph.relations, (id) => [...graph.pairs(id)]),
    ofTerms: graph.ofTerms,
    observations: source.observe(),
    facts: iris.map((iri) => [iri, source.label(iri), source.describe(iri, { limit: 20, sample: 5 })]),
    found: ['Paris', 'bert', 'lyo'].map((text) => [source.named(text, 5), source.search(text, { limit: 5 })]),
    vocabulary,
    listing: toolset.listing,
    flags,
  };
}

test.each([
  ['graph.ttl', { config: false, language: 'de' }],
  ['graph.ttl', { config: at('config.json') }],
  ['graph.tsv', { config: false, labels: [at('labels.tsv')], base: 'urn:x:' }],
  ['entailed.ttl', { config: false, entail: true }],
] as const)('%s with %j is the same graph, and gives the same tools', async (name, flags) => {
  const given = { ...flags, cache: false };
  const [apart, here] = [await openApart([at(name)], given), await openGraph([at(name)], given)];
  expect(await toldBy(apart)).toEqual(await toldBy(here));
  expect(apart.graph.digest).toBe(here.graph.digest);
});

test('what is wrong with a file or a configuration is said in the same words', async () => {
  for (const [name, flags] of [
    ['broken.ttl', {}],
    ['missing.ttl', {}],
    ['graph.tsv', { config: at('config.json') }],
  ] as const) {
    const here = await openGraph([at(name)], { ...flags, cache: false }).catch((error: unknown) => error);
    const apart = await openApart([at(name)], { ...flags, cache: false }).catch((error: unknown) => error);
    expect(here).toMatchObject({ code: expect.any(String) });
    const { code, message } = here as { code: string; message: string };
    expect(apart).toMatchObject({ code, message });
  }
});

test('it can be stopped, before and while it loads', async () => {
  const stopping = new AbortController();
  const opening = openApart([at('graph.ttl')], {}, stopping.signal);
  stopping.abort();
  await expect(opening).rejects.toMatchObject({ code: 'loading_stopped' });
  await expect(openApart([at('graph.ttl')], {}, stopping.signal)).rejects.toThrow();
});

test('the large arrays are moved, not copied', async () => {
  const lines = Array.from({ length: 5000 }, (_, index) => `<urn:s${index}> <urn:p${index % 9}> "v${index}" .`);
  const graph = await loadGraphFromText(lines.join('\n'), { format: 'n-triples' });
  const source = new LocalSource(graph);
  source.named('x', 1);
  const parts = partsOf(graph, source.findings);
  const sent = structuredClone(parts, { transfer: movable(parts) });
  const moved = [
    parts.terms.blocks,
    parts.terms.offsets,
    parts.forward.values,
    parts.backward.keys,
    parts.ofTerms.from.offsets,
  ];
  expect(moved.map(({ length }) => length)).toEqual(moved.map(() => 0));
  expect(assemble(sent).graph.key(0)).toMatch(/^"v/);
});
