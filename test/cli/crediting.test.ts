import { beforeAll, expect, test } from 'vitest';
import { createCrediting } from '../../src/cli/crediting.ts';
import type { Trajectory } from '../../src/trajectory/trajectory.ts';
import { factsOfGraph } from '../../src/verify/facts.ts';
import { verifyTrajectory } from '../../src/verify/verify.ts';
import { type WalkedGraph, walkGraph } from '../verify/walked.ts';

let walked: WalkedGraph;
beforeAll(async () => {
  walked = await walkGraph('graphs/countries.ttl', 28, 'handles');
});

function crediting() {
  const { toolset, graph, source } = walked.evidence(walked.trajectories[0] as Trajectory);
  return createCrediting(source, { toolset, facts: factsOfGraph(graph) });
}

async function credited(trajectory: Trajectory, by = crediting()) {
  const evidence = walked.evidence(trajectory);
  const verdict = await verifyTrajectory(evidence);
  return (await by.credited({ trajectory, task: evidence.task, verdict })).verdict;
}

test('what the walker did earns everything, by either reward, and its means are told in a line', async () => {
  const by = crediting();
  expect(by.summary()).toBe('credit: none');
  for (const trajectory of walked.trajectories) {
    const { credit } = await credited(trajectory, by);
    expect(credit.toolRl).toEqual({ format: 1, correctness: 3, total: 4 });
    expect(credit.stepTool).toEqual([...trajectory.calls.map(() => 1), 1]);
    expect(credit.steps.map(({ seq }) => seq)).toEqual(trajectory.calls.map(({ seq }) => seq));
    expect(credit.steps.every(({ onPath, redundant, succeeded }) => onPath && !redundant && succeeded)).toBe(true);
  }
  expect(by.summary()).toMatch(/^credit: on average of 28: ToolRL 4\.00 \(of -3 to 4\), StepTool 1\.00 a step/);
});

test('a wrong trajectory is held against the calls of the plan, made by handle or written out', async () => {
  const trajectory = walked.trajectories.find(({ calls }) => calls.length > 2) as Trajectory;
  const answer = trajectory.answer as NonNullable<Trajectory['answer']>;
  const all = { ...trajectory, answer: { ...answer, answer: { none: true as const }, resolved: [] } };
  const right = (await credited(all)).credit;
  expect(right.toolRl).toEqual({ format: 1, correctness: 3, total: 4 });
  expect(right.stepTool.at(-1)).toBe(0);
  const less = (await credited({ ...all, calls: all.calls.slice(0, 1) })).credit;
  expect(less.toolRl.correctness).toBeLessThan(right.toolRl.correctness);
  expect(less.toolRl.correctness).toBeGreaterThan(-3);
  const unanswered = (await credited({ ...trajectory, calls: [], answer: undefined })).credit;
  expect(unanswered).toEqual({ steps: [], stepTool: [0], toolRl: { format: 0, correctness: -3, total: -3 } });
});

test('without a task nothing is held against the calls', async () => {
  const [trajectory] = walked.trajectories as [Trajectory];
  const verdict = await verifyTrajectory({ ...walked.evidence(trajectory), task: undefined });
  const { credit } = (await crediting().credited({ trajectory, task: undefined, verdict })).verdict;
  expect(credit.toolRl).toEqual({ format: 1, correctness: 0, total: 1 });
  expect(credit.stepTool.at(-1)).toBe(0.5);
});
