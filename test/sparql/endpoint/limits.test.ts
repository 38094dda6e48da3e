/** What an endpoint cannot give whole is never taken for whole, and what it says is never believed to be safe. */
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { Source, TermSet } from '../../../src/graph/source.ts';
import { discoverRelations } from '../../../src/relation/discover.ts';
import { type EndpointOptions, openEndpoint } from '../../../src/sparql/endpoint/open.ts';
import { callTool } from '../../../src/tool/call.ts';
import { createHandles } from '../../../src/tool/handles.ts';
import { compileToolset } from '../../../src/tool/toolset.ts';
import { endpointOf, type Instead } from './server.ts';

const LABEL = '<http://www.w3.org/2000/01/rdf-schema#label>';

async function sourceOf(
  turtle: string,
  server: { instead?: Instead; most?: number } = {},
  options: Partial<EndpointOptions> = {},
) {
  const endpoint = await endpointOf(turtle, server);
  const opened = await openEndpoint(endpoint.url, {
    userAgent: 'graphtrail/test',
    discovery: 30,
    firstWait: 1,
    ...options,
  });
  return { ...opened, endpoint };
}

const follow = async (source: Source, relation: string, ...iris: string[]): Promise<TermSet> =>
  await source.follow({ relation, inverse: false, from: await source.setOf(iris) });

/** `<urn:hub>` with so many neighbours. */
const hub = (many: number): string =>
  Array.from({ length: many }, (_, index) => `<urn:hub> <urn:p> <urn:n${index + 1000}> .`).join('\n');

test('a list that is longer than what may be read is truncated, with a number that is surely reached', async () => {
  const { source } = await sourceOf(hub(30), { most: 11 }, { most: 20 });
  const set = await follow(source, 'urn:p', 'urn:hub');
  expect(set.truncated).toBe(true);
  expect(set.size).toBeGreaterThanOrEqual(10);
  expect(set.size).toBeLessThan(30);
});

test('a server that cuts answers without a word is found out, and read page by page to the end', async () => {
  const { source, endpoint } = await sourceOf(hub(95), { most: 10 });
  const set = await follow(source, 'urn:p', 'urn:hub');
  expect({ truncated: set.truncated, size: set.size }).toEqual({ truncated: false, size: 95 });
  expect(endpoint.asked.filter(({ query }) => query.includes('OFFSET')).length).toBeGreaterThan(9);
});

test('a server that sorts no further than so many rows (Virtuoso) gives a cut list, and no fault', async () => {
  const instead: Instead = (response, { query }) => {
    if (!/ORDER BY.*OFFSET/s.test(query)) return false;
    response.statusCode = 500;
    response.end('Virtuoso 22023 Error SR353: Sorted TOP clause specifies more then 20003 rows to sort.');
    return true;
  };
  const { source } = await sourceOf(hub(95), { most: 10, instead });
  const set = await follow(source, 'urn:p', 'urn:hub');
  expect({ truncated: set.truncated, size: set.size }).toEqual({ truncated: true, size: 9 });
});

test('an answer that the server itself calls partial is truncated', async () => {
  const instead: Instead = (response, { query }) => {
    if (!query.includes('VALUES ?f')) return false;
    const bindings = [{ x: { type: 'uri', value: 'urn:n1000' } }];
    response.writeHead(200, { 'x-sql-state': 'S1TAT' }).end(JSON.stringify({ results: { bindings } }));
    return true;
  };
  const { source } = await sourceOf(hub(3), { instead });
  expect((await follow(source, 'urn:p', 'urn:hub')).truncated).toBe(true);
});

test('nothing certain is derived from what was cut', async () => {
  const { source } = await sourceOf(`${hub(30)} <urn:n1001> <urn:v> 5 .`, { most: 11 }, { most: 20 });
  const cut = await follow(source, 'urn:p', 'urn:hub');
  const some = await source.setOf(['urn:n1001', 'urn:n1029']);
  const unknown = { truncated: true, size: 0 };
  const sizes = ({ truncated, size }: TermSet) => ({ truncated, size });
  expect(sizes(await source.difference(some, cut))).toEqual(unknown);
  expect(sizes(await source.top(cut, { relation: 'urn:v', order: 'largest', count: 1 }))).toEqual(unknown);
  expect((await source.intersection([some, cut])).truncated).toBe(true);
  expect((await source.union([some, cut])).truncated).toBe(true);
});

test('blank nodes are not shown or counted, and what they lead to is missing, which is said', async () => {
  const { source } = await sourceOf('<urn:a> <urn:p> [ <urn:q> <urn:c> ], <urn:b> . <urn:b> <urn:q> <urn:d> .');
  const set = await follow(source, 'urn:p', 'urn:a');
  expect({ size: set.size, truncated: set.truncated }).toEqual({ size: 1, truncated: false });
  const beyond = await source.follow({ relation: 'urn:q', inverse: false, from: set });
  expect({ size: beyond.size, truncated: beyond.truncated }).toEqual({ size: 1, truncated: true });
});

test('IRIs that could break out of a query are shown, and never asked about', async () => {
  const bad = 'urn:x> . ?s ?p ?o } #';
  const instead: Instead = (response, { query }) => {
    if (!query.includes('<urn:a>') || !query.includes('<urn:p>')) return false;
    const bindings = [bad, 'urn:b'].map((value) => ({ x: { type: 'uri', value }, o: { type: 'uri', value } }));
    response.writeHead(200).end(JSON.stringify({ results: { bindings } }));
    return true;
  };
  const { source, endpoint } = await sourceOf('<urn:a> <urn:p> <urn:b> . <urn:b> <urn:p> <urn:c> .', { instead });
  const set = await follow(source, 'urn:p', 'urn:a');
  const items = await source.items(set, { offset: 0, limit: 10 });
  expect(items.map((item) => item.kind === 'entity' && item.id)).toContain(bad);
  const beyond = await source.follow({ relation: 'urn:p', inverse: false, from: set });
  expect(beyond.truncated).toBe(true);
  expect(await source.has(bad)).toBe(false);
  expect((await source.setOf([bad, 'lone \ud800'])).size).toBe(0);
  expect(await source.named('lone \ud800', 5)).toEqual([]);
  expect(endpoint.asked.some(({ query }) => query.includes(bad))).toBe(false);
});

test('a server that fails in the middle of a call is busy, and the next call is answered', async () => {
  let down = false;
  const instead: Instead = (response) => {
    if (down) response.writeHead(503).end('<html>down at /srv/secret</html>');
    return down;
  };
  const turtle = `<urn:a> <urn:p> <urn:b> ; ${LABEL} "Anna" . <urn:b> ${LABEL} "Berta" .`;
  const { source, discovering } = await sourceOf(turtle, { instead });
  const toolset = await compileToolset(source, await discoverRelations(discovering), { surface: 'relations' });
  const tool = toolset.listing.find(({ name }) => name.startsWith('get_p'))?.name as string;
  const [argument = ''] = toolset.byName.get(tool)?.parameters.map(({ name }) => name) ?? [];
  const call = () => callTool(toolset, tool, { [argument]: 'Anna' }, { source, handles: createHandles() });
  down = true;
  const { result } = await call();
  expect(result.status).toBe('busy');
  expect(result.message).not.toMatch(/secret|127\.0\.0\.1/);
  down = false;
  expect((await call()).result).toMatchObject({ status: 'ok', total: 1 });
});

test('of a server that counts nothing there are still relations and tools; what is not known is not called single', async () => {
  const instead: Instead = (response, { query }) => {
    if (!/COUNT|MAX|SUM/i.test(query) || query.includes('LIMIT 200000')) return false;
    response.writeHead(500).end('too much');
    return true;
  };
  const { source, discovering, rough } = await sourceOf(`${hub(5)} <urn:hub> <urn:v> 5 .`, { instead });
  expect(rough.join()).toContain('by a sample');
  const { relations } = await discoverRelations(discovering);
  expect(relations.map(({ iri }) => iri).sort()).toEqual(['urn:p', 'urn:v']);
  expect(relations.find(({ iri }) => iri === 'urn:v')?.valued).toBe(true);
  expect(await source.observe()).toMatchObject({ triples: 6 });
});

test('what an endpoint publishes of itself is believed where it cannot count', async () => {
  const instead: Instead = (response, { query }) => {
    if (!/COUNT|MAX|SUM/i.test(query)) return false;
    response.writeHead(500).end('too much');
    return true;
  };
  const base = 'http://rdfs.org/ns/void#';
  const described = `[ <${base}property> <urn:p> ; <${base}triples> 1000000 ] .`;
  const { source, rough } = await sourceOf(`${hub(5)} ${described}`, { instead });
  expect(rough.join()).toContain('VoID');
  const { relations } = await source.observe();
  // One subject an object in the sample, but nobody counted the rest.
  expect(relations).toMatchObject([{ iri: 'urn:p', triples: 1_000_000, maximumSubjects: 2 }]);
});

test('a scope asks about these relations, or about those of these classes, and no others', async () => {
  const turtle =
    '<urn:a> a <urn:C> ; <urn:p> <urn:b> . <urn:b> a <urn:D> ; <urn:q> <urn:a> . <urn:x> <urn:r> <urn:y> .';
  const relationsOf = async (scope: Partial<EndpointOptions>): Promise<string[]> => {
    const { discovering } = await sourceOf(turtle, {}, scope);
    return (await discoverRelations(discovering)).relations.map(({ iri }) => iri).sort();
  };
  expect(await relationsOf({})).toEqual(['urn:p', 'urn:q', 'urn:r']);
  expect(await relationsOf({ relations: ['urn:q', 'urn:none'] })).toEqual(['urn:q']);
  expect(await relationsOf({ classes: ['urn:C'] })).toEqual(['urn:p']);
});

test('what was found out is kept for oneself, and asked again where the file is damaged or not wanted', async () => {
  const cache = mkdtempSync(join(tmpdir(), 'graphtrail-kept-'));
  onTestFinished(() => rmSync(cache, { recursive: true }));
  const endpoint = await endpointOf(hub(3));
  const counts = async (fresh = false): Promise<number> => {
    const before = endpoint.asked.length;
    const { source } = await openEndpoint(endpoint.url, { userAgent: 'graphtrail/test', cache, fresh });
    expect(await source.observe()).toMatchObject({ triples: 3, entities: 4 });
    return endpoint.asked.slice(before).filter(({ query }) => query.includes('COUNT')).length;
  };
  expect(await counts()).toBeGreaterThan(0);
  expect(await counts()).toBe(0);
  expect(await counts(true)).toBeGreaterThan(0);
  const [file = ''] = readdirSync(cache);
  expect(statSync(join(cache, file)).mode & 0o777).toBe(0o600);
  for (const text of ['{', '[]', '{"v":1,"at":0,"answers":[]}', '{"v":1,"at":9e99,"answers":[[1]]}']) {
    writeFileSync(join(cache, file), text);
    expect(await counts()).toBeGreaterThan(0);
  }
});
