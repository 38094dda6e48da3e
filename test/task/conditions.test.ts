import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { loadGraphFromText } from '../../src/graph/load.ts';
import { LocalSource } from '../../src/graph/local-source.ts';
import { xsd } from '../../src/graph/namespaces.ts';
import { answersOf } from '../../src/logic/answers.ts';
import { setOf } from '../../src/logic/asked.ts';
import { CONDITION_PATTERNS } from '../../src/logic/condition-pattern.ts';
import { parseExactQuestion } from '../../src/logic/exact.ts';
import type { Formula } from '../../src/logic/formula.ts';
import { readerOf } from '../../src/logic/speaker.ts';
import { discoverRelations } from '../../src/relation/discover.ts';
import type { SampledGraph } from '../../src/task/make-task.ts';
import { roundFigure } from '../../src/task/round-figure.ts';
import { collectTasks, sampleTasks, type TaskSet } from '../../src/task/sample-tasks.ts';
import { withoutOneNode } from '../../src/task/sense.ts';
import { taskSchema } from '../../src/task/task.ts';

describe.each(['countries', 'elements'])('questions about values of %s', (name) => {
  let sampled: SampledGraph;
  let set: TaskSet;
  beforeAll(async () => {
    const text = readFileSync(`graphs/${name}.ttl`, 'utf8');
    const graph = await loadGraphFromText(text, { format: 'turtle', name: `${name}.ttl` });
    const source = new LocalSource(graph);
    sampled = { graph, source, vocabulary: await discoverRelations(source) };
    set = await collectTasks(
      sampleTasks(sampled, {
        count: 10 * CONDITION_PATTERNS.length,
        patterns: CONDITION_PATTERNS,
        seed: 'v',
      }),
    );
  });

  const size = (formula: Formula): number => answersOf(formula, sampled.graph).length;

  test('every pattern is filled', () => {
    expect(set.reports.map(({ made }) => made)).toEqual(CONDITION_PATTERNS.map(() => 10));
  });

  test('the exact question parses back, and the task survives being written and read', () => {
    for (const task of set.tasks) {
      const { question_exact: exact, anchors, formula } = task;
      expect(parseExactQuestion(exact, readerOf(sampled.vocabulary, anchors))).toEqual(formula);
      expect(taskSchema.parse(JSON.parse(JSON.stringify(task)))).toEqual(task);
    }
  });

  test('gold is what the formula gives, in the form that is asked for', () => {
    const truths: boolean[] = [];
    for (const { pattern, formula, gold, answers } of set.tasks) {
      const members = Array.from(answersOf(setOf(formula), sampled.graph), (id) => sampled.graph.key(id));
      if (gold === undefined) {
        expect(answers.map(({ iri }) => iri)).toEqual(members);
        continue;
      }
      expect(answers).toEqual([]);
      if ('number' in gold) expect(gold.number).toBe(members.length);
      if ('number' in gold) expect(gold.number >= 2 && gold.number <= 20).toBe(true);
      if ('rows' in gold && 'table' in formula) {
        expect(gold.rows.map(({ iri }) => iri)).toEqual(members);
        expect(members.length).toBeGreaterThanOrEqual(2);
        for (const { iri, cells } of gold.rows) {
          const found = formula.table.map((relation) => size({ relation, of: { entity: iri } }));
          expect(cells.map((cell) => cell.length)).toEqual(found);
          expect(Math.min(...found)).toBeGreaterThan(0);
        }
      }
      if ('boolean' in gold && 'among' in formula) expect(gold.boolean).toBe(members.includes(formula.is));
      if ('boolean' in gold) truths.push(gold.boolean);
      if ('values' in gold) expect(gold.values.length).toBe(members.length);
      expect({ count: 'number', yesno: 'boolean', attribute: 'values', table: 'rows' }[pattern] ?? 'none').toBe(
        Object.keys(gold)[0],
      );
    }
    expect(new Set(truths)).toEqual(new Set([true, false]));
  });

  test('a condition takes something away and leaves something, a rank too, which has as many answers as it says', () => {
    for (const { formula, pattern, answers } of set.tasks) {
      if (pattern === 'compare') expect(answers).toHaveLength(1);
      if (pattern === 'compare' || !('where' in formula || 'top' in formula)) continue;
      expect(answers.length).toBe(size(formula));
      expect(answers.length).toBeGreaterThan(0);
      expect(answers.length).toBeLessThan(size(formula.of));
      if ('top' in formula) expect(answers).toHaveLength(formula.top);
      for (const shorter of withoutOneNode(formula))
        expect(answersOf(shorter, sampled.graph)).not.toEqual(answersOf(formula, sampled.graph));
    }
  });
});

const literal = (value: string, datatype: string) => ({ kind: 'literal', value, datatype }) as const;

test.each([
  ['12', '97', xsd.integer, '50'],
  ['48123456', '68000000', xsd.integer, '50000000'],
  ['3', '4', xsd.integer, undefined],
  ['-7', '3', xsd.integer, '-5'],
  ['0.31', '0.36', xsd.decimal, '0.35'],
  ['1789', '1815', xsd.gYear, '1800'],
  ['1950', '1951', xsd.gYear, undefined],
  ['1789-07-14', '1815-06-18', xsd.date, '1800-01-01'],
  ['1990-03-01', '1990-05-01', xsd.date, undefined],
])('between %s and %s (%s) the roundest figure is %s', (low, high, datatype, figure) => {
  expect(roundFigure(literal(low, datatype), literal(high, datatype))?.value).toBe(figure);
});
