import { PassThrough } from 'node:stream';
import type { JSONRPCMessage } from '@modelcontextprotocol/sdk/types.js';
import { expect, test } from 'vitest';
import { type StreamTransport, streamTransport } from '../../src/mcp/stream-transport.ts';

interface Open {
  readonly transport: StreamTransport;
  readonly input: PassThrough;
  readonly output: PassThrough;
  readonly heard: JSONRPCMessage[];
  /** What was written, one string for each write. */
  readonly written: string[];
}

async function open(): Promise<Open> {
  const [input, output] = [new PassThrough(), new PassThrough()];
  const transport = streamTransport(input, output);
  const heard: JSONRPCMessage[] = [];
  const written: string[] = [];
  transport.onmessage = (message) => {
    heard.push(message);
  };
  output.on('data', (chunk) => written.push(String(chunk)));
  await transport.start();
  return { transport, input, output, heard, written };
}

const turn = async (): Promise<void> => await new Promise((resolve) => setImmediate(resolve));
const call = (id: number) => ({ jsonrpc: '2.0' as const, id, method: 'tools/call', params: { name: 'x' } });
const line = (message: object): string => `${JSON.stringify(message)}\n`;

test('messages are heard in order, with or without carriage returns and blank lines between', async () => {
  const { input, heard } = await open();
  input.write(`${line(call(1))}\r\n\n${JSON.stringify(call(2))}\r\n${line(call(3))}`);
  await turn();
  expect(heard).toEqual([call(1), call(2), call(3)]);
});

test('the answers of one turn leave in one write, in the order in which they were given', async () => {
  const { transport, written } = await open();
  const replies = [1, 2, 3].map((id) => ({ jsonrpc: '2.0' as const, id, result: {} }));
  await Promise.all(replies.map(async (reply) => await transport.send(reply)));
  await turn();
  expect(written).toEqual([replies.map(line).join('')]);
});

test.each([
  ['no JSON', 'hello', -32_700],
  ['half a message', '{"jsonrpc":"2.0","id":1,', -32_700],
  ['a list', '[]', -32_600],
  ['a number', '7', -32_600],
  ['neither request nor response', '{"jsonrpc":"2.0"}', -32_600],
  ['an id that is a fraction', '{"jsonrpc":"2.0","id":1.5,"method":"ping"}', -32_600],
  ['more than ten megabytes', `"${'x'.repeat(11 << 20)}"`, -32_600],
])('%s is answered with an error, and what follows is heard', async (_, text, code) => {
  const { input, heard, written } = await open();
  input.write(`${text}\n${line(call(1))}`);
  await turn();
  expect(JSON.parse(written.join(''))).toMatchObject({ jsonrpc: '2.0', id: null, error: { code } });
  expect(heard).toEqual([call(1)]);
});

test.each([
  ['parameters in a list', { params: [1] }],
  ['parameters that are no object', { params: 5 }],
  ['meta data that is no object', { params: { _meta: 5 } }],
  ['a token of progress that is neither text nor number', { params: { _meta: { progressToken: {} } } }],
  ['a member that no request has', { extra: 1 }],
])('a request with %s is refused by its id, and nobody waits for it', async (_, strange) => {
  const { transport, input, heard, written } = await open();
  input.write(line({ jsonrpc: '2.0', id: 7, method: 'ping', ...strange }) + line(call(1)));
  await turn();
  expect(JSON.parse(written.join(''))).toMatchObject({ jsonrpc: '2.0', id: 7, error: { code: -32_600 } });
  expect(heard).toEqual([call(1)]);
  expect(transport.unanswered).toBe(1);
});

test('a request with meta data is heard', async () => {
  const { input, heard } = await open();
  const request = { jsonrpc: '2.0', id: 1, method: 'ping', params: { _meta: { progressToken: 1, traceparent: 'x' } } };
  input.write(line(request));
  await turn();
  expect(heard).toEqual([request]);
});

test('a request is unanswered until its answer is written or it is taken back', async () => {
  const { transport, input } = await open();
  input.write(line(call(1)) + line(call(2)) + line({ jsonrpc: '2.0', method: 'notifications/initialized' }));
  await turn();
  expect(transport.unanswered).toBe(2);
  await transport.send({ jsonrpc: '2.0', id: 1, result: {} });
  await turn();
  expect(transport.unanswered).toBe(1);
  input.write(line({ jsonrpc: '2.0', method: 'notifications/cancelled', params: { requestId: 2 } }));
  await turn();
  expect(transport.unanswered).toBe(0);
});

test('the end of input and a broken output are both an end; of the latter nobody is left to be answered', async () => {
  const first = await open();
  first.input.end();
  await first.transport.ended;
  const second = await open();
  second.input.write(line(call(1)));
  await turn();
  second.output.destroy(new Error('EPIPE'));
  await second.transport.ended;
  expect(second.transport.unanswered).toBe(0);
});

test('a broken input is an end, and the requests that came before it are still answered', async () => {
  const { transport, input } = await open();
  input.write(line(call(1)));
  await turn();
  input.destroy(new Error('read ECONNRESET'));
  await transport.ended;
  expect(transport.unanswered).toBe(1);
});

test('a client that reads nothing is not read from for ever', async () => {
  const [input, output] = [new PassThrough(), new PassThrough()];
  const transport = streamTransport(input, output);
  await transport.start();
  const reply = { jsonrpc: '2.0' as const, id: 1, result: { text: 'x'.repeat(1 << 20) } };
  for (let sent = 0; sent < 70; sent++) await transport.send(reply);
  await turn();
  expect(input.isPaused()).toBe(true);
  output.resume();
  await new Promise((resolve) => output.once('drain', resolve));
  await turn();
  expect(input.isPaused()).toBe(false);
});
