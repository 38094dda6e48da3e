/** What there was no time for is found out while an endpoint is served, and then served. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openSource } from '../../src/cli/endpoint-flags.ts';
import { findOut } from '../../src/cli/finding-out.ts';
import { openServing } from '../../src/cli/recording.ts';
import { connectInMemory } from '../../src/mcp/client.ts';
import { endpointOf, type Instead } from '../sparql/endpoint/server.ts';

const FACTS = `@prefix ex: <http://example.org/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
ex:a a ex:Town ; rdfs:label "Aton" ; ex:in ex:b ; ex:near ex:c .
ex:b a ex:Country ; rdfs:label "Bland" .
ex:c a ex:Town ; rdfs:label "Ceton" ; ex:in ex:b ; ex:near ex:a .
`;

/** Does not say who has how many until it is told to. */
function hasty() {
  const able = { to: false };
  const instead: Instead = (response, { query }) => {
    if (able.to || !/MAX|SUM|LIMIT 500$/i.test(query)) return false;
    response.statusCode = 400;
    response.end('not today');
    return true;
  };
  return { able, instead };
}

function ownCache(): void {
  const folder = mkdtempSync(join(tmpdir(), 'graphtrail-found-'));
  process.env['XDG_CACHE_HOME'] = folder;
  onTestFinished(() => rmSync(folder, { recursive: true }));
}

test('tools get better while they are served: clients hear of it, handles stay good, and the next start knows it all', async () => {
  ownCache();
  const { able, instead } = hasty();
  const { url } = await endpointOf(FACTS, { instead });
  const paths = [`sparql+${url}`];
  const opened = await openSource(paths, { discoveryTime: 5 });
  expect(opened.endpoint?.rough).not.toEqual([]);
  const serving = await openServing(opened, { surface: 'relations', live: true }, undefined);
  const client = await connectInMemory(serving.connect(), 'test');
  onTestFinished(() => client.close());
  const before = serving.toolset.digest;
  const follow = serving.toolset.tools.find(({ relation }) => relation?.iri.endsWith('in') && !relation.inverse);
  const tool = follow?.name ?? '';
  const first = await client.call(tool, { [follow?.parameters[0]?.name ?? '']: 'Aton' });
  expect(first).toMatchObject({ status: 'ok', total: 1 });

  able.to = true;
  const finding = findOut(paths, { discoveryTime: 5 }, serving, [6]);
  await expect.poll(() => serving.toolset.digest, { timeout: 8000 }).not.toBe(before);
  await finding.stop();
  expect(serving.current.opened.endpoint?.rough).toEqual([]);
  expect(await client.call('read_result', { result: String(first.result) })).toMatchObject({ status: 'ok', total: 1 });
  able.to = false;
  const again = await openSource(paths, { discoveryTime: 5 });
  expect(again.endpoint?.rough).toEqual([]);
});

test('it ends at once when the server does, with questions still open', async () => {
  ownCache();
  const { instead } = hasty();
  const { url } = await endpointOf(FACTS, { instead });
  const paths = [`sparql+${url}`];
  const serving = await openServing(await openSource(paths, {}), { live: true }, undefined);
  const waiting = await endpointOf(FACTS, { instead: () => true });
  const finding = findOut([`sparql+${waiting.url}`], { queryTimeout: 600 }, serving, [600]);
  await expect.poll(() => waiting.asked.length).toBeGreaterThan(0);
  await finding.stop();
  expect(serving.current.opened.endpoint?.rough).not.toEqual([]);
});
