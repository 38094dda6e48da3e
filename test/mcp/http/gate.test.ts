import { expect, test } from 'vitest';
import { isHost, isOrigin } from '../../../src/mcp/http/gate.ts';
import { raw, send, serve } from './served.ts';

const { port } = await (async () => {
  const { serveHttp } = await import('../../../src/mcp/http/serve-http.ts');
  return await serveHttp({
    host: '127.0.0.1',
    port: 0,
    connect: () => expect.unreachable('nobody begins a session here'),
    allowHosts: ['graph.example', 'Ported.example:99'],
    allowOrigins: ['https://app.example', 'vscode-webview://One'],
  });
})();

const KNOWN_HOSTS = [
  ...['127.0.0.1', 'localhost', '[::1]', 'LOCALHOST', 'LocalHost'].map((name) => `${name}:${port}`),
  ...['graph.example', 'GRAPH.example', 'graph.example:1', 'ported.example:99'],
];
const STRANGE_HOSTS = [
  ...['evil.example', 'localhost', '127.0.0.1', '[::1]', 'null', 'ported.example', 'ported.example:98'],
  ...[
    'localhost.',
    'localhost.evil.example',
    'evil-localhost',
    '127.0.0.2',
    '0.0.0.0',
    '0x7f.1',
    '[::ffff:127.0.0.1]',
  ].map((name) => `${name}:${port}`),
  ...[
    `localhost:${port + 1}`,
    `evil@localhost:${port}`,
    `localhost:${port}:${port}`,
    `localhost:${port}/`,
    'graph.example.',
  ],
];
const KNOWN_ORIGINS = [
  undefined,
  ...['http://localhost', 'http://localhost:3000', 'https://127.0.0.1:1', 'http://[::1]:5173', 'HTTP://LOCALHOST:3000'],
  ...['https://app.example', 'https://APP.example', 'vscode-webview://one'],
];
const STRANGE_ORIGINS = [
  ...[
    'null',
    '',
    'NULL',
    'http://evil.example',
    'http://evil.example:80',
    'file://',
    'localhost',
    'http://',
    'http://localhost.',
  ],
  ...[
    'http://localhost:3000/',
    'http://localhost.evil.example',
    'http://localhost@evil.example',
    'http://evil.example#localhost',
  ],
  ...['http://app.example', 'https://app.example:444', 'https://app.example.', 'https://app.example.evil.example'],
  ...[
    'http://[::2]:1',
    'http://127.0.0.1.evil.example',
    'ftp://localhost',
    'vscode-webview://two',
    'http://localhost, null',
  ],
];

/** Whether a request was let in: what it asks for is answered, or refused for what it asks for. */
async function isLetIn(host: string, origin: string | undefined): Promise<boolean> {
  const headers = { Host: host, ...(origin === undefined ? {} : { Origin: origin }) };
  const health = await send(port, { method: 'GET', path: '/healthz', headers });
  const mcp = await send(port, { body: { jsonrpc: '2.0', id: 1, method: 'ping' }, headers });
  const elsewhere = await send(port, { method: 'GET', path: '/elsewhere', headers });
  const statuses = [health.status, mcp.status, elsewhere.status].join();
  expect(['200,400,404', '403,403,403']).toContain(statuses);
  if (health.status === 403) expect(health.json.error.message).toMatch(/Host|Origin/);
  return health.status === 200;
}

test.each(KNOWN_HOSTS)('the host %s is answered, with every origin that may ask and none other', async (host) => {
  for (const origin of KNOWN_ORIGINS) expect.soft([origin, await isLetIn(host, origin)]).toEqual([origin, true]);
  for (const origin of STRANGE_ORIGINS) expect.soft([origin, await isLetIn(host, origin)]).toEqual([origin, false]);
});

test.each(STRANGE_HOSTS)('the host "%s" is refused, whatever the origin', async (host) => {
  for (const origin of [...KNOWN_ORIGINS, ...STRANGE_ORIGINS]) expect.soft(await isLetIn(host, origin)).toBe(false);
});

test('no host, two hosts, and a target that names another one are refused', async () => {
  expect((await send(port, { method: 'GET', path: '/healthz', setHost: false })).status).toBe(400);
  const [host, end] = [`Host: localhost:${port}\r\n`, 'Connection: close\r\n\r\n'];
  expect(await raw(port, `GET /healthz HTTP/1.1\r\n${host}${host}${end}`)).toMatch(/^HTTP\/1\.1 400 .*"jsonrpc"/s);
  expect(await raw(port, `GET http://evil.example/healthz HTTP/1.1\r\n${host}${end}`)).toMatch(/^HTTP\/1\.1 400 /);
  expect(await raw(port, `GET /healthz HTTP/1.1\r\nHost:\r\n${end}`)).toMatch(/^HTTP\/1\.1 403 /);
  expect(await raw(port, `GET /healthz HTTP/1.0\r\n${end}`)).toMatch(/^HTTP\/1\.1 400 /);
  expect(await raw(port, `GET /healthz HTTP/1.1\r\n${host}Origin: null\r\nOrigin: http://localhost\r\n${end}`)).toMatch(
    /^HTTP\/1\.1 403 /,
  );
});

test('a page that may ask may also read, after it asked whether it may; another may neither', async () => {
  const headers = { Origin: 'https://app.example', 'Access-Control-Request-Method': 'POST' };
  const preflight = await send(port, { method: 'OPTIONS', headers });
  expect(preflight).toMatchObject({ status: 204, text: '' });
  expect(preflight.headers).toMatchObject({ 'access-control-allow-origin': 'https://app.example', vary: 'Origin' });
  expect(preflight.headers['access-control-allow-headers']).toContain('Mcp-Session-Id');
  const refused = await send(port, { method: 'OPTIONS', headers: { ...headers, Origin: 'https://evil.example' } });
  expect(refused.status).toBe(403);
  expect(refused.headers['access-control-allow-origin']).toBeUndefined();
});

test('a server on ::1 answers to its own address', async () => {
  const served = await serve({ host: '::1' }).catch(() => undefined);
  // Where this machine has no IPv6 there is nothing to be seen.
  if (served === undefined) return;
  expect(served.url).toBe(`http://[::1]:${served.port}/mcp`);
  expect((await fetch(served.url.replace('/mcp', '/healthz'))).status).toBe(200);
});

test('what can be allowed are hosts and origins', () => {
  expect(['a', 'a.b:1', '[::1]', '127.0.0.1:80', 'docker_name'].every(isHost)).toBe(true);
  expect(['', '*', 'a/', 'http://a', 'a.', 'a:b', '*.a'].some(isHost)).toBe(false);
  expect(['http://a', 'https://a.b:1', 'app://x'].every(isOrigin)).toBe(true);
  expect(['a', 'http://a/', 'null', '*', 'http://*.a', ''].some(isOrigin)).toBe(false);
});
