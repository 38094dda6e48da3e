import { beforeAll, describe, expect, test } from 'vitest';
import { loadGraph } from '../../src/graph/load.ts';
import { LocalSource } from '../../src/graph/local-source.ts';
import { type AskedFormula, askedOf, setOf } from '../../src/logic/asked.ts';
import { formulaHash } from '../../src/logic/canonical.ts';
import { type Formula, related } from '../../src/logic/formula.ts';
import { questionOf } from '../../src/logic/question.ts';
import { speakerOf } from '../../src/logic/speaker.ts';
import { hasInverseTool } from '../../src/relation/directions.ts';
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
  /** Questions of formulas that differ in one place. */
  readonly others: readonly string[];
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
      const word = (formula: AskedFormula): string[] =>
        SEEDS.map((seed) => questionOf(formula, speaker, { seed, closedWorldNote: true }));
      // Turned round, these say the same, or cannot be asked.
      const isMutual = (iri: string): boolean => {
        const relation = vocabulary.byIri.get(iri);
        return relation === undefined || !hasInverseTool(relation);
      };
      const others = altered(setOf(task.formula), isMutual).map((set) => askedOf(task.formula, set));
      return {
        task,
        spoken: anchors.map(({ spoken }) => spoken),
        questions: word(task.formula),
        others: others.flatMap(word),
      };
    }),
  );
}

/** Formulas that differ in one place: a negation dropped, and for or, a step turned round, a rank or comparison the other way. */
function altered(formula: Formula, isMutual: (iri: string) => boolean): Formula[] {
  const below = (parts: readonly Formula[], join: (parts: Formula[]) => Formula): Formula[] =>
    parts.flatMap((part, index) => altered(part, isMutual).map((other) => join(parts.with(index, other))));
  if ('relation' in formula) {
    const { relation, inverse = false, of } = formula;
    const turned = isMutual(relation) ? [] : [related(relation, !inverse, of)];
    return [...turned, ...altered(of, isMutual).map((other) => related(relation, inverse, other))];
  }
  if ('and' in formula) {
    const kept = formula.and.map((part) => ('not' in part ? part.not : part));
    const other: Formula = formula.and.some((part) => 'not' in part) ? { and: kept } : { or: kept };
    return [other, ...below(formula.and, (and) => ({ and }))];
  }
  if ('or' in formula) {
    const named = formula.or.every((part) => 'entity' in part);
    return [...(named ? [] : [{ and: formula.or }]), ...below(formula.or, (or) => ({ or }))];
  }
  if ('not' in formula) return altered(formula.not, isMutual).map((not) => ({ not }));
  if ('where' in formula) {
    const { where, of } = formula;
    return [{ where: { ...where, is: where.is === '<' ? '>' : '<' }, of }];
  }
  if (!('top' in formula)) return [];
  const order = formula.order === 'largest' ? 'smallest' : 'largest';
  return [
    { ...formula, order },
    { ...formula, top: formula.top + 1 },
  ];
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

  test('a formula that differs in one place is asked otherwise', () => {
    for (const { task, questions, others } of asked) {
      expect(others.filter((other) => questions.includes(other))).toEqual([]);
      if (task.pattern === '2in') expect(others.length).toBeGreaterThan(0);
    }
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
