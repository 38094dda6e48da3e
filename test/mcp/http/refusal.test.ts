/** Whatever is asked wrongly is answered in JSON-RPC, and nothing of this machine is told. */
import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { begin, call, type Heard, INITIALIZE, raw, type Sent, send, serve, until } from './served.ts';

const LIMIT = 20_000;
const { port } = await (async () => {
  const { serveHttp } = await import('../../../src/mcp/http/serve-http.ts');
  const { createServer } = await import('../../../src/mcp/server.ts');
  const { EUROPE, openTools } = await import('../../tool/open-tools.ts');
  const { source, toolset } = await openTools(EUROPE);
  const connect = () => createServer({ version: '0', snapshot: () => ({ source, toolset }) });
  return await serveHttp({ host: '127.0.0.1', port: 0, connect, limits: { body: LIMIT } });
})();
const session = await begin(port);

function expectRefusal({ status, headers, text, json }: Heard, expected: number, code: number): void {
  expect([status, json?.error?.code]).toEqual([expected, code]);
  expect(json).toMatchObject({ jsonrpc: '2.0', error: { message: expect.any(String) }, id: null });
  expect(headers['content-type']).toBe('application/json');
  expect(text).not.toMatch(/node_modules|\.[jt]s\b|\n\s+at |<html|\/[a-z]+\//i);
}

const json = (type: string) => ({ ...session, 'Content-Type': type });
const chunked = { ...session, 'Transfer-Encoding': 'chunked' };
const large = Buffer.alloc(LIMIT + 1, ' ');

test.each<[what: string, status: number, code: number, sent: Sent]>([
  ['no body', 400, -32_700, { headers: session }],
  ['half of JSON', 400, -32_700, { headers: session, body: '{"jsonrpc": "2.0", ' }],
  ['text that is not UTF-8', 400, -32_700, { headers: session, body: Buffer.from('{"a":"\xff"}', 'latin1') }],
  ['a number', 400, -32_600, { headers: session, body: '1' }],
  ['an empty list', 400, -32_600, { headers: session, body: '[]' }],
  ['a list with something else in it', 400, -32_600, { headers: session, body: [call(1), 'x'] }],
  ['another version of JSON-RPC', 400, -32_600, { headers: session, body: { jsonrpc: '1.0', id: 1, method: 'ping' } }],
  ['an id that is none', 400, -32_600, { headers: session, body: { jsonrpc: '2.0', id: {}, method: 'ping' } }],
  ['a body of 1 byte too much', 413, -32_000, { headers: session, body: large }],
  ['the same in pieces', 413, -32_000, { headers: chunked, body: large }],
  ['four times as much in pieces', 413, -32_000, { headers: chunked, body: Buffer.alloc(LIMIT * 4, '[') }],
  ['text', 415, -32_000, { headers: json('text/plain'), body: call(1) }],
  ['a form', 415, -32_000, { headers: json('application/x-www-form-urlencoded'), body: call(1) }],
  ['a type that only begins alike', 415, -32_000, { headers: json('application/jsonx'), body: call(1) }],
  [
    'compressed JSON',
    415,
    -32_000,
    { headers: { ...session, 'Content-Encoding': 'gzip' }, body: gzipSync(JSON.stringify(call(1))) },
  ],
  ['a client that takes no JSON', 406, -32_000, { headers: { ...session, Accept: 'text/html' }, body: call(1) }],
  [
    'a version of MCP that is none',
    400,
    -32_000,
    { headers: { ...session, 'MCP-Protocol-Version': 'x' }, body: call(1) },
  ],
  ['no session', 400, -32_600, { body: call(1) }],
  ['no session to listen to', 400, -32_600, { method: 'GET' }],
  ['no session to end', 400, -32_600, { method: 'DELETE' }],
  ['a session that is none', 404, -32_001, { headers: { 'Mcp-Session-Id': 'x' }, body: call(1) }],
  ['a welcome in a session that is none', 404, -32_001, { headers: { 'Mcp-Session-Id': 'x' }, body: INITIALIZE }],
  ['a second welcome', 400, -32_600, { headers: session, body: INITIALIZE }],
  ['a welcome without who is there', 400, -32_000, { body: { ...INITIALIZE, params: {} } }],
  ['two welcomes', 400, -32_600, { body: [INITIALIZE, { ...INITIALIZE, id: 1 }] }],
  ['another path', 404, -32_000, { path: '/', body: call(1) }],
  ['a path outside', 404, -32_000, { path: '/../../etc/passwd', method: 'GET' }],
  ['a path that is no path', 404, -32_000, { path: '//', method: 'GET' }],
  ['the metadata of OAuth', 404, -32_000, { path: '/.well-known/oauth-protected-resource', method: 'GET' }],
  ['another method', 405, -32_000, { method: 'PUT', body: call(1) }],
  ['an unknown expectation', 417, -32_600, { headers: { ...session, Expect: 'wonders' }, body: call(1) }],
])('%s is answered with %i', async (_, status, code, sent) => {
  expectRefusal(await send(port, sent), status, code);
});

test('a method that is not allowed is told which are', async () => {
  expect((await send(port, { method: 'PATCH' })).headers['allow']).toBe('GET, POST, DELETE, OPTIONS');
});

test.each([
  ['no request', 400, 'what?\r\n\r\n'],
  ['no method of HTTP', 400, 'BREW /mcp HTTP/1.1\r\nHost: x\r\n\r\n'],
  ['a header too many bytes long', 431, `GET /mcp HTTP/1.1\r\nHost: x\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`],
  ['two lengths', 400, 'POST /mcp HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n{}'],
  [
    'a length and pieces',
    400,
    'POST /mcp HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0',
  ],
])('%s is answered in JSON-RPC too', async (_, status, bytes) => {
  const [head = '', body = ''] = (await raw(port, bytes)).split('\r\n\r\n');
  expect(head).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
  expect(JSON.parse(body)).toMatchObject({ jsonrpc: '2.0', error: { code: -32_000 }, id: null });
});

test('after all of that, and a body that broke off, the session still answers', async () => {
  const socket = connect(port, '127.0.0.1');
  socket.write(`POST /mcp HTTP/1.1\r\nHost: localhost:${port}\r\nContent-Type: application/json\r\n`);
  socket.write(`Content-Length: 1000\r\n\r\n{"jsonrpc"`);
  await new Promise((sent) => setTimeout(sent, 20));
  socket.destroy();
  const { json: answer } = await send(port, { headers: session, body: call(7) });
  expect(answer).toMatchObject({ id: 7, result: { structuredContent: { status: 'ok', total: 1 } } });
});

test('bodies on their way fill the memory only so far: one more is told to come again, and hears it', async () => {
  const served = await serve({ limits: { body: LIMIT } });
  const [own, most] = [await begin(served.port), 16];
  const head = `POST /mcp HTTP/1.1\r\nHost: localhost:${served.port}\r\nContent-Type: application/json\r\n`;
  const slow = Array.from({ length: most }, () => connect(served.port, '127.0.0.1'));
  for (const socket of slow) socket.write(`${head}Content-Length: ${LIMIT}\r\n\r\n${' '.repeat(LIMIT - 1)}`);
  const body = call(1, 'x'.repeat(LIMIT / 2));
  await until(async () => (await send(served.port, { headers: own, body })).status === 503);
  for (const socket of slow) socket.destroy();
  await until(async () => (await send(served.port, { headers: own, body })).status === 200);
});

test('arguments nested as deeply as a body can hold them, and names of Object.prototype, do no harm', async () => {
  const served = await serve();
  const own = await begin(served.port);
  const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
  const nested = JSON.stringify(call(1, 'DEEP')).replace('"DEEP"', deep);
  expect((await send(served.port, { headers: own, body: nested })).json).toMatchObject({ id: 1 });
  const proto =
    '{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"__proto__","arguments":{"__proto__":{}}}}';
  expect((await send(served.port, { headers: own, body: proto })).json).toMatchObject({ id: 2 });
  expect((await send(served.port, { headers: own, body: call(3) })).json).toMatchObject({ result: {} });
});
