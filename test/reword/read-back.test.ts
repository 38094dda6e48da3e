import { beforeAll, describe, expect, test } from 'vitest';
import { loadGraphFromText } from '../../src/graph/load.ts';
import { LocalSource } from '../../src/graph/local-source.ts';
import { parseExactQuestion } from '../../src/logic/exact.ts';
import { relationsOf } from '../../src/logic/formula.ts';
import { discoverRelations, type Vocabulary } from '../../src/relation/discover.ts';
import { EXAMPLES } from '../../src/reword/notation.ts';
import { misreadingOf, readBackPrompt } from '../../src/reword/read-back.ts';
import { wordList } from '../../src/reword/word-list.ts';
import type { Task } from '../../src/task/task.ts';
import { openTasks } from './opened.ts';

test('every example that a model is taught is a sentence of the notation', () => {
  const any = (word: string): string => word;
  for (const [, sentence] of EXAMPLES)
    expect(() => parseExactQuestion(sentence, { relation: any, entity: any, className: any })).not.toThrow();
});

describe.each(['countries', 'films'])('reading back tasks of %s', (name) => {
  let tasks: readonly Task[];
  let vocabulary: Vocabulary;
  beforeAll(async () => {
    ({ tasks, vocabulary } = await openTasks(name, 150));
  });

  test('the exact question means the task, in whatever order its parts stand', () => {
    for (const task of tasks) {
      expect(misreadingOf(` ${task.question_exact}\n`, task, vocabulary)).toBeUndefined();
      const swapped = task.question_exact.replace(/\(("[^"]*") or ("[^"]*")\)/, '($2 or $1)');
      expect(misreadingOf(swapped, task, vocabulary)).toBeUndefined();
    }
  });

  test('the exact question of another task does not', () => {
    for (const [index, task] of tasks.entries()) {
      const other = tasks[(index + 1) % tasks.length] as Task;
      expect(misreadingOf(other.question_exact, task, vocabulary)).toBeDefined();
    }
  });

  test.each<[string, (sentence: string) => string]>([
    ['the negation dropped', (sentence) => sentence.replace(' and not ', ' and ')],
    ['"or" read as "and"', (sentence) => sentence.replaceAll(' or ', ' and ')],
    ['the comparison turned', (sentence) => sentence.replace('] above "', '] below "')],
    ['the ranking turned', (sentence) => sentence.replace(/(the \d+) largest/, '$1 smallest')],
    ['another number', (sentence) => sentence.replace(/the (\d+) largest/, 'the 9$1 largest')],
    ['a direction turned', (sentence) => sentence.replace(/those whose (\[[^\]]*\]) is in ("[^"]*")/, 'the $1 of $2')],
    ['a count instead of a list', (sentence) => sentence.replace('Which are', 'How many are')],
    ['a column lost', (sentence) => sentence.replace(/^What are \[[^\]]+\], /, 'What are ')],
  ])('a sentence with %s is another formula', (_what, change) => {
    const changed = tasks.filter(({ question_exact }) => change(question_exact) !== question_exact);
    expect(changed.length).toBeGreaterThan(0);
    for (const task of changed)
      expect(misreadingOf(change(task.question_exact), task, vocabulary)).toBe('read back: another formula');
  });

  test('what is no sentence is told apart', () => {
    const [task] = tasks as [Task];
    for (const sentence of [
      undefined,
      '',
      'Which?',
      `Which are ${'('.repeat(50_000)}`,
      'Which are "\\q"?',
      task.question_exact.replace('Which are ', `Which are ${'not '.repeat(3000)}`),
      'Which are "Atlantis"?',
    ])
      expect(misreadingOf(sentence, task, vocabulary)).toBe('read back: no sentence of the notation');
  });

  test('the request shows neither the question nor its meaning, but the words for it among others', () => {
    for (const task of tasks) {
      const [, user] = readBackPrompt('How so?', task, vocabulary);
      const shown = JSON.parse(user?.content ?? '');
      expect(shown.question).toBe('How so?');
      const text = JSON.stringify(shown);
      expect(text).not.toContain(JSON.stringify(task.question).slice(1, -1));
      expect(text).not.toContain(JSON.stringify(task.question_exact).slice(1, -1));
      const words = shown.relations.map(({ relation }: { relation: string }) => relation);
      const needed = new Set(relationsOf(task.formula).map((iri) => vocabulary.byIri.get(iri)?.wording.singular));
      for (const word of needed) expect(words).toContain(word);
      expect(words.length).toBeGreaterThanOrEqual(Math.min(needed.size + 4, vocabulary.relations.length));
    }
  });

  test('the words are the same each time, and the right ones do not always come first', () => {
    for (const task of tasks) expect(wordList(task, vocabulary)).toEqual(wordList(task, vocabulary));
    const first = tasks.filter((task) => {
      const [iri] = relationsOf(task.formula);
      return (
        wordList(task, vocabulary).relations[0]?.relation === vocabulary.byIri.get(iri as string)?.wording.singular
      );
    });
    expect(first.length).toBeLessThan(tasks.length / 2);
  });
});

test('where two ways of saying it state the same facts, either is right', async () => {
  const text = `@prefix t: <urn:t:> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
    t:spouse rdfs:label "spouse" . t:father rdfs:label "father" . t:child rdfs:label "child" ; owl:inverseOf t:father .
    t:A t:spouse t:B . t:B t:spouse t:A . t:C t:father t:A . t:A t:child t:C . t:D t:father t:B . t:B t:child t:D .`;
  const vocabulary = await discoverRelations(
    new LocalSource(await loadGraphFromText(text, { format: 'turtle', name: 't.ttl' })),
  );
  const meaning = (relation: string): Task =>
    ({
      question_exact: 'Which are the [spouse] of "A"?',
      formula: { relation, of: { entity: 'urn:t:A' } },
      anchors: [{ id: 't:A', iri: 'urn:t:A', label: 'A', name: 'A' }],
    }) as unknown as Task;
  const misread = (sentence: string, relation: string) => misreadingOf(sentence, meaning(relation), vocabulary);
  expect(misread('Which are the [spouse] of "A"?', 'urn:t:spouse')).toBeUndefined();
  expect(misread('Which are those whose [spouse] is in "A"?', 'urn:t:spouse')).toBeUndefined();
  expect(misread('Which are those whose [father] is in "A"?', 'urn:t:child')).toBeUndefined();
  expect(misread('Which are those whose [child] is in "A"?', 'urn:t:child')).toBe('read back: another formula');
  expect(misread('Which are the [father] of "A"?', 'urn:t:child')).toBe('read back: another formula');
});
