import { readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { beforeAll, describe, expect, test } from 'vitest';
import { loadGraphFromText } from '../../src/graph/load.ts';
import { LocalSource } from '../../src/graph/local-source.ts';
import { EXTRA_PATTERNS, PATTERNS } from '../../src/logic/pattern.ts';
import { discoverRelations } from '../../src/relation/discover.ts';
import type { SampledGraph } from '../../src/task/make-task.ts';
import { collectTasks, sampleTasks } from '../../src/task/sample-tasks.ts';

const patterns = [...PATTERNS.keys()];

describe('a stream of tasks', () => {
  let sampled: SampledGraph;
  beforeAll(async () => {
    const text = readFileSync('graphs/countries.ttl', 'utf8');
    const source = new LocalSource(await loadGraphFromText(text, { format: 'turtle', name: 'countries.ttl' }));
    sampled = { graph: source.graph, source, vocabulary: await discoverRelations(source) };
  });
  const sample = (count: number, names: readonly string[], seed = 's') =>
    collectTasks(sampleTasks(sampled, { count, patterns: names, seed, patience: 2000 }));

  test('begins with what a shorter one of the same seed holds', async () => {
    const { tasks: longer } = await sample(60, patterns);
    for (const count of [1, 13, 15, 44]) {
      const { tasks } = await sample(count, patterns);
      expect(tasks).toEqual(longer.slice(0, count));
    }
  });

  test('takes the patterns in turn, so that any beginning of it is balanced', async () => {
    const { tasks } = await sample(42, ['1p', '2p', '2i', '2in']);
    const expected = tasks.map((_, index) => ['1p', '2p', '2i', '2in'][index % 4]);
    expect(tasks.map(({ pattern }) => pattern)).toEqual(expected);
  });

  test('is another one for another seed', async () => {
    const ids = async (seed: string): Promise<string[]> => (await sample(14, patterns, seed)).tasks.map(({ id }) => id);
    expect(await ids('one')).toEqual(await ids('one'));
    expect(await ids('one')).not.toEqual(await ids('other'));
  });

  test('gives up a pattern without instances, and the others fill its place', async () => {
    const { tasks, reports } = await sample(60, ['1p', '4i', '2p']);
    const [one, four, two] = reports;
    expect(four?.exhausted).toBe(true);
    expect((one?.made ?? 0) + (two?.made ?? 0)).toBe(60 - (four?.made ?? 0));
    expect(Math.abs((one?.made ?? 0) - (two?.made ?? 0))).toBeLessThanOrEqual(1);
    expect(tasks).toHaveLength(60);
  });

  test('ends where every pattern has run out, with all draws accounted for', async () => {
    const { tasks, reports } = await sample(1_000_000, [...EXTRA_PATTERNS.keys()].slice(1, 2));
    expect(tasks.length).toBe(reports[0]?.made);
    expect(reports[0]).toMatchObject({ exhausted: true });
    for (const { attempts, made, rejected } of reports)
      expect([...rejected.values()].reduce((sum, times) => sum + times, made)).toBe(attempts);
  });

  test('keeps nothing of the tasks that have left', async () => {
    setFlagsFromString('--expose-gc');
    const collectGarbage = runInNewContext('gc') as () => void;
    const stream = sampleTasks(sampled, { count: 400, patterns, seed: 'memory' });
    const left: WeakRef<object>[] = [];
    for await (const task of stream) {
      left.push(new WeakRef(task));
      if (left.length === 300) break;
    }
    await setTimeout(0);
    collectGarbage();
    expect(left.filter((task) => task.deref() !== undefined).length).toBeLessThanOrEqual(1);
  });

  test('makes a task only when it is asked for', async () => {
    const stream = sampleTasks(sampled, { count: 100_000, patterns: ['1p', '2p'], seed: 's' });
    for (let taken = 0; taken < 3; taken++) expect((await stream.next()).done).toBe(false);
    expect(await stream.return([])).toEqual({ done: true, value: [] });
    expect((await stream.next()).done).toBe(true);
  });
});
