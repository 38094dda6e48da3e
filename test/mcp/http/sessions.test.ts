import { once } from 'node:events';
import { request } from 'node:http';
import { expect, test } from 'vitest';
import { begin, call, connectClient, INITIALIZE, type Sent, send, serve, until } from './served.ts';

const total = (heard: { json: { result: { structuredContent: { total: number } } } }) =>
  heard.json.result.structuredContent.total;

test('every client has handles of its own, though all count theirs from 1', async () => {
  const { port } = await serve();
  const [one, other] = [await begin(port), await begin(port)];
  expect(one['Mcp-Session-Id']).not.toBe(other['Mcp-Session-Id']);
  for (const [headers, country] of [
    [one, 'France'],
    [other, 'Spain'],
  ] as const) {
    const made = await send(port, { headers, body: call(1, country) });
    expect(made.json.result.structuredContent).toMatchObject({ result: '#r1', items: [{}] });
  }
  const read = {
    jsonrpc: '2.0',
    id: 2,
    method: 'tools/call',
    params: { name: 'read_result', arguments: { result: '#r1' } },
  };
  expect((await send(port, { headers: one, body: read })).text).toContain('Paris');
  expect((await send(port, { headers: other, body: read })).text).toContain('Madrid');
});

test('200 clients with the same request ids at once each get their own answers', async () => {
  const served = await serve();
  const { port } = served;
  const sessions = await Promise.all(Array.from({ length: 200 }, () => begin(port)));
  expect(served.sessions).toBe(200);
  const answers = sessions.map(async (headers, client) => {
    for (const id of [1, 2]) {
      // An unknown name is repeated in the answer to whoever gave it.
      const name = `Nowhere ${client} ${id}`;
      const { json } = await send(port, { headers, body: call(id, name) });
      expect(json).toMatchObject({ id, result: { structuredContent: { status: 'unknown' } } });
      expect(json.result.structuredContent.message).toContain(`"${name}"`);
    }
  });
  await Promise.all(answers);
});

test('a session that was ended is gone, and only that one', async () => {
  const { port } = await serve();
  const [one, other] = [await begin(port), await begin(port)];
  expect((await send(port, { method: 'DELETE', headers: one })).status).toBe(200);
  expect((await send(port, { headers: one, body: call(1) })).status).toBe(404);
  expect((await send(port, { method: 'DELETE', headers: one })).status).toBe(404);
  expect(total(await send(port, { headers: other, body: call(1) }))).toBe(1);
});

test('where there are as many sessions as there may be, a further one is told when to come again', async () => {
  const served = await serve({ limits: { sessions: 2 } });
  const { port } = served;
  const first = await begin(port);
  await begin(port);
  const third = await send(port, { body: INITIALIZE });
  expect(third).toMatchObject({
    status: 503,
    headers: { 'retry-after': '30' },
    json: { error: { code: -32_000 }, id: null },
  });
  expect(total(await send(port, { headers: first, body: call(1) }))).toBe(1);
  await send(port, { method: 'DELETE', headers: first });
  expect((await send(port, { body: INITIALIZE })).status).toBe(200);
  expect(served.sessions).toBe(2);
});

test('a welcome that was none takes no place', async () => {
  const served = await serve({ limits: { sessions: 1 } });
  const broken: Sent[] = [
    { body: { ...INITIALIZE, params: {} } },
    { body: INITIALIZE, headers: { Accept: 'text/html' } },
  ];
  for (const sent of broken) expect((await send(served.port, sent)).status).toBeGreaterThanOrEqual(400);
  expect(served.sessions).toBe(0);
  expect((await send(served.port, { body: INITIALIZE })).status).toBe(200);
});

test('a place is made by giving up who was silent for too long', async () => {
  // No sweep comes by in this time: it is the newcomer that ends the old session.
  const idle = 150;
  const served = await serve({ limits: { sessions: 1, idle } });
  const old = await begin(served.port);
  let newcomer = await send(served.port, { body: INITIALIZE });
  await until(async () => {
    newcomer = await send(served.port, { body: INITIALIZE });
    return newcomer.status === 200;
  });
  expect((await send(served.port, { headers: old, body: call(1) })).status).toBe(404);
});

/** Opens the stream on which a server speaks first; resolves when it has begun. */
async function listen(port: number, session: object): Promise<{ ended: Promise<unknown>; close: () => void }> {
  const asking = request({
    port,
    host: '127.0.0.1',
    path: '/mcp',
    headers: { ...session, Accept: 'text/event-stream' },
  });
  asking.end();
  const [stream] = await once(asking, 'response');
  expect([stream.statusCode, stream.headers['content-type']]).toEqual([200, 'text/event-stream']);
  const ended = new Promise((resolve) =>
    stream
      .on('error', () => {})
      .on('close', resolve)
      .resume(),
  );
  return { ended, close: () => asking.destroy() };
}

test('the sessions and the streams of silent clients are ended', async () => {
  const served = await serve({ limits: { idle: 100 } });
  const session = await begin(served.port);
  const { ended } = await listen(served.port, session);
  await ended;
  await until(() => served.sessions === 0);
  expect((await send(served.port, { headers: session, body: call(1) })).status).toBe(404);
});

test('a silent client that opens its stream again whenever it ends stays', async () => {
  const served = await serve({ limits: { idle: 800 } });
  const session = await begin(served.port);
  for (const _ of [1, 2]) await (await listen(served.port, session)).ended;
  expect(total(await send(served.port, { headers: session, body: call(1) }))).toBe(1);
});

test('a stream that its client leaves can be opened again, but not a second one beside it', async () => {
  const { port } = await serve();
  const session = await begin(port);
  const first = await listen(port, session);
  const headers = { ...session, Accept: 'text/event-stream' };
  expect(await send(port, { method: 'GET', headers })).toMatchObject({ status: 409, json: { jsonrpc: '2.0' } });
  first.close();
  await until(async () => (await listen(port, session).catch(() => undefined)) !== undefined);
});

test('the list of tools is the same for all', async () => {
  const served = await serve();
  const clients = await Promise.all([connectClient(served), connectClient(served)]);
  const [one, other] = await Promise.all(clients.map((client) => client.listTools()));
  expect(one?.tools.length).toBeGreaterThan(5);
  expect(one).toEqual(other);
  for (const client of clients) await client.close();
});
