import { readFileSync } from 'node:fs';
import { Parser, Writer } from 'n3';
import { beforeAll, describe, expect, test } from 'vitest';
import { bindOperation } from '../../src/agent/bind.ts';
import type { Graph } from '../../src/graph/graph.ts';
import { loadGraphFromText } from '../../src/graph/load.ts';
import { LocalSource } from '../../src/graph/local-source.ts';
import { answersOf } from '../../src/logic/answers.ts';
import { formulaHash } from '../../src/logic/canonical.ts';
import { parseExactQuestion } from '../../src/logic/exact.ts';
import { type Formula, partsOf } from '../../src/logic/formula.ts';
import { PATTERNS, type Shape } from '../../src/logic/pattern.ts';
import { seededRandom } from '../../src/logic/random.ts';
import { readerOf } from '../../src/logic/speaker.ts';
import { discoverRelations } from '../../src/relation/discover.ts';
import type { SampledGraph } from '../../src/task/make-task.ts';
import { collectTasks, sampleTasks, type TaskSet } from '../../src/task/sample-tasks.ts';
import { withoutOneNode } from '../../src/task/sense.ts';
import { taskSchema } from '../../src/task/task.ts';
import { callTool } from '../../src/tool/call.ts';
import { createHandles } from '../../src/tool/handles.ts';
import { compileToolset } from '../../src/tool/toolset.ts';

const patterns = [...PATTERNS.keys()];

async function open(graph: Graph): Promise<SampledGraph> {
  const source = new LocalSource(graph);
  return { graph, source, vocabulary: await discoverRelations(source) };
}

const keys = (formula: Formula, graph: Graph): string[] => Array.from(answersOf(formula, graph), (id) => graph.key(id));

function shapeOf(formula: Formula): Shape {
  if ('entity' in formula) return 'e';
  if ('relation' in formula) return { p: shapeOf(formula.of) };
  if ('or' in formula) return { u: formula.or.map(shapeOf) };
  return 'not' in formula ? { n: shapeOf(formula.not) } : { i: (formula as { and: Formula[] }).and.map(shapeOf) };
}

describe.each(['countries', 'elements', 'films'])('tasks of %s', (name) => {
  const text = readFileSync(`graphs/${name}.ttl`, 'utf8');
  let sampled: SampledGraph;
  let set: TaskSet;
  beforeAll(async () => {
    sampled = await open(await loadGraphFromText(text, { format: 'turtle', name: `${name}.ttl` }));
    set = await collectTasks(sampleTasks(sampled, { count: 70, patterns, seed: 'tasks' }));
  });

  test('each has the shape of its pattern and the answers of its formula', () => {
    for (const { pattern, formula, answers, hardness } of set.tasks) {
      const parts = (shape: Shape): string => JSON.stringify(shape).split('').sort().join('');
      expect(parts(shapeOf(formula as Formula))).toBe(parts(PATTERNS.get(pattern) as Shape));
      expect(answers.map(({ iri }) => iri)).toEqual(keys(formula as Formula, sampled.graph));
      expect(answers.length).toBeGreaterThan(0);
      expect(answers.length).toBeLessThanOrEqual(20);
      expect(hardness.largestSet).toBeLessThanOrEqual(20);
    }
  });

  test('every call matters: no formula with one node left out has the same answers', () => {
    for (const { formula, answers } of set.tasks) {
      const gold = answers.map(({ iri }) => iri);
      for (const shorter of withoutOneNode(formula as Formula)) expect(keys(shorter, sampled.graph)).not.toEqual(gold);
    }
  });

  test('a negation removes something, and no step goes straight back', () => {
    const visit = (formula: Formula): void => {
      if ('relation' in formula && 'relation' in formula.of && formula.relation === formula.of.relation) {
        expect(formula.inverse).toBe(formula.of.inverse);
      }
      partsOf(formula).forEach(visit);
    };
    for (const { formula } of set.tasks) visit(formula as Formula);
  });

  test('the question names every anchor, and the tool that is given the name takes it for that entity', async () => {
    const toolset = await compileToolset(sampled.source, sampled.vocabulary, { surface: 'relations' });
    for (const { question, anchors, plan } of set.tasks) {
      for (const { name: given } of anchors) expect(question).toContain(given);
      const context = { source: sampled.source, handles: createHandles() };
      for (const { operation } of plan) {
        if (!('follow' in operation) || !('entities' in operation.of)) continue;
        const { entities } = operation.of;
        const names = entities.map((iri) => anchors.find((anchor) => anchor.iri === iri)?.name as string);
        const call = bindOperation(operation, toolset, () => names);
        const { operation: done } = await callTool(toolset, call.tool, call.arguments, context);
        expect(done).toMatchObject({ of: { entities } });
      }
    }
  });

  test('the exact question parses back to the formula', () => {
    for (const { question_exact: exact, anchors, formula } of set.tasks) {
      expect(parseExactQuestion(exact, readerOf(sampled.vocabulary, anchors))).toEqual(formula);
    }
  });

  test('no two ask the same, by question or by canonical form', () => {
    expect(new Set(set.tasks.map(({ question }) => question)).size).toBe(set.tasks.length);
    expect(new Set(set.tasks.map(({ formula }) => formulaHash(formula))).size).toBe(set.tasks.length);
    expect(new Set(set.tasks.map(({ id }) => id)).size).toBe(set.tasks.length);
  });

  test('a task survives being written and read', () => {
    for (const task of set.tasks) expect(taskSchema.parse(JSON.parse(JSON.stringify(task)))).toEqual(task);
  });

  test('the order of the triples changes nothing', async () => {
    const parser = new Parser({ format: 'text/turtle' });
    const quads = seededRandom('shuffled').shuffle(parser.parse(text));
    const shuffled = new Writer({ format: 'N-Triples' }).quadsToString(quads);
    const again = await open(await loadGraphFromText(shuffled, { format: 'n-triples', name: `${name}.ttl` }));
    const { tasks } = await collectTasks(sampleTasks(again, { count: 28, patterns, seed: 'tasks' }));
    const before = set.tasks.slice(0, tasks.length);
    expect(tasks).toHaveLength(28);
    expect(tasks.map(({ formula, answers }) => [formula, answers.map(({ iri }) => iri)])).toEqual(
      before.map(({ formula, answers }) => [formula, answers.map(({ iri }) => iri)]),
    );
  });
});

test('a pattern without an instance is given up with its attempts and reasons, not searched for ever', async () => {
  const text = '<urn:a> <urn:knows> <urn:b> .\n<urn:b> <urn:knows> <urn:c> .\n';
  const sampled = await open(await loadGraphFromText(text, { format: 'n-triples', name: 'tiny.nt' }));
  const { tasks, reports } = await collectTasks(
    sampleTasks(sampled, { count: 4, patterns: ['1p', '3i'], seed: '0', patience: 1000 }),
  );
  expect(tasks.every(({ pattern }) => pattern === '1p')).toBe(true);
  const [, none] = reports;
  expect(none).toMatchObject({ pattern: '3i', wanted: 2, made: 0 });
  expect(none?.attempts).toBeGreaterThan(0);
  expect([...(none?.rejected.values() ?? [])].reduce((sum, times) => sum + times, 0)).toBe(none?.attempts);
});
