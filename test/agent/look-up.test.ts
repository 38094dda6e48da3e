/** Walks over surfaces without a tool for each relation: every name is looked up first, and every proof holds. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openGraph } from '../../src/cli/graph-options.ts';
import { walkAll } from '../../src/cli/walking.ts';
import { PATTERNS } from '../../src/logic/pattern.ts';
import { formulaQuery } from '../../src/logic/sparql.ts';
import { collectTasks, sampleTasks } from '../../src/task/sample-tasks.ts';
import { readJournals } from '../../src/trajectory/read.ts';
import type { Trajectory } from '../../src/trajectory/trajectory.ts';
import { everyTool } from '../../src/verify/every-tool.ts';
import { verifyTrajectory } from '../../src/verify/verify.ts';
import { answersAsRows } from './answers-as-rows.ts';

for (const surface of ['search', 'generic', 'auto'] as const) {
  for (const style of ['values', 'handles'] as const) {
    test(`a walk over "${surface}" by ${style} looks names up before it follows, and conforms`, async () => {
      const opened = await openGraph(['graphs/films.ttl'], {});
      const options = { count: 28, patterns: [...PATTERNS.keys()], seed: 'surfaces' };
      const { tasks } = await collectTasks(sampleTasks(opened, options));
      const directory = await mkdtemp(join(tmpdir(), 'graphtrail-surface-'));
      const trajectories: Trajectory[] = [];
      try {
        const { faults } = await walkAll(opened, tasks, directory, { style, surface });
        expect(faults).toEqual([]);
        for await (const trajectory of readJournals([directory])) trajectories.push(trajectory);
      } finally {
        await rm(directory, { recursive: true });
      }
      expect(trajectories.length).toBe(tasks.length);
      const toolset = await everyTool(opened.source, opened.vocabulary);
      const byQuery = new Map(tasks.map((task) => [formulaQuery(task.formula), task]));
      const oracle = {
        rows: async (query: string) => answersAsRows(byQuery.get(query) as (typeof tasks)[number], opened.graph),
      };
      for (const trajectory of trajectories) {
        if (surface !== 'auto') expect(looksUpFirst(trajectory)).toBe(true);
        const task = tasks.find(({ question }) => question === trajectory.task?.question);
        const { graph, source } = opened;
        const verdict = await verifyTrajectory({ trajectory, task, graph, source, toolset, oracle });
        expect(verdict.violations).toEqual([]);
        expect(verdict.conforms).toBe(true);
      }
    });
  }
}

/** Whether each relation that is followed was told of by an earlier call. */
function looksUpFirst({ calls }: Trajectory): boolean {
  const told = new Set<string>();
  return calls.every(({ tool, arguments: values, observation }) => {
    for (const one of observation.relations ?? []) {
      told.add(one.tool);
      told.add(one.relation);
    }
    const follows = tool === 'follow_relation' || /^get_(?:head|tail)_entities$/.test(tool);
    return !follows || told.has(values['relation'] as string);
  });
}
