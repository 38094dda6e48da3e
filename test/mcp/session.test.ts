/** A connection that is recorded: tasks, trajectories, and what happens where the record fails. */
import { expect, test } from 'vitest';
import { JournalError } from '../../src/errors.ts';
import { createSession } from '../../src/mcp/session.ts';
import { EUROPE, openTools } from '../tool/open-tools.ts';
import { connect, fakeRecorder } from './pair.ts';

test('a task is begun, worked on and answered; each call is recorded as it was seen', async () => {
  const recorder = fakeRecorder();
  const { client, call } = await connect(recorder);
  expect(client.getInstructions()).toContain('begin_task');
  const { task } = await call('begin_task', { question: 'What is the capital of France?' });
  const values = { country: 'France', task };
  const seen = await call('get_capital_of_country', values);
  expect(await call('submit_answer', { result: seen.result, task })).toMatchObject({ status: 'ok' });
  expect(recorder.questions).toEqual(['What is the capital of France?']);
  expect(recorder.calls).toEqual([
    {
      trajectory: 't1',
      tool: 'get_capital_of_country',
      arguments: values,
      operation: { follow: 'http://e.org/capital', of: { entities: ['http://e.org/France'] } },
      digest: expect.stringMatching(/^gt1:/),
      toolset: expect.stringMatching(/^ts1:/),
      observation: seen,
      milliseconds: expect.any(Number),
    },
  ]);
  expect(recorder.answers).toEqual([{ trajectory: 't1', answer: { result: '#r1' }, resolved: ['http://e.org/Paris'] }]);
});

test('two interleaved tasks keep their handles apart, and an answered one gives its handles up', async () => {
  const { call } = await connect(fakeRecorder());
  const { task: one } = await call('begin_task', { question: 'one' });
  const { task: two } = await call('begin_task', { question: 'two' });
  const ask = async (country: string, task: unknown) => await call('get_capital_of_country', { country, task });
  expect(await ask('France', one)).toMatchObject({ result: '#r1', items: [{ id: ':Paris' }] });
  expect(await ask('Spain', two)).toMatchObject({ result: '#r1', items: [{ id: ':Madrid' }] });
  expect(await call('read_result', { result: '#r1', task: one })).toMatchObject({ items: [{ id: ':Paris' }] });
  expect(await call('read_result', { result: '#r1', task: two })).toMatchObject({ items: [{ id: ':Madrid' }] });
  await call('submit_answer', { none: true, task: one });
  expect(await call('read_result', { result: '#r1', task: one })).toMatchObject({ status: 'invalid' });
  expect(await call('read_result', { result: '#r1', task: two })).toMatchObject({ status: 'ok' });
});

test('an answer without a task ends what the connection did so far: its handles are gone', async () => {
  const { call } = await connect(fakeRecorder());
  await call('get_capital_of_country', { country: 'France' });
  await call('submit_answer', { result: '#r1' });
  expect(await call('read_result', { result: '#r1' })).toMatchObject({ status: 'stale_handle' });
  expect(await call('get_capital_of_country', { country: 'Spain' })).toMatchObject({ result: '#r1' });
});

test('of two answers that come at the same time the first one counts, and the second is told so', async () => {
  const recorder = fakeRecorder();
  const { answer } = recorder;
  const { call } = await connect({
    ...recorder,
    // Ends the task when it is on disk, as recorders do.
    answer: async (...given) => {
      await new Promise((resolve) => setTimeout(resolve, 5));
      return await answer(...given);
    },
  });
  const { task } = await call('begin_task', { question: 'one' });
  const answers = [{ none: true }, { number: 1 }, { boolean: true }].map((one) =>
    call('submit_answer', { ...one, task }),
  );
  const [first, ...others] = await Promise.all(answers);
  expect(first).toMatchObject({ status: 'ok' });
  for (const other of others)
    expect(other).toMatchObject({ status: 'invalid', message: expect.stringContaining('takes one answer') });
  expect(recorder.answers.map((one) => one.answer)).toEqual([{ none: true }]);
  expect(recorder.calls.map(({ tool, trajectory }) => [tool, trajectory])).toEqual([
    ['submit_answer', 'own'],
    ['submit_answer', 'own'],
  ]);
});

test('where an answer cannot be recorded, the one that came at the same time counts', async () => {
  const recorder = fakeRecorder();
  let tries = 0;
  const { call } = await connect({
    ...recorder,
    answer: async (...given) => {
      await new Promise((resolve) => setTimeout(resolve, 5));
      if (tries++ === 0) throw new JournalError('journal_write_failed', 'full');
      return await recorder.answer(...given);
    },
  });
  const { task } = await call('begin_task', { question: 'one' });
  const [first, second] = await Promise.all([1, 2].map((number) => call('submit_answer', { number, task })));
  expect(first).toMatchObject({ status: 'busy', recorded: false });
  expect(second).toMatchObject({ status: 'ok' });
  expect(recorder.answers.map(({ answer }) => answer)).toEqual([{ number: 2 }]);
});

test('traces are trajectories of their own', async () => {
  const recorder = fakeRecorder();
  const { call } = await connect(recorder);
  const ask = async (traceparent?: string) =>
    await call('get_capital_of_country', { country: 'France' }, traceparent === undefined ? {} : { traceparent });
  expect([(await ask('a')).result, (await ask('b')).result, (await ask('a')).result, (await ask()).result]).toEqual([
    '#r1',
    '#r1',
    '#r2',
    '#r1',
  ]);
  expect(recorder.calls.map(({ trajectory }) => trajectory)).toEqual(['a', 'b', 'a', 'own']);
});

test('any number of traces may come by: the longest unused gives its results up', async () => {
  const { call } = await connect(fakeRecorder());
  const ask = async (country: string, trace: number) =>
    await call('get_capital_of_country', { country }, { traceparent: `trace ${trace}` });
  for (let trace = 0; trace < 1000; trace++) await ask('France', trace);
  await ask('Spain', 0);
  await ask('France', 1000);
  expect(await ask('#r1', 0)).toMatchObject({ status: 'wrong_type' });
  expect(await ask('#r1', 1)).toMatchObject({ status: 'stale_handle' });
});

test('a task that was never begun, or is no text, is a fault that can be mended', async () => {
  const recorder = fakeRecorder();
  const { reply } = await connect(recorder);
  for (const task of ['t7', '', 7, null, ['t1']]) {
    const { isError, structuredContent } = await reply('get_capital_of_country', { country: 'France', task });
    expect([isError, structuredContent]).toEqual([
      true,
      { status: 'invalid', message: expect.stringContaining('Begin one with begin_task') },
    ]);
  }
  expect(recorder.calls.map(({ arguments: given }) => given['task'])).toEqual(['t7', '', 7, null, ['t1']]);
  expect(
    recorder.calls.every(({ operation, observation }) => operation === undefined && observation.status === 'invalid'),
  ).toBe(true);
});

test('faults are recorded, too, without an operation', async () => {
  const recorder = fakeRecorder();
  const { call } = await connect(recorder);
  await call('get_capital_of_country', { country: 'Atlantis' });
  await call('no_such_tool', { x: 1 });
  await call('submit_answer', {});
  expect(recorder.calls.map(({ tool, operation, observation }) => [tool, operation, observation.status])).toEqual([
    ['get_capital_of_country', undefined, 'unknown'],
    ['no_such_tool', undefined, 'invalid'],
    ['submit_answer', undefined, 'invalid'],
  ]);
});

test('the reply leaves after the record is there', async () => {
  const order: string[] = [];
  let written = () => {};
  const { call } = await connect(
    fakeRecorder({
      call: () =>
        new Promise((resolve) => {
          written = () => {
            order.push('record');
            resolve({ recorded: true });
          };
        }),
    }),
  );
  const called = call('get_capital_of_country', { country: 'France' }).then(() => order.push('reply'));
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(order).toEqual([]);
  written();
  await called;
  expect(order).toEqual(['record', 'reply']);
});

test('where the record fails the call fails with its message, and the next one is tried again', async () => {
  let full = true;
  const fail = async () => {
    if (full) throw new Error('no space is left for the journal');
    return { recorded: true };
  };
  const recorder = fakeRecorder({ call: fail, answer: fail });
  const { call } = await connect(recorder);
  const { task } = await call('begin_task', { question: 'one' });
  const values = { country: 'France', task };
  await expect(call('get_capital_of_country', values)).rejects.toThrow('no space is left for the journal');
  await expect(call('submit_answer', { none: true, task })).rejects.toThrow('no space is left for the journal');
  full = false;
  expect(await call('get_capital_of_country', values)).toMatchObject({ status: 'ok' });
  expect(await call('submit_answer', { none: true, task })).toMatchObject({ status: 'ok' });
});

test('past 256 calls in flight a further one is told to wait; answered ones make room', async () => {
  const snapshot = await openTools(EUROPE);
  const session = createSession(undefined);
  let release = () => {};
  const gate = new Promise<void>((resolve) => {
    release = resolve;
  });
  const run = async () =>
    await session.run({ tool: 'x', values: {}, traceparent: undefined, snapshot }, async () => {
      await gate;
      return { result: { status: 'ok' } };
    });
  const calls = Array.from({ length: 256 }, run);
  const refused = await run();
  expect(refused).toMatchObject({ isError: true, structuredContent: { status: 'busy' } });
  expect(JSON.parse(refused.content[0].text)).toEqual(refused.structuredContent);
  release();
  for (const { structuredContent } of await Promise.all(calls)) expect(structuredContent.status).toBe('ok');
  expect((await run()).structuredContent.status).toBe('ok');
});

test('calls that fail make room as well', async () => {
  const snapshot = await openTools(EUROPE);
  const session = createSession(undefined);
  const run = async (call: () => Promise<never>) =>
    await session.run({ tool: 'x', values: {}, traceparent: undefined, snapshot }, call);
  const broken = async (): Promise<never> => {
    throw new Error('the disk is gone');
  };
  for (let count = 0; count < 300; count++) await expect(run(broken)).rejects.toThrow('the disk is gone');
});

test('where the journal refuses a record, the call is an error that says so and names no file', async () => {
  const refuse = async () => {
    throw new JournalError('journal_write_failed', 'Cannot write to "/secret/place/run-1.jsonl"');
  };
  const { reply } = await connect(fakeRecorder({ call: refuse, begin: refuse, answer: refuse }));
  for (const [tool, values] of [
    ['get_capital_of_country', { country: 'France' }],
    ['begin_task', { question: 'one' }],
    ['submit_answer', { none: true }],
  ] as const) {
    const { isError, structuredContent, content } = await reply(tool, values);
    expect(isError).toBe(true);
    expect(structuredContent).toEqual({
      status: 'busy',
      recorded: false,
      message: expect.stringContaining('could not be recorded (journal_write_failed)'),
    });
    expect(JSON.stringify(content)).not.toContain('secret');
  }
});

test('where calls are served all the same, each result says that it is not recorded, in both its forms', async () => {
  const lose = async () => ({ recorded: false });
  const begin = async () => ({ trajectory: 't1', task: 't1', recorded: false });
  const { reply } = await connect(fakeRecorder({ call: lose, answer: lose, begin }));
  for (const [tool, values] of [
    ['begin_task', { question: 'one' }],
    ['get_capital_of_country', { country: 'France' }],
    ['submit_answer', { none: true }],
  ] as const) {
    const { isError, structuredContent, content } = await reply(tool, values);
    expect(isError).toBeUndefined();
    expect(structuredContent).toMatchObject({ status: 'ok', recorded: false });
    expect(content).toMatchObject([{ text: expect.stringContaining('"recorded":false') }]);
  }
});
