/** A graph that is served anew while clients are connected: which state a call sees, what is recorded, and what that proves. */
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, expect, onTestFinished, test } from 'vitest';
import { type OpenedGraph, openGraph } from '../../src/cli/graph-options.ts';
import { openServing, type Serving } from '../../src/cli/recording.ts';
import { connectInMemory, type ToolClient } from '../../src/mcp/client.ts';
import { collectTasks, sampleTasks } from '../../src/task/sample-tasks.ts';
import type { Task } from '../../src/task/task.ts';
import type { Surface } from '../../src/tool/toolset.ts';
import { readJournals } from '../../src/trajectory/read.ts';
import type { Trajectory } from '../../src/trajectory/trajectory.ts';
import { everyTool } from '../../src/verify/every-tool.ts';
import type { Verdict } from '../../src/verify/verdict.ts';
import { verifyTrajectory } from '../../src/verify/verify.ts';
import { answersAsRows } from '../agent/answers-as-rows.ts';
import { until } from '../mcp/http/served.ts';
import { EUROPE } from '../tool/open-tools.ts';
import { folderWith } from './run.ts';

const RIVER = `${EUROPE}
:river rdfs:label "river"@en ; rdfs:domain :Country ; rdfs:range :River .
:River a owl:Class ; rdfs:label "river"@en .
:Loire a :River ; rdfs:label "Loire"@en .
:France :river :Loire .
`;
const folder = folderWith({ 'old.ttl': EUROPE, 'new.ttl': RIVER });
afterAll(folder.remove);

const opened = (name: string): Promise<OpenedGraph> => openGraph([join(folder.path, name)], { config: false });
const [old, changed] = [await opened('old.ttl'), await opened('new.ttl')];

async function serve(
  directory: string,
): Promise<{ serving: Serving; client: ToolClient; read(): Promise<Trajectory[]> }> {
  const path = join(folder.path, directory);
  const serving = await openServing(old, { surface: 'relations', live: true }, path);
  const client = await connectInMemory(serving.connect(), '0');
  onTestFinished(() => client.close());
  return {
    serving,
    client,
    async read() {
      await serving.journal?.close();
      const trajectories: Trajectory[] = [];
      for await (const trajectory of readJournals([path])) trajectories.push(trajectory);
      return trajectories;
    },
  };
}

const France = { country: 'France' };

test('from the next call on the new state is seen; handles of the old one are stale, and the count goes on', async () => {
  const { serving, client, read } = await serve('handles');
  expect(await client.call('get_capital_of_country', France)).toMatchObject({ result: '#r1' });
  expect(await client.call('get_river_of_country', France)).toMatchObject({ status: 'invalid' });
  expect(await serving.renew(changed)).toBe(true);
  expect(await client.tools()).toContain('get_river_of_country');
  const stale = await client.call('read_result', { result: '#r1' });
  expect(stale).toMatchObject({
    status: 'stale_handle',
    message: expect.stringContaining('Repeat the call that gave it'),
  });
  expect(await client.call('get_river_of_country', France)).toMatchObject({ result: '#r2', items: [{ id: ':Loire' }] });
  const [{ opened: first, calls } = expect.unreachable()] = await read();
  expect(first).toMatchObject({ graph: { digest: old.graph.digest } });
  expect(calls.map(({ digest, toolset }) => [digest, toolset === undefined])).toEqual([
    [old.graph.digest, true],
    [old.graph.digest, true],
    [changed.graph.digest, false],
    [changed.graph.digest, false],
  ]);
  const lists = [first?.toolset, calls.at(-1)?.toolset].map((digest) => `tools-${digest?.replace(':', '-')}.json`);
  expect(readdirSync(join(folder.path, 'handles'))).toEqual(expect.arrayContaining(lists));
  expect(new Set(lists).size).toBe(2);
});

test('the same triples and tools again are no change', async () => {
  const { serving } = await serve('same');
  expect(await serving.renew(await opened('old.ttl'))).toBe(false);
  writeFileSync(join(folder.path, 'turned.ttl'), `${EUROPE}\n:France a :Country .\n# the same`);
  expect(await serving.renew(await opened('turned.ttl'))).toBe(false);
});

test('other names or prefixes on the same triples with the same tools are served too', async () => {
  writeFileSync(join(folder.path, 'names.tsv'), 'http://e.org/Loire\tLoire\n');
  const named = () =>
    openGraph([join(folder.path, 'new.ttl')], { config: false, labels: [join(folder.path, 'names.tsv')] });
  const serving = await openServing(await named(), { surface: 'auto', budget: 1, live: true }, undefined);
  expect(await serving.renew(await named())).toBe(false);
  const { digest } = serving.toolset;
  writeFileSync(join(folder.path, 'names.tsv'), 'http://e.org/Loire\tLiger\n');
  expect(await serving.renew(await named())).toBe(true);
  expect(serving.toolset.digest).toBe(digest);
  writeFileSync(join(folder.path, 'new.ttl'), `@prefix unused: <http://e.org/Lo> .\n${RIVER}`);
  onTestFinished(() => writeFileSync(join(folder.path, 'new.ttl'), RIVER));
  expect(await serving.renew(await named())).toBe(true);
});

test('a call in flight ends on what it began with, and is recorded so', async () => {
  const { serving, client, read } = await serve('flight');
  const calls = Array.from({ length: 50 }, () => client.call('get_capital_of_country', France));
  const renewing = serving.renew(changed);
  const later = Array.from({ length: 50 }, () => client.call('get_capital_of_country', France));
  await renewing;
  for (const { status } of await Promise.all([...calls, ...later])) expect(status).toBe('ok');
  expect(await client.call('get_river_of_country', France)).toMatchObject({ status: 'ok' });
  const [{ calls: recorded } = expect.unreachable()] = await read();
  const digests = recorded.map(({ digest }) => digest);
  const turn = digests.indexOf(changed.graph.digest);
  expect(turn).toBeGreaterThan(0);
  expect(digests).toEqual(digests.map((_, index) => (index < turn ? old : changed).graph.digest));
});

/** Whether a trajectory is proven on a graph, and what speaks against it. */
async function judge(trajectory: Trajectory, task: Task, { graph, source, vocabulary }: OpenedGraph): Promise<Verdict> {
  const toolset = await everyTool(source, vocabulary);
  const oracle = { rows: async () => answersAsRows(task, graph) };
  return await verifyTrajectory({ trajectory, task, graph, source, toolset, oracle });
}

const staleIn = ({ violations }: Verdict): number => violations.filter(({ check }) => check === 'stale').length;

test('a session that spans a change is stale on both states, and one after it is proven on the new one', async () => {
  const { tasks } = await collectTasks(sampleTasks(changed, { count: 20, patterns: ['1p'], seed: 'live' }));
  const task = tasks.find(({ question }) => question.includes('France') && question.includes('capital')) as Task;
  const { serving, client, read } = await serve('proof');
  const ask = async (change: (step: number) => Promise<unknown>) => {
    await client.call('begin_task', { question: task.question });
    await change(0);
    const { result } = await client.call('get_capital_of_country', France);
    await change(1);
    // Once more, so that what is submitted is of the graph as it is now.
    const { result: again = result } = await client.call('get_capital_of_country', France);
    await client.call('submit_answer', { result: again });
  };
  const renewAt = (wanted: number) => async (step: number) => step === wanted && (await serving.renew(changed));
  await ask(renewAt(1));
  await serving.renew(old);
  await ask(renewAt(0));
  await ask(renewAt(2));
  const [between, before, after] = (await read()) as [Trajectory, Trajectory, Trajectory];
  for (const [trajectory, onOld, onNew] of [
    [between, 1, 3],
    [before, 2, 3],
    [after, 3, 0],
  ] as const) {
    const [there, here] = [await judge(trajectory, task, old), await judge(trajectory, task, changed)];
    expect([staleIn(there), staleIn(here)]).toEqual([onOld, onNew]);
    expect([there.conforms, here.conforms]).toEqual([false, onNew === 0]);
  }
});

test('a session whose tools changed under it on the same triples is stale as well', async () => {
  const { serving, client, read } = await serve('renamed');
  await client.call('get_capital_of_country', France);
  const config = join(folder.path, 'renamed.json');
  writeFileSync(config, JSON.stringify({ relations: { rename: { ':capital': { tool: 'seat_of' } } } }));
  expect(await serving.renew(await openGraph([join(folder.path, 'old.ttl')], { config }))).toBe(true);
  expect(await client.call('seat_of', France)).toMatchObject({ status: 'ok' });
  const [trajectory = expect.unreachable()] = await read();
  const { tasks } = await collectTasks(sampleTasks(old, { count: 1, patterns: ['1p'], seed: '0' }));
  const verdict = await judge(trajectory, tasks[0] as Task, old);
  expect(verdict.violations.find(({ check }) => check === 'stale')?.reason).toMatch(/the tools had changed, from ts1:/);
});

/** Opens and serves a graph in a frame of its own, which holds nothing afterwards. */
async function servedOnly(
  surface: Surface,
): Promise<{ serving: Serving; graph: WeakRef<object>; source: WeakRef<object> }> {
  const first = await opened('old.ttl');
  const serving = await openServing(first, { surface, live: true }, join(folder.path, `memory-${surface}`));
  return { serving, graph: new WeakRef(first.graph), source: new WeakRef(first.source) };
}

test.each([
  ['relations', 'get_union_of', { sets: ['France', 'Spain'] }],
  ['sparql', 'query_graph', { query: 'SELECT ?x { ?x ?p ?y }' }],
] as const)(
  'with the surface %s the old state is let go, though clients that hold handles to it stay',
  async (surface, tool, values) => {
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    const { serving, graph, source } = await servedOnly(surface);
    const clients = await Promise.all([1, 2].map(() => connectInMemory(serving.connect(), '0')));
    for (const client of clients) expect(await client.call(tool, values)).toMatchObject({ status: 'ok' });
    expect(await serving.renew(await opened('new.ttl'))).toBe(true);
    await until(() => {
      collect();
      return graph.deref() === undefined && source.deref() === undefined;
    });
    for (const client of clients) expect(await client.call(tool, values)).toMatchObject({ status: 'ok' });
  },
);
