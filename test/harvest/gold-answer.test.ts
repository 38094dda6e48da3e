import { expect, test } from 'vitest';
import { answerSentence, readAnswerSentence } from '../../src/harvest/answer-sentence.ts';
import { goldAnswer } from '../../src/harvest/gold-answer.ts';
import { seededRandom } from '../../src/logic/random.ts';
import type { OtherGold } from '../../src/task/gold.ts';
import type { Task } from '../../src/task/task.ts';
import type { Answer } from '../../src/tool/answer.ts';
import type { Called } from '../../src/trajectory/record.ts';

const datatype = 'http://www.w3.org/2001/XMLSchema#decimal';
const shown = (...values: string[]): Called[] =>
  [{ observation: { status: 'ok', items: values.map((value) => ({ kind: 'value', value, datatype })) } }] as never;

const said = (gold: OtherGold, answer: Answer, calls: Called[] = []) =>
  goldAnswer({ type: 'answer', answer, resolved: answer.values }, { gold, answers: [] } as unknown as Task, calls);

test.each<[OtherGold, Answer, Called[], object]>([
  [{ number: 7 }, { number: 7 }, [], { kind: 'number', number: 7 }],
  [{ boolean: false }, { boolean: false }, [], { kind: 'boolean', boolean: false }],
  [{ values: [{ value: '9.5', datatype }] }, { values: ['9.5'] }, shown('9.5'), { kind: 'value', value: '9.5' }],
  [{ values: [{ value: '9.50', datatype }] }, { number: 9.5 }, shown('9.50'), { kind: 'value', value: '9.50' }],
  [
    { values: ['2', '1'].map((value) => ({ value, datatype })) },
    { values: ['1', '2'] },
    shown('1', '2'),
    { kind: 'names', names: ['1', '2'] },
  ],
])('gold %j answered by %j is said, and reads back', (gold, answer, calls, expected) => {
  const words = said(gold, answer, calls);
  expect(words).toEqual(expected);
  for (const seed of ['a', 'b', 'c', 'd']) {
    const sentence = answerSentence(words as Parameters<typeof answerSentence>[0], seededRandom(seed));
    expect(readAnswerSentence(sentence)).toEqual(expected);
  }
});

test('a table is said a line a row, in the names that were shown', () => {
  const cell = (value: string) => ({ kind: 'value', value, datatype });
  const rows = [{ id: ':F', label: 'France', cells: [{ relation: ':p', total: 1, items: [cell('68')] }] }];
  const calls = [{ observation: { status: 'ok', rows } }] as never;
  const gold: OtherGold = { rows: [{ id: ':F', iri: 'urn:F', label: 'France', cells: [[{ value: '68', datatype }]] }] };
  const words = said(gold, { rows: [[':F', '68']] }, calls);
  expect(words).toEqual({ kind: 'rows', rows: [{ name: 'France', cells: [['68']] }] });
  expect(said(gold, { rows: [] }, calls)).toMatchObject({ refused: 'other_answer' });
  expect(said(gold, { rows: [[':F', '68']] }, [])).toMatchObject({ refused: 'unseen_answer' });
});

test.each<[OtherGold, Answer, Called[], string]>([
  [{ number: 7 }, { number: 8 }, [], 'other_answer'],
  [{ boolean: true }, { boolean: false }, [], 'other_answer'],
  [{ boolean: true }, { number: 1 }, [], 'other_answer'],
  [{ values: [{ value: '9', datatype }] }, { values: ['9', '8'] }, shown('9', '8'), 'other_answer'],
  [{ values: [{ value: '9', datatype }] }, { values: ['9'] }, [], 'unseen_answer'],
])('gold %j answered by %j is refused', (gold, answer, calls, refused) => {
  expect(said(gold, answer, calls)).toMatchObject({ refused });
});
