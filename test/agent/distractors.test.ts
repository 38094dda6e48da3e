import { beforeAll, expect, test } from 'vitest';
import { bindOperation } from '../../src/agent/bind.ts';
import { offeredTools } from '../../src/agent/distractors.ts';
import { type OpenedGraph, openGraph } from '../../src/cli/graph-options.ts';
import { answersOf } from '../../src/logic/answers.ts';
import { type Formula, partsOf } from '../../src/logic/formula.ts';
import { collectTasks, sampleTasks } from '../../src/task/sample-tasks.ts';
import type { Task } from '../../src/task/task.ts';
import { compileToolset, type Toolset } from '../../src/tool/toolset.ts';

let opened: OpenedGraph;
let toolset: Toolset;
let tasks: readonly Task[];
beforeAll(async () => {
  opened = await openGraph(['graphs/countries.ttl'], {});
  toolset = await compileToolset(opened.source, opened.vocabulary, { surface: 'relations' });
  ({ tasks } = await collectTasks(
    sampleTasks(opened, { count: 40, patterns: ['1p', '2p', '2i', '2in'], seed: 'offered' }),
  ));
});

const offer = async (task: Task, seed = 's') => {
  const answers = (formula: Formula) => answersOf(formula, opened.graph);
  return (await offeredTools(task, toolset, answers, opened.vocabulary, { seed })).tools;
};

test('every tool that the plan calls is offered, with two to six others', async () => {
  for (const task of tasks) {
    const offered = (await offer(task)).map(({ name }) => name);
    const needed = new Set(task.plan.map(({ operation }) => bindOperation(operation, toolset, () => '').tool));
    for (const name of needed) expect(offered).toContain(name);
    expect(offered.length - needed.size).toBeGreaterThanOrEqual(2);
    expect(offered.length - needed.size).toBeLessThanOrEqual(6);
    expect(new Set(offered).size).toBe(offered.length);
  }
});

test('no distractor gives what a step of the task gives', async () => {
  const steps = (formula: Formula): Extract<Formula, { relation: string }>[] => [
    ...('relation' in formula ? [formula] : []),
    ...partsOf(formula).flatMap(steps),
  ];
  for (const task of tasks) {
    const needed = new Set(task.plan.map(({ operation }) => bindOperation(operation, toolset, () => '').tool));
    for (const { name, relation } of await offer(task)) {
      if (needed.has(name) || relation === undefined) continue;
      for (const step of steps(task.formula as Formula)) {
        const swapped = {
          relation: relation.iri,
          ...(relation.inverse ? { inverse: true as const } : {}),
          of: step.of,
        };
        expect(answersOf(swapped, opened.graph)).not.toEqual(answersOf(step, opened.graph));
      }
    }
  }
});

test('the seed decides what is offered and in which order', async () => {
  const [task] = tasks as [Task];
  expect(await offer(task)).toEqual(await offer(task));
  const names = async (one: Task, seed: string) => (await offer(one, seed)).map(({ name }) => name).join();
  const differ = await Promise.all(tasks.map(async (one) => (await names(one, 'a')) !== (await names(one, 'b'))));
  expect(differ).toContain(true);
});
