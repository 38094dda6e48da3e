import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { loadGraphFromText } from '../../src/graph/load.ts';
import { LocalSource } from '../../src/graph/local-source.ts';
import { relationsOf } from '../../src/logic/formula.ts';
import { PATTERNS } from '../../src/logic/pattern.ts';
import { discoverRelations } from '../../src/relation/discover.ts';
import type { SampledGraph } from '../../src/task/make-task.ts';
import { PATTERN_NAMES, practicalMix } from '../../src/task/mix.ts';
import { quotas } from '../../src/task/quota.ts';
import { collectTasks, sampleTasks } from '../../src/task/sample-tasks.ts';

const wanted = (options: Parameters<typeof quotas>[0]): Record<string, number | string> =>
  Object.fromEntries(quotas(options).map((quota) => [quota.pattern, quota.leftOut ?? quota.wanted]));

describe('quotas', () => {
  test('are even without a mix, and follow the weights of one', () => {
    const patterns = ['1p', '2p', '2i'];
    expect(wanted({ count: 10, patterns })).toEqual({ '1p': 4, '2p': 3, '2i': 3 });
    const mix = new Map(Object.entries({ '1p': 3, '2i': 1, '3i': 9 }));
    expect(wanted({ count: 10, patterns, mix })).toEqual({ '1p': 8, '2p': 'no share in the mix', '2i': 2 });
  });

  test('are shared among the patterns that are short enough, each other one saying why it is left out', () => {
    const patterns = [...PATTERNS.keys()];
    const left = (maximumHops: number): string[] =>
      quotas({ count: 700, patterns, maximumHops })
        .filter(({ leftOut }) => leftOut !== undefined)
        .map(({ pattern }) => pattern);
    expect(left(1)).toEqual(['2p', '3p', 'ip', 'pi', 'up', 'inp', 'pin', 'pni']);
    expect(left(2)).toEqual(['3p']);
    expect(left(3)).toEqual([]);
    expect(wanted({ count: 10, patterns: ['2p', '1p'], maximumHops: 1 })).toEqual({
      '2p': 'more than 1 hop',
      '1p': 10,
    });
    expect(wanted({ count: 10, patterns: ['4p'], maximumHops: 3 })).toEqual({ '4p': 'more than 3 hops' });
  });
});

describe('tasks of countries', () => {
  let sampled: SampledGraph;
  beforeAll(async () => {
    const text = readFileSync('graphs/countries.ttl', 'utf8');
    const graph = await loadGraphFromText(text, { format: 'turtle', name: 'countries.ttl' });
    const source = new LocalSource(graph);
    sampled = { graph, source, vocabulary: await discoverRelations(source) };
  });

  test('use allowed relations only, and walk no further than allowed, whatever the pattern', async () => {
    const relations = new Set(
      sampled.vocabulary.relations
        .filter(({ wording }) =>
          ['capital', 'currency', 'population', 'area in square kilometres'].includes(wording.singular),
        )
        .map(({ iri }) => iri),
    );
    expect(relations.size).toBeGreaterThan(2);
    const options = { count: 100, patterns: PATTERN_NAMES, seed: 'few', relations, maximumHops: 1, patience: 500 };
    const { tasks, reports } = await collectTasks(sampleTasks(sampled, options));
    expect(tasks.length).toBeGreaterThan(20);
    for (const { formula, hardness } of tasks) {
      for (const iri of relationsOf(formula)) expect(relations).toContain(iri);
      expect(hardness.hops).toBeLessThanOrEqual(1);
    }
    expect(reports.map(({ pattern }) => pattern)).toEqual(PATTERN_NAMES);
    for (const { leftOut, attempts } of reports) if (leftOut !== undefined) expect(attempts).toBe(0);
  });

  test('come in the shares of the practical mix', async () => {
    const mix = practicalMix();
    const { tasks } = await collectTasks(
      sampleTasks(sampled, { count: 100, patterns: [...mix.keys()], seed: 'p', mix }),
    );
    const made = [...mix.keys()].map((name) => tasks.filter(({ pattern }) => pattern === name).length);
    expect(made).toEqual([...mix.values()]);
  });
});
