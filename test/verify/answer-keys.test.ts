import { expect, test } from 'vitest';
import type { OtherGold } from '../../src/task/gold.ts';
import type { Task } from '../../src/task/task.ts';
import type { Answer } from '../../src/tool/answer.ts';
import { answerKeys, goldKeys, rowKeys } from '../../src/verify/answer-keys.ts';

const xsd = 'http://www.w3.org/2001/XMLSchema#';

const agrees = (gold: OtherGold, answer: Answer): boolean => {
  const task = { gold, answers: [] } as unknown as Task;
  const keys = answerKeys({ type: 'answer', answer, resolved: answer.values }, task);
  return JSON.stringify(keys) === JSON.stringify(goldKeys(task));
};

const table: OtherGold = {
  rows: [
    {
      id: ':France',
      iri: 'urn:France',
      label: 'France',
      cells: [
        [
          { id: ':Paris', iri: 'urn:Paris', label: 'Paris' },
          { id: ':Lyon', iri: 'urn:Lyon', label: 'Lyon' },
        ],
        [{ value: '68.0', datatype: `${xsd}decimal` }],
        [],
      ],
    },
  ],
};
const area: OtherGold = { values: [{ value: '505990.0', datatype: `${xsd}decimal` }] };

test.each<[OtherGold, Answer, boolean]>([
  [area, { values: ['505990.0'] }, true],
  [area, { values: ['505990'] }, true],
  [area, { number: 505_990 }, true],
  [area, { values: ['505991'] }, false],
  [area, { boolean: true }, false],
  [{ values: [{ value: 'PLN', datatype: `${xsd}string` }] }, { values: ['PLN'] }, true],
  [{ values: [{ value: 'PLN', datatype: `${xsd}string` }] }, { values: ['pln'] }, false],
  [{ number: 3 }, { number: 3 }, true],
  [{ number: 3 }, { number: 4 }, false],
  [{ number: 3 }, { boolean: true }, false],
  [{ boolean: false }, { boolean: false }, true],
  [{ boolean: false }, { boolean: true }, false],
  [{ boolean: false }, { none: true }, false],
  [table, { rows: [[':France', [':Paris', ':Lyon'], '68.0', []]] }, true],
  [table, { rows: [['France', ['Paris', 'urn:Lyon'], '68', []]] }, true],
  [table, { rows: [['France', ['Paris'], '68', []]] }, false],
  [table, { rows: [['France', ['Paris', 'Lyon'], '69', []]] }, false],
  [table, { rows: [['France', '68', ['Paris', 'Lyon']]] }, false],
  [table, { rows: [['Spain', ['Paris', 'Lyon'], '68', []]] }, false],
  [table, { rows: [] }, false],
])('gold %j and the answer %j agree: %s', (gold, answer, agree) => {
  expect(agrees(gold, answer)).toBe(agree);
});

test('rows of the second engine are keyed as gold is, in its normalised spelling', () => {
  const row = (value: string, datatype: string) => [[{ kind: 'literal', value, datatype: xsd + datatype } as const]];
  const keys = (gold: OtherGold): string[] => goldKeys({ gold, answers: [] } as unknown as Task);
  expect(rowKeys(row('505990', 'decimal'), area)).toEqual(keys(area));
  expect(rowKeys(row('7', 'integer'), { number: 7 })).toEqual(keys({ number: 7 }));
  expect(rowKeys(row('7', 'integer'), { boolean: true })).toEqual(keys({ boolean: true }));
  expect(rowKeys([], { boolean: false })).toEqual(keys({ boolean: false }));
});
