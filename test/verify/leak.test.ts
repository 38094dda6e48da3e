import { expect, test } from 'vitest';
import type { Task } from '../../src/task/task.ts';
import type { Evidence } from '../../src/verify/check.ts';
import { leak } from '../../src/verify/checks/leak.ts';

const XSD = 'http://www.w3.org/2001/XMLSchema#';

/** What the check says of a question whose answer is one value. */
const said = (question: string, value: string, datatype: string) => {
  const task = { question, anchors: [], answers: [], gold: { values: [{ value, datatype }] } };
  return leak.run({ trajectory: {}, task: task as unknown as Task } as Evidence);
};

test('a truth stands in every question that asks whether it is true or false, and gives nothing away', async () => {
  expect(await said('Is Sweden landlocked: true or false?', 'false', `${XSD}boolean`)).toEqual([]);
  expect(await said('What is the formula of water, H2O?', 'H2O', `${XSD}string`)).toHaveLength(1);
});
