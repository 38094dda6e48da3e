import { beforeAll, describe, expect, test } from 'vitest';
import { loadGraph } from '../../src/graph/load.ts';
import { LocalSource } from '../../src/graph/local-source.ts';
import { formulaHash } from '../../src/logic/canonical.ts';
import { questionOf } from '../../src/logic/question.ts';
import { speakerOf } from '../../src/logic/speaker.ts';
import { discoverRelations } from '../../src/relation/discover.ts';
import { PATTERN_NAMES } from '../../src/task/mix.ts';
import { nameAnchors } from '../../src/task/name-anchor.ts';
import { collectTasks, sampleTasks } from '../../src/task/sample-tasks.ts';
import type { Task } from '../../src/task/task.ts';

const SEEDS = ['a', 'b', 'c', 'd', 'e', 'f'];

interface Asked {
  readonly task: Task;
  /** The names that the question uses for its anchors. */
  readonly spoken: readonly string[];
  readonly questions: readonly string[];
}

async function askAll(name: string): Promise<Asked[]> {
  const graph = await loadGraph([`graphs/${name}.ttl`], {});
  const source = new LocalSource(graph);
  const vocabulary = await discoverRelations(source);
  const options = { seed: 'phrasings', count: 150, patterns: PATTERN_NAMES };
  const { tasks } = await collectTasks(sampleTasks({ graph, source, vocabulary }, options));
  return Promise.all(
    tasks.map(async (task) => {
      const anchors = (await nameAnchors(task.formula, vocabulary, source)) ?? [];
      const speaker = speakerOf(vocabulary, new Map(anchors.map(({ iri, spoken }) => [iri, spoken])));
      const word = (seed: string): string => questionOf(task.formula, speaker, { seed, closedWorldNote: true });
      return { task, spoken: anchors.map(({ spoken }) => spoken), questions: SEEDS.map(word) };
    }),
  );
}

describe.each(['countries', 'elements', 'films'])('on the graph of %s, of 150 tasks in six phrasings each', (name) => {
  let asked: Asked[] = [];
  beforeAll(async () => {
    asked = await askAll(name);
  });

  test('no two formulas share a question', () => {
    const formulas = new Map<string, string>();
    const shared: string[] = [];
    for (const { task, questions } of asked) {
      for (const question of new Set(questions)) {
        const hash = formulaHash(task.formula);
        const other = formulas.get(question);
        if (other !== undefined && other !== hash) shared.push(question);
        formulas.set(question, hash);
      }
    }
    expect(asked.length).toBe(150);
    expect(shared).toEqual([]);
  });

  test('every question names every anchor, and is one or two whole sentences', () => {
    for (const { spoken, questions } of asked) {
      for (const question of questions) {
        expect(spoken.filter((anchor) => !question.includes(anchor))).toEqual([]);
        expect(question).toMatch(/^[A-Z].*[.?]$/u);
        expect(question).not.toMatch(
          / {2}|undefined|(?<!\p{L})(?:a|an|the) (?:the|a|an|of|and|but|or|that)\b|(?<!\p{L})([a-z]+) \1(?!\p{L})/u,
        );
      }
    }
  });

  test('no question tells an answer', () => {
    const told = asked.filter(({ task, questions }) => {
      const named = task.anchors.map(({ label }) => label);
      const isCompared = 'top' in task.formula && 'or' in task.formula.of;
      const secret = task.answers.filter(
        ({ label }) => /^\p{Lu}.{3}/u.test(label) && !named.some((one) => one.includes(label)),
      );
      return !isCompared && questions.some((text) => secret.some(({ label }) => ` ${text}`.includes(` ${label} `)));
    });
    expect(told.map(({ questions }) => questions[0])).toEqual([]);
  });

  test('most formulas are asked in three ways at least', () => {
    const varied = asked.filter(
      ({ questions }) =>
        new Set(
          questions.map((text) =>
            text.replace(/,? ?(?:according to|going by|as far as) this graph(?: says)?,? ?/iu, ''),
          ),
        ).size >= 3,
    );
    expect(varied.length).toBeGreaterThan(asked.length * 0.85);
  });
});
