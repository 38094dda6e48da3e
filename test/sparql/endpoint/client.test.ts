/** Asking an endpoint: what is tried again, what is not, and that nothing secret leaves for elsewhere. */
import type { ServerResponse } from 'node:http';
import { expect, onTestFinished, test } from 'vitest';
import { EndpointError } from '../../../src/errors.ts';
import { credentialHeader, endpointUrl, shownUrl } from '../../../src/sparql/endpoint/address.ts';
import { type ClientOptions, createClient } from '../../../src/sparql/endpoint/client.ts';
import { endpointOf, type Instead, startEndpoint } from './server.ts';

const ALL = 'SELECT * WHERE { ?s ?p ?o }';
const TURTLE = '<urn:a> <urn:p> "01"^^<http://www.w3.org/2001/XMLSchema#int>, "x"@en, [ <urn:q> 1 ] .';

async function clientOf(instead: Instead | undefined, options: Partial<ClientOptions> = {}) {
  const endpoint = await endpointOf(TURTLE, instead === undefined ? {} : { instead });
  return { endpoint, client: createClient({ url: new URL(endpoint.url), firstWait: 1, ...options }) };
}

const failing =
  (status: number, headers: Record<string, string> = {}, body = ''): Instead =>
  (response) => {
    response.writeHead(status, headers).end(body);
    return true;
  };

/** Does it so many times, then lets the query through. */
const first =
  (times: number, instead: (response: ServerResponse) => void): Instead =>
  (response, _, count) => {
    if (count <= times) instead(response);
    return count <= times;
  };

const codeOf = (asked: Promise<unknown>): Promise<string> =>
  asked.then(
    () => 'answered',
    (error: unknown) => (error instanceof EndpointError ? error.code : String(error)),
  );

test('terms come as they are; blank nodes have no name', async () => {
  const { client } = await clientOf(undefined);
  const { rows } = await client.select('SELECT ?o WHERE { <urn:a> <urn:p> ?o }');
  expect(rows).toHaveLength(3);
  expect(rows.map(({ o }) => o)).toContain('blank');
  expect(rows.map(({ o }) => o)).toContainEqual(expect.objectContaining({ value: 'x', language: 'en' }));
});

test.each([429, 503, 500, 502, 504])('a %i passes by itself: it is asked again', async (status) => {
  const { client, endpoint } = await clientOf(first(2, (response) => response.writeHead(status).end('busy')));
  expect((await client.select(ALL)).rows).toHaveLength(4);
  expect(endpoint.asked).toHaveLength(3);
});

test('Retry-After is kept to', async () => {
  const { client } = await clientOf(first(1, (response) => response.writeHead(429, { 'retry-after': '0.4' }).end()));
  const begun = performance.now();
  await client.select(ALL);
  expect(performance.now() - begun).toBeGreaterThan(390);
});

test('an endpoint that wants us to wait for long is not waited for', async () => {
  const { client, endpoint } = await clientOf(failing(429, { 'retry-after': '3600' }));
  expect(await codeOf(client.select(ALL))).toBe('endpoint_busy');
  expect(endpoint.asked).toHaveLength(1);
});

test('tries have an end', async () => {
  const { client, endpoint } = await clientOf(failing(503), { tries: 3 });
  expect(await codeOf(client.select(ALL))).toBe('endpoint_busy');
  expect(endpoint.asked).toHaveLength(3);
});

test.each([
  [400, 'endpoint_refused', 1],
  [404, 'endpoint_refused', 1],
  [401, 'endpoint_unauthorized', 1],
])('a %i is %s, at once', async (status, code, times) => {
  const { client, endpoint } = await clientOf(failing(status, {}, '\u001b[31mMalformed\nquery'));
  expect(await codeOf(client.select(ALL))).toBe(code);
  expect(endpoint.asked).toHaveLength(times);
});

test('a connection that breaks off is tried again', async () => {
  const { client } = await clientOf(first(1, (response) => response.destroy()));
  expect((await client.select(ALL)).rows).toHaveLength(4);
});

test('silence has an end', async () => {
  const { client } = await clientOf(() => true);
  expect(await codeOf(client.select(ALL, 100))).toBe('endpoint_timeout');
});

test('an answer that is too large is not read to its end', async () => {
  const { client } = await clientOf(
    (response) => {
      response.writeHead(200, { 'content-type': 'application/sparql-results+json' });
      response.end(`{"results":{"bindings":[${'{},'.repeat(5000)}{}]}}`);
      return true;
    },
    { bytes: 1000 },
  );
  expect(await codeOf(client.select(ALL))).toBe('endpoint_too_large');
});

test.each([
  ['a page of HTML', 'text/html', '<html>'],
  ['JSON of another kind', 'application/json', '{"results": 3}'],
  ['JSON that is null', 'application/json', 'null'],
  ['a term of no type', 'application/json', '{"results":{"bindings":[{"s":{"type":"x","value":"y"}}]}}'],
  ['a term without a value', 'application/json', '{"results":{"bindings":[{"s":{"type":"uri"}}]}}'],
  ['a row that is no object', 'application/json', '{"results":{"bindings":[null]}}'],
  ['TSV with a broken term', 'text/tab-separated-values', '?s\n"x\n'],
])('%s is no answer', async (_, type, body) => {
  const { client } = await clientOf(failing(200, { 'content-type': type }, body));
  expect(await codeOf(client.select(ALL))).toMatch(/^endpoint_answer_invalid$/);
});

test('TSV is read where there is no JSON', async () => {
  const body = '?s\t?n\n<urn:a>\t"one"@en\n_:b0\t2\n';
  const { client } = await clientOf(failing(200, { 'content-type': 'text/tab-separated-values' }, body));
  const { rows } = await client.select(ALL);
  expect(rows[0]).toEqual({
    s: { kind: 'iri', iri: 'urn:a' },
    n: expect.objectContaining({ value: 'one', language: 'en' }),
  });
  expect(rows[1]?.['s']).toBe('blank');
});

test('a server that says it left rows out is believed', async () => {
  const body = '{"results":{"bindings":[]}}';
  const { client } = await clientOf(failing(200, { 'x-sparql-maxrows': '10000' }, body));
  expect((await client.select(ALL)).partial).toBe(true);
});

test('the same query is asked once, also at the same time; what failed is asked again', async () => {
  const { client, endpoint } = await clientOf(first(1, (response) => response.writeHead(400).end()));
  expect(await codeOf(client.select(ALL))).toBe('endpoint_refused');
  await Promise.all([client.select(ALL), client.select(ALL)]);
  await client.select(ALL);
  expect(endpoint.asked).toHaveLength(2);
});

test('a redirect to another host is not followed, and hears nothing', async () => {
  const other = await startEndpoint(TURTLE);
  onTestFinished(() => other.close());
  const headers = { authorization: 'Bearer secret' };
  const { client } = await clientOf(failing(307, { location: other.url }), { headers });
  expect(await codeOf(client.select(ALL))).toBe('endpoint_moved');
  expect(other.asked).toEqual([]);
});

test('a redirect on the same host is followed, a few times', async () => {
  const { client, endpoint } = await clientOf(
    first(1, (response) => response.writeHead(308, { location: '/other' }).end()),
  );
  expect((await client.select(ALL)).rows).toHaveLength(4);
  expect(endpoint.asked).toHaveLength(2);
  const round = await clientOf(failing(307, { location: '/round' }));
  expect(await codeOf(round.client.select(ALL))).toBe('endpoint_moved');
});

test('credentials go into a header and into no message', async () => {
  const secret = 'p4ss-w0rd';
  const headers = { 'user-agent': 'graphtrail/test', ...credentialHeader({ user: 'me', password: secret }) };
  const { client, endpoint } = await clientOf(failing(401), { headers });
  const error = await client.select(ALL).catch((caught: unknown) => caught as Error);
  expect(endpoint.asked[0]?.headers.authorization).toBe(`Basic ${Buffer.from(`me:${secret}`).toString('base64')}`);
  expect(endpoint.asked[0]?.headers['user-agent']).toBe('graphtrail/test');
  expect(String(error)).not.toContain(secret);
  expect(credentialHeader({ user: 'me', password: 'x', token: 'tok' })).toEqual({ authorization: 'Bearer tok' });
  expect(credentialHeader({})).toEqual({});
  expect(() => credentialHeader({ token: 'a\nb' })).toThrow(/GRAPHTRAIL_ENDPOINT_TOKEN/);
  expect(() => credentialHeader({ user: 'a:b' })).toThrow(/GRAPHTRAIL_ENDPOINT_USER/);
});

test.each(['file:///etc/passwd', 'sparql+ftp://x/', 'nonsense', 'https://me:secret@example.org/sparql'])(
  '%s is no address of an endpoint, and no password is shown',
  (text) => {
    expect(() => endpointUrl(text)).toThrow(/expected the address of a SPARQL endpoint/);
    expect(() => endpointUrl(text)).not.toThrow(/secret/);
  },
);

test('an address is shown without its query', () => {
  expect(shownUrl(endpointUrl('sparql+https://example.org/sparql?key=secret#x'))).toBe('https://example.org/sparql');
});
