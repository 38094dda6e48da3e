/** An endpoint answers as the index does: the same relations, tools, results, page by page. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type OpenedGraph, openGraph } from '../../../src/cli/graph-options.ts';
import type { Source } from '../../../src/graph/source.ts';
import { discoverRelations, type Vocabulary } from '../../../src/relation/discover.ts';
import { openEndpoint } from '../../../src/sparql/endpoint/open.ts';
import { PATTERN_NAMES } from '../../../src/task/mix.ts';
import { collectTasks, sampleTasks } from '../../../src/task/sample-tasks.ts';
import { callTool } from '../../../src/tool/call.ts';
import { createHandles } from '../../../src/tool/handles.ts';
import { compileToolset } from '../../../src/tool/toolset.ts';
import { compareTasks, type Side } from '../../endpoint/same-answers.ts';
import { bundled, startEndpoint, type TestEndpoint } from './server.ts';

// FB15k-237 is held against other servers in test/endpoint.
describe.each(['countries'])('%s', (name) => {
  let endpoint: TestEndpoint;
  let opened: OpenedGraph;
  let source: Source;
  let vocabulary: Vocabulary;
  let local: Side;
  let remote: Side;

  beforeAll(async () => {
    const { path, turtle } = bundled(name);
    opened = await openGraph([path], {});
    endpoint = await startEndpoint(turtle);
    const { prefixes } = opened.graph.origin;
    const found = await openEndpoint(endpoint.url, { userAgent: 'graphtrail/test', prefixes, discovery: 60 });
    expect(found.rough).toEqual([]);
    source = found.source;
    vocabulary = await discoverRelations(found.discovering);
    local = { source: opened.source, toolset: await compileToolset(opened.source, opened.vocabulary, all) };
    remote = { source, toolset: await compileToolset(source, vocabulary, all) };
  });
  afterAll(() => endpoint?.close());

  const all = { surface: 'relations' } as const;

  test('what is counted is what the index counts', async () => {
    expect(await source.observe()).toEqual(opened.source.observe());
  });

  test('relations, classes and tools are the same, but for the name of the graph', () => {
    expect(vocabulary).toEqual(opened.vocabulary);
    expect(remote.toolset.listing).toEqual(local.toolset.listing);
  });

  test('every call of sampled plans of all patterns gives the same result', async () => {
    const { tasks } = await collectTasks(
      sampleTasks(opened, { count: 60, patterns: EVERY, seed: 'endpoint', maximumAnswers: 40 }),
    );
    const { calls, differences } = await compareTasks(tasks, local, remote);
    expect(differences).toEqual([]);
    expect(calls).toBeGreaterThan(90);
  });

  test('members of a class and of all classes are the same, page by page', async () => {
    const { classes } = opened.vocabulary;
    for (const { iri } of [...classes.slice(0, 4), { iri: undefined }]) {
      const [mine, theirs] = [opened.source.members(iri), await source.members(iri)];
      expect(theirs.size).toBe(mine.size);
      for (const offset of [0, 50]) {
        const page = { offset, limit: 50 };
        expect(await source.items(theirs, page)).toEqual(opened.source.items(mine, page));
      }
    }
  });

  test('entities are described alike, and misread names are answered alike', async () => {
    for (const { example } of opened.vocabulary.relations.slice(0, 8)) {
      const entity = example?.subject as string;
      for (const [tool, values] of [
        ['describe_entity', { entity }],
        ['describe_entity', { entity: opened.source.label(entity).toUpperCase() }],
        ['describe_entity', { entity: 'No such thing anywhere' }],
        ['get_negation_of', { set: entity, class: opened.vocabulary.classes[1]?.label ?? '' }],
      ] as const) {
        const mine = await callTool(local.toolset, tool, values, { source: opened.source, handles: createHandles() });
        const theirs = await callTool(remote.toolset, tool, values, { source, handles: createHandles() });
        expect({ tool, status: theirs.result.status }).toEqual({ tool, status: mine.result.status });
        if (mine.result.status !== 'unknown') expect(theirs.result).toEqual(mine.result);
      }
    }
  });
});

const EVERY = PATTERN_NAMES;
