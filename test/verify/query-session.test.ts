/** Sessions with the query tool: recorded in full, and never proven. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { queryTask } from '../../src/agent/query-task.ts';
import { openGraph } from '../../src/cli/graph-options.ts';
import { openServing } from '../../src/cli/recording.ts';
import { formulaQuery } from '../../src/logic/sparql.ts';
import { connectInMemory } from '../../src/mcp/client.ts';
import { collectTasks, sampleTasks } from '../../src/task/sample-tasks.ts';
import type { Task } from '../../src/task/task.ts';
import { readJournals } from '../../src/trajectory/read.ts';
import type { Trajectory } from '../../src/trajectory/trajectory.ts';
import { everyTool } from '../../src/verify/every-tool.ts';
import { verifyTrajectory } from '../../src/verify/verify.ts';
import { answersAsRows } from '../agent/answers-as-rows.ts';

test('a right answer that came from a query is recorded with the query, and does not conform', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'graphtrail-query-'));
  onTestFinished(() => rm(directory, { recursive: true }));
  const opened = await openGraph(['graphs/countries.ttl'], {});
  const { tasks } = await collectTasks(sampleTasks(opened, { count: 1, patterns: ['1p'], seed: 'query' }));
  const task = tasks[0] as Task;
  const serving = await openServing(opened, { surface: 'sparql' }, directory);
  const client = await connectInMemory(serving.connect(), '1');
  await client.call('begin_task', { question: task.question });
  await queryTask(task, client);
  await client.call('submit_answer', { entities: task.answers.map(({ id }) => id) });
  await client.close();
  await serving.journal?.close();
  const trajectories: Trajectory[] = [];
  for await (const trajectory of readJournals([directory])) trajectories.push(trajectory);
  const [trajectory] = trajectories as [Trajectory];
  expect(trajectory.calls.at(-1)).toMatchObject({
    tool: 'query_graph',
    operation: { query: formulaQuery(task.formula) },
    observation: { status: 'ok', total: task.answers.length },
  });
  const { graph, source, vocabulary } = opened;
  const toolset = await everyTool(source, vocabulary);
  const oracle = { rows: async () => answersAsRows(task, graph) };
  const verdict = await verifyTrajectory({ trajectory, task, graph, source, toolset, oracle });
  expect(verdict.conforms).toBe(false);
  expect(verdict.violations.map(({ check }) => check)).toContain('replay');
});
