/** Calls that are still in flight: too many of them, taken back, left alone by their client or by their session, and at the end. */
import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { begin, call, connectClient, INITIALIZE, send, serve, slowRecorder, until } from './served.ts';

const okay = { result: { structuredContent: { status: 'ok', total: 1 } } };

/** A request as it goes over the wire. */
function written(port: number, headers: object, message: object): string {
  const body = JSON.stringify(message);
  const proper = { 'Content-Type': 'application/json', Accept: 'application/json, text/event-stream' };
  const all = { Host: `localhost:${port}`, ...proper, ...headers, 'Content-Length': body.length };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return `POST /mcp HTTP/1.1\r\n${lines.join('')}\r\n${body}`;
}

test('too many calls in the whole process are told so, in the words of a tool; other requests are answered', async () => {
  const { record, begun, finish } = slowRecorder();
  const { port } = await serve({ limits: { calls: 2 } }, record);
  const [one, other] = [await begin(port), await begin(port)];
  const waiting = [send(port, { headers: one, body: call(1) }), send(port, { headers: other, body: call(1) })];
  await until(() => begun() === 2);
  const third = await send(port, { headers: other, body: call(2) });
  expect(third).toMatchObject({ status: 200, json: { jsonrpc: '2.0', id: 2, result: { isError: true } } });
  expect(third.json.result.structuredContent.status).toBe('busy');
  expect(JSON.parse(third.json.result.content[0].text)).toEqual(third.json.result.structuredContent);
  expect((await send(port, { headers: one, body: { jsonrpc: '2.0', id: 3, method: 'ping' } })).json.result).toEqual({});
  const several = await send(port, { headers: one, body: [call(4), call(5)] });
  expect(several).toMatchObject({ status: 503, headers: { 'retry-after': '1' }, json: { error: { code: -32_000 } } });
  finish();
  for (const { json } of await Promise.all(waiting)) expect(json).toMatchObject({ id: 1, ...okay });
  expect((await send(port, { headers: one, body: call(6) })).json).toMatchObject({ id: 6, ...okay });
});

test('a request whose id is in flight is refused, and the first one gets the answer', async () => {
  const { record, begun, finish } = slowRecorder();
  const { port } = await serve({}, record);
  const headers = await begin(port);
  const first = send(port, { headers, body: call('a') });
  await until(() => begun() === 1);
  const invalid = { status: 400, json: { error: { code: -32_600 } } };
  expect(await send(port, { headers, body: call('a', 'Spain') })).toMatchObject(invalid);
  expect(await send(port, { headers, body: [call('b'), call('b')] })).toMatchObject(invalid);
  finish();
  expect((await first).text).toContain('Paris');
  expect((await send(port, { headers, body: call('a') })).json).toMatchObject({ id: 'a', ...okay });
});

test.each([1, 'one'])('a call %j that is taken back keeps nobody waiting', async (id) => {
  const { record, begun, finish } = slowRecorder();
  const { port } = await serve({}, record);
  const headers = await begin(port);
  const calling = send(port, { headers, body: call(id) });
  await until(() => begun() === 1);
  const back = { jsonrpc: '2.0', method: 'notifications/cancelled', params: { requestId: id } };
  expect((await send(port, { headers, body: back })).status).toBe(202);
  // Nothing was finished yet: it is the cancellation that is answered.
  expect((await calling).json).toMatchObject({ id, error: { code: -32_800 } });
  finish();
  expect((await send(port, { headers, body: call(id) })).json).toMatchObject({ id, ...okay });
  expect((await send(port, { headers, body: back })).status).toBe(202);
});

test('calls that are taken back in the very list that holds them keep nobody waiting, and no place', async () => {
  const { record, begun, finish } = slowRecorder();
  const { port } = await serve({ limits: { calls: 2 } }, record);
  const headers = await begin(port);
  const back = { jsonrpc: '2.0', method: 'notifications/cancelled', params: { requestId: 1 } };
  const waiting = send(port, { headers, body: [call(1), call(2), back] });
  await until(() => begun() === 1);
  finish();
  expect((await waiting).json).toMatchObject([
    { id: 1, error: { code: -32_800 } },
    { id: 2, ...okay },
  ]);
  const only = await send(port, { headers, body: [call(1), back] });
  expect(only.json).toMatchObject({ id: 1, error: { code: -32_800 } });
  expect((await send(port, { headers, body: [call(1), call(2)] })).json).toMatchObject([okay, okay]);
});

test("the SDK's client can take back a call and go on", async () => {
  const { record, begun, finish } = slowRecorder();
  const served = await serve({}, record);
  const client = await connectClient(served);
  const controller = new AbortController();
  const asking = { name: 'get_capital_of_country', arguments: { country: 'France' } };
  const calling = client.callTool(asking, undefined, { signal: controller.signal });
  await until(() => begun() === 1);
  controller.abort();
  await expect(calling).rejects.toThrow();
  finish();
  expect((await client.callTool(asking)).structuredContent).toMatchObject({ status: 'ok' });
  await client.close();
});

test('a session that is ended answers what waits in it', async () => {
  const { record, begun, finish } = slowRecorder();
  const served = await serve({ limits: { calls: 1 } }, record);
  const { port } = served;
  const [one, other] = [await begin(port), await begin(port)];
  const waiting = send(port, { headers: one, body: call(1) });
  await until(() => begun() === 1);
  expect((await send(port, { method: 'DELETE', headers: one })).status).toBe(200);
  expect(await waiting).toMatchObject({ status: 404, json: { error: { code: -32_001 } } });
  finish();
  expect(served.sessions).toBe(1);
  // Its place among the calls is free again.
  expect((await send(port, { headers: other, body: call(1) })).json).toMatchObject(okay);
});

test('a client that leaves does not stop its call: it is finished, recorded and makes place', async () => {
  const { record, begun, finish } = slowRecorder();
  const { port } = await serve({ limits: { calls: 1 } }, record);
  const headers = await begin(port);
  const socket = connect(port, '127.0.0.1');
  socket.write(written(port, headers, call(1)));
  await until(() => begun() === 1);
  socket.destroy();
  // Going away is not taking back (MCP 2025-11-25, Sending Messages to the Server).
  expect((await send(port, { headers, body: call(2) })).json.result.structuredContent.status).toBe('busy');
  finish();
  await until(async () => {
    const { json } = await send(port, { headers, body: call(3) });
    return json.result.structuredContent.status === 'ok';
  });
  expect(begun()).toBe(2);
});

test('a server that is stopped answers what is in flight, takes nothing new, and frees its port', async () => {
  const { record, begun, finish } = slowRecorder();
  const served = await serve({}, record);
  const { port } = served;
  const client = await connectClient(served);
  const headers = await begin(port);
  const keep = { headers: { ...headers, Connection: 'keep-alive' }, body: call(1) };
  const waiting = send(port, keep);
  await until(() => begun() === 1);
  let stopped = false;
  const stopping = served.stop().then(() => {
    stopped = true;
  });
  await expect(send(port, { body: INITIALIZE })).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  expect(stopped).toBe(false);
  finish();
  expect((await waiting).json).toMatchObject(okay);
  await stopping;
  expect(served.sessions).toBe(0);
  await client.close();
  expect((await serve({ port })).port).toBe(port);
});

test('what comes down an open connection after the stop is refused', async () => {
  const { record, begun, finish } = slowRecorder();
  const served = await serve({}, record);
  const headers = await begin(served.port);
  const socket = connect(served.port, '127.0.0.1');
  let heard = '';
  const closed = new Promise((resolve) => socket.on('close', resolve).on('data', (chunk) => (heard += chunk)));
  socket.write(written(served.port, headers, call(1)));
  await until(() => begun() === 1);
  const stopping = served.stop();
  socket.write(written(served.port, headers, call(2)));
  await new Promise((sent) => setTimeout(sent, 20));
  finish();
  await Promise.all([stopping, closed]);
  expect(heard.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 200', 'HTTP/1.1 503']);
  expect(begun()).toBe(1);
});

test('a call that does not end in time is refused at the end, so that its client knows', async () => {
  const { record, begun, finish } = slowRecorder();
  const served = await serve({ limits: { drain: 50 } }, record);
  const headers = await begin(served.port);
  const waiting = send(served.port, { headers, body: call(1) });
  await until(() => begun() === 1);
  await served.stop();
  expect(await waiting).toMatchObject({
    status: 503,
    json: { error: { message: expect.stringContaining('stopping') } },
  });
  finish();
});
