import { expect, test } from 'vitest';
import type { Formula } from '../../src/logic/formula.ts';
import { saysAnswer } from '../../src/task/said-answer.ts';
import type { Task } from '../../src/task/task.ts';

const named = (label: string) => ({ id: label, iri: `urn:x:${label}`, label });

function says(question: string, anchor: string, answer: string, formula: Formula = { entity: 'urn:x:a' }): boolean {
  const anchors = [{ ...named(anchor), name: anchor }];
  return saysAnswer({ question, question_exact: '', formula, anchors, answers: [named(answer)] } as unknown as Task);
}

test('a question says its answer where the label stands in it as whole words', () => {
  expect(says('Who wrote the music of Jaws?', 'Jaws', 'music')).toBe(true);
  expect(says('Who wrote the music?', 'Jaws', 'use')).toBe(false);
  expect(says('What is “New York City” the capital of?', 'x', 'New York')).toBe(true);
  expect(says('What is Newark?', 'x', 'New')).toBe(false);
});

test('neither capitals nor endings hide an answer', () => {
  expect(says('What are the marriage types of Jennifer Connelly?', 'Jennifer Connelly', 'Marriage')).toBe(true);
  expect(says('What do the guitarists of Genesis play?', 'Genesis', 'Guitar')).toBe(true);
  expect(says('Which artist sang it?', 'x', 'Art')).toBe(false);
});

test('an anchor is named once for free', () => {
  expect(says('Which guitars are played in Guitar Hero?', 'Guitar Hero', 'Guitar')).toBe(true);
  expect(says('What is played in Guitar Hero?', 'Guitar Hero', 'Guitar')).toBe(false);
});

test('what an anchor is called must be said, and so must what is compared', () => {
  expect(says('Where does The Battle of Algiers play?', 'The Battle of Algiers', 'Algiers')).toBe(false);
  const compared: Formula = { top: 1, by: 'r', order: 'largest', of: { or: [{ entity: 'a' }, { entity: 'b' }] } };
  expect(says('Which is larger, Mali or Chad?', 'x', 'Mali', compared)).toBe(false);
});
