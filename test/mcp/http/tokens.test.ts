import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ANYBODY, principalOf, readTokens } from '../../../src/mcp/http/tokens.ts';
import { begin, call, connectClient, INITIALIZE, send, serve } from './served.ts';

const [ANNA, ANNAS_NEXT, BERT] = ['a'.repeat(32), 'A'.repeat(32), 'b'.repeat(32)] as const;
const tokens = readTokens(`${ANNA} anna\n${ANNAS_NEXT} anna\n\n# remark\n${BERT} bert # remark`, 'the test');
const bearer = (token: string) => ({ Authorization: `Bearer ${token}` });

test('a list has a token a line or between commas, with names, remarks and empty lines', () => {
  expect(tokens.map(({ principal }) => principal)).toEqual(['anna', 'anna', 'bert']);
  expect(readTokens(`${ANNA}, ${BERT} bert`, 'the test').map(({ principal }) => principal)).toEqual([
    'client-1',
    'bert',
  ]);
});

test.each(['short', `${ANNA} a b`, `${ANNA} n/a`, `${ANNA}ä`, '', '# none', `${ANNA}\n"${BERT}"`])(
  'the list "%s" is refused, and the error shows no token',
  (text) => {
    const read = () => readTokens(text, 'the test');
    expect(read).toThrow(expect.objectContaining({ code: 'token' }));
    expect(read).not.toThrow(/aaaa|bbbb/);
  },
);

test('only the very token is somebody', () => {
  expect(principalOf(tokens, `Bearer ${BERT}`)).toBe('bert');
  expect(principalOf(tokens, `bearer  ${ANNAS_NEXT} `)).toBe('anna');
  const wrong = [undefined, '', 'Bearer', 'Bearer ', `Basic ${BERT}`, BERT, `Bearer ${BERT}, Bearer ${ANNA}`];
  for (const header of wrong) expect(principalOf(tokens, header)).toBeUndefined();
  fc.assert(
    fc.property(fc.string(), (text) => {
      fc.pre(![ANNA, ANNAS_NEXT, BERT].includes(text.trim()));
      expect(principalOf(tokens, `Bearer ${text}`)).toBeUndefined();
    }),
  );
  expect(principalOf([], undefined)).toBe(ANYBODY);
});

test('who has no token is told that one is expected; who has a wrong one, that it is wrong', async () => {
  const { port } = await serve({ tokens });
  const without = await send(port, { body: INITIALIZE });
  expect(without).toMatchObject({ status: 401, json: { jsonrpc: '2.0', id: null } });
  expect(without.headers['www-authenticate']).toBe('Bearer realm="graphtrail"');
  for (const method of ['GET', 'POST', 'DELETE', 'PUT']) {
    const wrong = await send(port, { method, headers: bearer('c'.repeat(32)) });
    expect(wrong.status).toBe(401);
    expect(wrong.headers['www-authenticate']).toContain('error="invalid_token"');
  }
  expect((await send(port, { body: INITIALIZE, headers: bearer(ANNA) })).status).toBe(200);
});

test.each(['access_token', 'token', 'api_key', 'TOKEN', 'Authorization'])(
  'a token in the address as %s is refused, even a right one beside the header',
  async (name) => {
    const { port } = await serve({ tokens });
    const heard = await send(port, { path: `/mcp?${name}=${ANNA}`, body: INITIALIZE, headers: bearer(ANNA) });
    expect(heard.status).toBe(400);
    expect(heard.text).not.toContain(ANNA);
  },
);

test('a session is found by its own client only, with any token of that client', async () => {
  const { port } = await serve({ tokens });
  const session = await begin(port, bearer(ANNA));
  const ask = (token: string, method = 'POST') =>
    send(port, { method, body: method === 'POST' ? call(1) : '', headers: { ...session, ...bearer(token) } });
  expect((await ask(ANNAS_NEXT)).json.result.structuredContent).toMatchObject({ status: 'ok', total: 1 });
  for (const method of ['POST', 'GET', 'DELETE']) {
    expect(await ask(BERT, method)).toMatchObject({ status: 404, json: { error: { code: -32_001 } } });
  }
  expect((await ask(ANNA)).status).toBe(200);
});

test('a handle of one client is useless to another, and to another session of its own', async () => {
  const served = await serve({ tokens });
  const [anna, again, bert] = await Promise.all([ANNA, ANNA, BERT].map((token) => connectClient(served, token)));
  const made = await anna?.callTool({ name: 'get_capital_of_country', arguments: { country: 'France' } });
  expect(made?.structuredContent).toMatchObject({ result: '#r1' });
  const use = { name: 'get_population_of_city', arguments: { city: '#r1' } };
  expect((await anna?.callTool(use))?.structuredContent).toMatchObject({ status: 'ok' });
  for (const other of [again, bert]) {
    expect((await other?.callTool(use))?.structuredContent).toMatchObject({ status: 'stale_handle' });
  }
  for (const client of [anna, again, bert]) await client?.close();
});

test('how the server is can be asked without a token, but not what it serves', async () => {
  const { port } = await serve({ tokens, health: () => ({ graph: 'secret.ttl' }) });
  const ask = (headers = {}) => send(port, { method: 'GET', path: '/healthz', headers });
  expect((await ask()).json).toEqual({ status: 'ok' });
  expect((await ask(bearer('c'.repeat(32)))).json).toEqual({ status: 'ok' });
  expect((await ask(bearer(ANNA))).json).toEqual({ status: 'ok', graph: 'secret.ttl', sessions: 0 });
  expect(await send(port, { path: '/healthz' })).toMatchObject({ status: 405, headers: { allow: 'GET, HEAD' } });
});

test.each(['0.0.0.0', '::', '192.0.2.1'])('without tokens %s is not listened on', async (host) => {
  await expect(serve({ host })).rejects.toMatchObject({ code: 'tokens_required' });
});

test('names are resolved before they are judged, and one that is none is said to be none', async () => {
  expect((await serve({ host: 'localhost' })).url).toMatch(/^http:\/\/localhost:\d+\/mcp$/);
  await expect(serve({ host: 'no-such-name.invalid' })).rejects.toMatchObject({ code: 'no_address' });
});

test('a port that is taken is said to be taken', async () => {
  const { port } = await serve();
  await expect(serve({ port })).rejects.toMatchObject({
    code: 'no_port',
    message: expect.stringContaining('EADDRINUSE'),
  });
});
