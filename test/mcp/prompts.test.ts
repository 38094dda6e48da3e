/** Prompts and completions, as a client sees them. */
import { expect, test } from 'vitest';
import type { Practice } from '../../src/tool/practice.ts';
import { type ConnectOptions, connect, fakeRecorder } from './pair.ts';

/** Knows one question and its answer, 42. */
const practice: Practice = {
  patterns: (hops) => (hops === 2 ? ['2p'] : ['1p', '2i', '2p']),
  hops: (pattern) => (pattern === '1p' ? [1] : [1, 2]),
  draw: async ({ pattern, hops, id }) =>
    pattern === 'none'
      ? { fault: { status: 'unknown', message: 'There is no such question.' } }
      : { question: `What is it? ${pattern} ${hops} ${id}` },
  begin: async (question) => question.startsWith('What is it?'),
  grade: async (_, { answer }) => {
    const correct = answer.number === 42;
    const reward = correct ? 1 : 0;
    const missing = 1 - reward;
    return { correct, precision: reward, recall: reward, f1: reward, reward, missing, wrong: [], extra: missing };
  },
};

const practising: ConnectOptions = { record: fakeRecorder(), practice };

function textOf({ messages }: { messages: object[] }): string {
  expect(messages).toHaveLength(1);
  expect(messages[0]).toMatchObject({ role: 'user', content: { type: 'text' } });
  return (messages as [{ content: { text: string } }])[0].content.text;
}

test('"ask" puts the question first, and names only tools that are there', async () => {
  for (const surface of ['relations', 'search', 'generic', 'sparql'] as const) {
    for (const options of [{}, { record: fakeRecorder() }, practising]) {
      const { client } = await connect({ ...options, surface });
      const { tools } = await client.listTools();
      const offered = tools.map(({ name }) => name);
      const question = 'What is the capital of "France"?';
      const text = textOf(await client.getPrompt({ name: 'ask', arguments: { question } }));
      expect(text.startsWith(`${question}\n\n`)).toBe(true);
      expect(text.match(/\b[a-z]+(?:_[a-z]+)+\b/g)?.filter((name) => !offered.includes(name))).toEqual([]);
      expect(text.includes('begin_task')).toBe(options !== undefined && 'record' in options);
      expect(Buffer.byteLength(text)).toBeLessThan(2048);
    }
  }
});

test('"practice" is there only where there is something to practise on, and gives the question that is drawn', async () => {
  const { client: plain } = await connect({ record: fakeRecorder() });
  expect((await plain.listPrompts()).prompts.map(({ name }) => name)).toEqual(['ask']);
  await expect(plain.getPrompt({ name: 'practice' })).rejects.toMatchObject({ code: -32602 });
  const { client } = await connect(practising);
  expect((await client.listPrompts()).prompts.map(({ name }) => name)).toEqual(['ask', 'practice']);
  const text = textOf(await client.getPrompt({ name: 'practice', arguments: { pattern: '2p', hops: '2', id: '' } }));
  expect(text.startsWith('What is it? 2p 2 undefined\n\n')).toBe(true);
  expect(text).toContain('graded');
  expect(client.getInstructions()).toContain('To practise');
  expect(Buffer.byteLength(client.getInstructions() ?? '')).toBeLessThan(2048);
});

test('what a prompt cannot take is refused as invalid parameters, in words that help', async () => {
  const { client } = await connect(practising);
  const rows: [string, Record<string, string>, RegExp][] = [
    ['nothing', {}, /no prompt "nothing".*"ask", "practice"/],
    ['__proto__', {}, /no prompt/],
    ['ask', {}, /"question"/],
    ['ask', { question: ' ' }, /"question"/],
    ['ask', { question: 'x'.repeat(5000) }, /4000/],
    ['ask', { question: 'Why?', pattern: '1p' }, /no argument "pattern"/],
    ['practice', { hops: 'two' }, /whole number/],
    ['practice', { pattern: 'none' }, /no such question/],
  ];
  for (const [name, values, message] of rows) {
    const refusal = await client.getPrompt({ name, arguments: values }).catch((error) => error);
    expect(refusal, message.source).toMatchObject({ code: -32602, message: expect.stringMatching(message) });
  }
});

test('what was practised is graded once, and counted', async () => {
  const { call } = await connect({ record: fakeRecorder(), practice });
  const begun = await call('begin_task', { pattern: '1p' });
  expect(begun).toMatchObject({ status: 'ok', task: 't1', question: 'What is it? 1p undefined undefined' });
  expect(await call('submit_answer', { number: 41, task: 't1' })).toMatchObject({ grade: { reward: 0, attempt: 1 } });
  expect(await call('submit_answer', { number: 42, task: 't1' })).toMatchObject({ status: 'invalid' });
  await call('begin_task', { question: begun.question });
  expect(await call('submit_answer', { number: 42, task: 't2' })).toMatchObject({ grade: { reward: 1, attempt: 2 } });
});

test('drawing, and failing to draw, is no step of any trajectory', async () => {
  const record = fakeRecorder();
  const { call } = await connect({ record, practice });
  expect(await call('begin_task', { pattern: 'none' })).toMatchObject({ status: 'unknown' });
  await call('begin_task', {});
  await call('submit_answer', { number: 42 });
  expect(record.calls).toEqual([]);
  expect(record.questions).toEqual(['What is it? undefined undefined undefined']);
});

test('arguments of prompts are completed by how they begin', async () => {
  const { client } = await connect(practising);
  const complete = async (name: string, argument: string, value: string, chosen: Record<string, string> = {}) => {
    const context = { arguments: chosen };
    const ref = { type: 'ref/prompt', name } as const;
    return (await client.complete({ ref, argument: { name: argument, value }, context })).completion;
  };
  expect(await complete('practice', 'pattern', '2')).toEqual({ values: ['2i', '2p'], total: 2, hasMore: false });
  expect(await complete('practice', 'hops', '')).toMatchObject({ values: ['1', '2'] });
  expect(await complete('practice', 'hops', '', { pattern: '1p' })).toMatchObject({ values: ['1'] });
  expect(await complete('practice', 'pattern', '', { hops: '2' })).toMatchObject({ values: ['2p'] });
  expect(await complete('practice', 'hops', '', { pattern: '' })).toMatchObject({ values: ['1', '2'] });
  for (const name of ['id', 'constructor', '__proto__'])
    expect((await complete('practice', name, '')).values).toEqual([]);
  expect(await complete('ask', 'question', 'What')).toEqual({ values: [], total: 0, hasMore: false });
  await expect(complete('nothing', 'pattern', '')).rejects.toMatchObject({ code: -32602 });
});

test('of two answers that come at once for one task, one is graded', async () => {
  const { call } = await connect({ record: fakeRecorder(), practice });
  await call('begin_task', {});
  const answers = [41, 42].map((number) => call('submit_answer', { number, task: 't1' }));
  const graded = (await Promise.all(answers)).filter(({ grade }) => grade !== undefined);
  expect(graded).toHaveLength(1);
});
