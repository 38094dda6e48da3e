/** `graphtrail surfaces`: the same questions are answered on every surface, and the figures are those of what is sent. */
import { beforeAll, expect, test } from 'vitest';
import { type OpenedGraph, openGraph } from '../../src/cli/graph-options.ts';
import { type SurfaceFigures, surfaceFigures } from '../../src/cli/surfaces.ts';
import { collectTasks, sampleTasks } from '../../src/task/sample-tasks.ts';
import type { Task } from '../../src/task/task.ts';
import { compileToolset } from '../../src/tool/toolset.ts';

let opened: OpenedGraph;
let tasks: readonly Task[];
let figures: readonly SurfaceFigures[];

beforeAll(async () => {
  opened = await openGraph(['graphs/countries.ttl'], {});
  const patterns = ['1p', '2p', '2i', '2in', '2u', 'ip'];
  ({ tasks } = await collectTasks(sampleTasks(opened, { count: 18, patterns, seed: 'surfaces' })));
  figures = await surfaceFigures(opened, tasks, 40);
});

test('every surface answers every question as its gold says', () => {
  expect(figures.map(({ surface, answered }) => [surface, answered])).toEqual(
    ['auto', 'relations', 'search', 'generic', 'sparql'].map((surface) => [surface, tasks.length]),
  );
});

test('a list is measured as a client is sent it', async () => {
  for (const { surface, tools, list } of figures) {
    const { listing } = await compileToolset(opened.source, opened.vocabulary, { surface });
    expect(tools).toBe(listing.length);
    expect(list.bytes).toBe(Buffer.byteLength(JSON.stringify({ tools: listing })));
    expect(list.tokens).toBe(Math.ceil(list.bytes / 4));
  }
});

test('a tool for each relation takes the calls of the plan, surfaces without take those that look names up as well', () => {
  const callsOf = (wanted: string) => figures.find(({ surface }) => surface === wanted)?.calls.total ?? 0;
  const planned = tasks.reduce((sum, { plan }) => sum + plan.length, 0);
  expect(callsOf('relations')).toBe(planned);
  expect(callsOf('search')).toBeGreaterThan(planned);
  expect(callsOf('generic')).toBeGreaterThan(planned);
  // Each question is one query, after what it names was looked up.
  expect(callsOf('sparql')).toBeGreaterThanOrEqual(
    tasks.length + tasks.reduce((sum, { anchors }) => sum + anchors.length, 0),
  );
});

test('the same questions cost the same again', async () => {
  expect(await surfaceFigures(opened, tasks, 40)).toEqual(figures);
});
