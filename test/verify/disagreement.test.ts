import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openQuarantine } from '../../src/cli/quarantine.ts';
import { quarantined } from '../../src/cli/verifying.ts';
import { walkAll } from '../../src/cli/walking.ts';
import type { LocalSource } from '../../src/graph/local-source.ts';
import { CONDITION_PATTERNS } from '../../src/logic/condition-pattern.ts';
import { PATTERNS } from '../../src/logic/pattern.ts';
import { formulaQuery } from '../../src/logic/sparql.ts';
import type { Task } from '../../src/task/task.ts';
import { readJournals } from '../../src/trajectory/read.ts';
import type { Trajectory } from '../../src/trajectory/trajectory.ts';
import type { Rows } from '../../src/verify/answer-keys.ts';
import type { Evidence, Oracle } from '../../src/verify/check.ts';
import type { Disagreement } from '../../src/verify/disagreement.ts';
import { factsOfGraph } from '../../src/verify/facts.ts';
import { verifyTrajectory } from '../../src/verify/verify.ts';
import { type Verified, verifyAll } from '../../src/verify/verify-all.ts';
import { type WalkedGraph, walkGraph } from './walked.ts';

const folder = mkdtempSync(join(tmpdir(), 'graphtrail-disagreement-'));
afterAll(() => rmSync(folder, { recursive: true }));

let walked: WalkedGraph;
let handles: WalkedGraph;
beforeAll(async () => {
  const patterns = [...PATTERNS.keys(), ...CONDITION_PATTERNS];
  walked = await walkGraph('graphs/countries.ttl', 66, 'values', patterns);
  handles = await walkGraph('graphs/countries.ttl', 44, 'handles', patterns);
});

/** A second engine that forgets its last row, or makes one up where it has none. */
function wrongEngine({ rows }: Oracle): Oracle {
  return {
    rows: async (query): Promise<Rows> => {
      const right = await rows(query);
      return right.length > 0 ? right.slice(0, -1) : [[{ kind: 'iri', iri: 'urn:made-up' }]];
    },
  };
}

async function verdictsOf(evidence: Evidence, trajectories: readonly Trajectory[], tasks: readonly Task[]) {
  async function* stream() {
    yield* trajectories;
  }
  const verified: Verified[] = [];
  const byQuestion = new Map(tasks.map((task) => [task.question, task]));
  for await (const one of verifyAll(stream(), byQuestion, { ...evidence, facts: factsOfGraph(evidence.graph) }))
    verified.push(one);
  return verified;
}

test('a wrong second engine is a disagreement about every task, with both answers and both queries', async () => {
  for (const { trajectories, evidence } of [walked, handles]) {
    for (const trajectory of trajectories) {
      const seen = evidence(trajectory);
      const task = seen.task as Task;
      const { conforms, disagreement } = await verifyTrajectory({ ...seen, oracle: wrongEngine(seen.oracle) });
      expect(conforms).toBe(false);
      expect(disagreement).toMatchObject({
        id: expect.stringMatching(/^qd1-[0-9a-f]{32}$/),
        task: task.id,
        first: 'index',
        question: task.question,
        formula: task.formula,
        plan: task.plan,
        query: formulaQuery(task.formula),
        graph: seen.graph.digest,
        versions: { graphtrail: expect.any(String), sampler: task.made.version },
      });
      expect(disagreement?.answers).toEqual(disagreement?.gold);
      expect(disagreement?.second_answers).not.toEqual(disagreement?.answers);
    }
  }
});

/** A source that loses the last of every set that a relation leads to: what a bug in the tools would look like. */
function losing(source: LocalSource): LocalSource {
  return new Proxy(source, {
    get(target, name) {
      if (name === 'follow')
        return async (step: Parameters<LocalSource['follow']>[0]) => {
          const whole = target.follow(step);
          const [last] = target.items(whole, { offset: whole.size - 1, limit: 1 });
          if (whole.size < 2 || last?.kind !== 'entity') return whole;
          return target.difference(whole, target.setOf([target.expand(last.id) ?? last.id]));
        };
      const member = Reflect.get(target, name, target);
      return typeof member === 'function' ? member.bind(target) : member;
    },
  });
}

test.each(['values', 'handles'] as const)('a wrong tool is a disagreement (%s)', async (style) => {
  const { opened, tasks, evidence } = walked;
  const source = losing(opened.source);
  const journals = join(folder, style);
  const several = tasks.filter(({ pattern, answers }) => ['1p', '2p', '3p'].includes(pattern) && answers.length > 1);
  expect(several.length).toBeGreaterThan(3);
  await walkAll({ ...opened, source }, several, journals, { style });
  const trajectories: Trajectory[] = [];
  for await (const trajectory of readJournals([journals])) trajectories.push(trajectory);
  // Whether the verifier's own tools have the bug as well must not matter.
  for (const given of [source, opened.source]) {
    const seen = { ...evidence(trajectories[0] as Trajectory), source: given };
    for (const { task, verdict } of await verdictsOf(seen, trajectories, several)) {
      expect(verdict.conforms).toBe(false);
      expect(verdict.disagreement).toMatchObject({ first: 'tools', task: task?.id });
      expect(verdict.disagreement?.second_answers).toEqual(verdict.disagreement?.gold);
      expect(verdict.disagreement?.answers.length).toBeLessThan(verdict.disagreement?.gold.length as number);
    }
  }
});

test('a wrong agent, a wrong task and a damaged record are no disagreement', async () => {
  for (const trajectory of walked.trajectories) {
    const seen = walked.evidence(trajectory);
    const task = seen.task as Task;
    if (task.answers.length === 0) continue;
    const answer = trajectory.answer as NonNullable<Trajectory['answer']>;
    const mutants: Evidence[] = [
      { ...seen, task: { ...task, answers: task.answers.slice(1) } },
      { ...seen, trajectory: { ...trajectory, answer: { ...answer, answer: { entities: [] }, resolved: [] } } },
      { ...seen, trajectory: { ...trajectory, problems: [{ seq: 1, reason: 'damage' }] }, task: undefined },
    ];
    for (const mutant of mutants) {
      const verdict = await verifyTrajectory(mutant);
      expect(verdict.conforms).toBe(false);
      expect(verdict.disagreement).toBeUndefined();
    }
  }
});

const lines = (path: string): Disagreement[] =>
  readdirSync(path)
    .filter((name) => name.startsWith('quarantine-'))
    .flatMap((name) => readFileSync(join(path, name), 'utf8').trimEnd().split('\n'))
    .map((line) => JSON.parse(line) as Disagreement);

test('each disagreement is written once, before its verdict is given on, however often it is met', async () => {
  const path = join(folder, 'quarantine', 'made for it');
  const seen = walked.evidence(walked.trajectories[0] as Trajectory);
  const oracle = wrongEngine(seen.oracle);
  const verified = await verdictsOf({ ...seen, oracle }, walked.trajectories, walked.tasks);
  for (let round = 0; round < 2; round++) {
    const given = quarantined(verdicts(verified), path);
    let passed = 0;
    for await (const { verdict } of given) {
      passed += 1;
      expect(lines(path).map(({ id }) => id)).toContain(verdict.disagreement?.id);
    }
    expect(passed).toBe(verified.length);
  }
  expect(
    lines(path)
      .map(({ task }) => task)
      .sort(),
  ).toEqual(walked.tasks.map(({ id }) => id).sort());
  async function* verdicts(all: readonly Verified[]) {
    yield* all;
  }
});

test('a line that a crash tore keeps nothing from being written behind it', async () => {
  const path = join(folder, 'torn');
  const { disagreement } = await verifyTrajectory({
    ...walked.evidence(walked.trajectories[0] as Trajectory),
    oracle: wrongEngine(walked.evidence(walked.trajectories[0] as Trajectory).oracle),
  });
  await openQuarantine(path).add({ ...(disagreement as Disagreement), id: `qd1-${'0'.repeat(32)}` });
  const [name] = readdirSync(path) as [string];
  appendFileSync(join(path, name), '{"id":"qd1-');
  await openQuarantine(path).add(disagreement as Disagreement);
  expect(readFileSync(join(path, name), 'utf8').split('\n').length).toBe(4);
  expect(JSON.parse(readFileSync(join(path, name), 'utf8').split('\n')[2] as string)).toMatchObject({
    id: disagreement?.id,
  });
});

test('a folder that cannot be written is an error that names the task', async () => {
  const file = join(folder, 'a file');
  writeFileSync(file, '');
  const add = openQuarantine(join(file, 'below')).add({ id: 'qd1-', task: 'task-1', graph: 'gt1:0' } as Disagreement);
  await expect(add).rejects.toMatchObject({
    code: 'quarantine_not_written',
    message: expect.stringMatching(/task-1.*--quarantine/),
  });
});
