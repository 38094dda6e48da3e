/** The task frame: a question goes in, an answer comes out in exactly one form. */
import { beforeEach, expect, test } from 'vitest';
import type { Answer } from '../../src/tool/answer.ts';
import { EUROPE, type OpenTools, openTools } from './open-tools.ts';

let begun: string[];
let submitted: { answer: Answer; resolved: readonly string[] | undefined }[];
let tools: OpenTools;

beforeEach(async () => {
  begun = [];
  submitted = [];
  tools = await openTools(
    EUROPE,
    { frame: true },
    {
      begin: async (question) => `t${begun.push(question)}`,
      submit: async (answer, resolved) => {
        submitted.push({ answer, resolved });
      },
    },
  );
});

test('begin_task hands the question on word for word and gives the task handle', async () => {
  const question = 'What is the\n capital of "France"? ';
  expect(await tools.call('begin_task', { question })).toMatchObject({ status: 'ok', task: 't1' });
  expect(begun).toEqual([question]);
});

test('every form of an answer is taken down, resolved to terms where it names some', async () => {
  const { result } = await tools.call('get_city_of_country', { country: ['France', 'Spain'] });
  const { result: values } = await tools.call('get_population_of_city', { city: [':Paris', 'Lyon'] });
  const iri = (name: string) => `http://e.org/${name}`;
  const rows: [Answer, readonly string[] | undefined][] = [
    [{ result: `${result}` }, [iri('Lyon'), iri('Madrid'), iri('Paris')]],
    [{ result: `${values}` }, ['02102650', '522250']],
    [{ entities: ['Lyon', ':Paris', iri('Lyon')] }, [iri('Lyon'), iri('Paris')]],
    [{ values: ['02102650'] }, ['02102650']],
    [{ number: 0 }, undefined],
    [{ boolean: false, text: 'No.' }, undefined],
    [{ none: true }, []],
  ];
  for (const [answer, resolved] of rows) {
    submitted = [];
    expect(await tools.call('submit_answer', { ...answer }), JSON.stringify(answer)).toMatchObject({ status: 'ok' });
    expect(submitted).toEqual([{ answer, resolved }]);
  }
});

test('none: false is no form, neither alone nor beside another', async () => {
  expect((await tools.call('submit_answer', { none: false })).status).toBe('invalid');
  expect((await tools.call('submit_answer', { none: false, number: 3 })).status).toBe('ok');
  expect(submitted).toEqual([{ answer: { number: 3 }, resolved: undefined }]);
});

test('no form, or two of them, is invalid, and nothing is taken down', async () => {
  for (const answer of [{}, { text: 'Paris' }, { number: 1, none: true }, { boolean: false, values: ['x'] }]) {
    const { status, message } = await tools.call('submit_answer', answer);
    expect(status).toBe('invalid');
    expect(message).toContain('exactly one form of result, entities, values, number, boolean, rows, none');
  }
  expect(submitted).toEqual([]);
});

test('an answer that names nothing, or several things, is a fault that can be mended', async () => {
  expect((await tools.call('submit_answer', { result: '#r9' })).status).toBe('stale_handle');
  expect((await tools.call('submit_answer', { result: 'Paris' })).status).toBe('invalid');
  expect((await tools.call('submit_answer', { entities: ['Atlantis'] })).status).toBe('unknown');
  expect((await tools.call('submit_answer', { entities: ['Paris'] })).status).toBe('ambiguous');
  expect((await tools.call('submit_answer', { entities: [] })).status).toBe('invalid');
  expect(submitted).toEqual([]);
});

test('without anybody who records, the frame says so', async () => {
  const alone = await openTools(EUROPE, { frame: true });
  expect(await alone.call('begin_task', { question: 'Why?' })).toMatchObject({ status: 'invalid' });
  expect(await alone.call('submit_answer', { none: true })).toMatchObject({ status: 'invalid' });
});
