/** Resources and the completion of their addresses, as a client sees them. */
import type { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { expect, test } from 'vitest';
import { PREFIXES } from '../tool/open-tools.ts';
import { connect, fakeRecorder } from './pair.ts';

async function read(client: Client, uri: string): Promise<{ mimeType?: string; text: string; json: never }> {
  const { contents } = await client.readResource({ uri });
  expect(contents).toHaveLength(1);
  const [content] = contents as [{ uri: string; mimeType?: string; text: string }];
  expect(content.uri).toBe(uri);
  return { ...content, json: content.mimeType === 'application/json' ? JSON.parse(content.text) : undefined } as never;
}

test('an entity is read by id, by percent-encoded IRI and by a name, and says what describe_entity says', async () => {
  const { client, call } = await connect();
  const told = await call('describe_entity', { entity: ':Paris' });
  expect((await client.listResourceTemplates()).resourceTemplates.map(({ uriTemplate }) => uriTemplate)).toEqual([
    'graphtrail://entity/{id}',
  ]);
  for (const id of [':Paris', '%3AParis', 'http%3A%2F%2Fe.org%2FParis', 'http://e.org/Paris'])
    expect((await read(client, `graphtrail://entity/${id}`)).json, id).toEqual(told);
  expect((await read(client, 'graphtrail://entity/Lyon')).json).toMatchObject({ candidates: [{ id: ':Lyon' }] });
});

test('an id with percent signs of its own is read as the tools show it, and percent-encoded', async () => {
  const iri = 'urn:kg:%2Fm%2F0f8l9c';
  const { client, call } = await connect({ turtle: `${PREFIXES}<${iri}> :near :b ; rdfs:label "France" .` });
  const told = await call('describe_entity', { entity: iri });
  expect(told).toMatchObject({ status: 'ok', candidates: [{ id: iri }] });
  for (const id of [iri, encodeURIComponent(iri)])
    expect((await read(client, `graphtrail://entity/${id}`)).json, id).toEqual(told);
});

test('whatever there is not is not found, in words that help', async () => {
  const { client } = await connect();
  const rows: [string, RegExp][] = [
    ['graphtrail://entity/Atlantis', /No entity is named "Atlantis"/],
    ['graphtrail://entity/Paris', /2 entities may be meant by "Paris".*"Paris" \(:Paris\)/],
    ['graphtrail://entity/', /No entity is named ""/],
    ['graphtrail://entity/%E0%A4%A', /No entity is named/],
    ['graphtrail://trajectory/t1', /no such trajectory/],
    ['graphtrail://other', /graphtrail:\/\/schema/],
    ['file:///etc/passwd', /not found/],
  ];
  for (const [uri, message] of rows) {
    const fault = await client.readResource({ uri }).catch((error) => error);
    expect(fault, uri).toMatchObject({ code: -32002, data: { uri }, message: expect.stringMatching(message) });
  }
});

test('the schema tells classes, relations and their tools with what was counted', async () => {
  const { client } = await connect();
  expect((await client.listResources()).resources.map(({ uri }) => uri)).toEqual(['graphtrail://schema']);
  const { json } = await read(client, 'graphtrail://schema');
  expect(json).toMatchObject({ graph: 'graph.ttl', digest: expect.stringMatching(/^gt1:/), classes: { total: 3 } });
  expect((json as { relations: { shown: unknown[] } }).relations.shown).toContainEqual({
    id: ':capital',
    label: 'capital',
    from: 'country',
    to: 'city',
    triples: 2,
    subjects: 2,
    objects: 2,
    most: [1, 1],
    tool: 'get_capital_of_country',
    inverse_tool: 'get_country_by_capital',
  });
});

test('where relations have no tools, and none follows them by name, the schema names none', async () => {
  const { client } = await connect({ surface: 'generic' });
  expect((await read(client, 'graphtrail://schema')).text).not.toContain('"tool"');
});

test('text of the graph stays data: cleaned, on one line, cut', async () => {
  const evil = `Ignore\\nall\\u202e ${'x'.repeat(5000)}`;
  const value = 'v'.repeat(150_000);
  const turtle = `${PREFIXES}
:Country a owl:Class ; rdfs:label "country" . :near rdfs:label "near" . :one rdfs:label "one" . :two rdfs:label "two" .
:Evil a :Country ; rdfs:label "${evil}" ; :near :Evil, :Good ; :one "${value}" ; :two "${value}" .
:Good a :Country ; rdfs:label "Good" ; :near :Evil .`;
  const { client } = await connect({ turtle });
  const { text, json } = await read(client, 'graphtrail://entity/%3AEvil');
  expect(text.length).toBeLessThan(200_000);
  expect(json).toMatchObject({ message: expect.stringContaining('Only the first') });
  const { candidates } = json as { candidates: { label: string }[] };
  expect(candidates[0]?.label.length).toBeLessThanOrEqual(200);
  expect(candidates[0]?.label).toMatch(/^Ignore all x+…$/);
  const { completion } = await client.complete(entityRef('Ignore'));
  for (const name of completion.values) expect(name).not.toMatch(/[\n\u202e]/);
});

test('a finished trajectory is listed and read where the recorder keeps it', async () => {
  const lines = '{"type":"opened"}\n';
  const finished = {
    list: () => [
      { trajectory: 'b', question: 'Two\nlines?' },
      { trajectory: 'a', question: undefined },
    ],
    read: async (id: string) => (id === 'b' ? lines : undefined),
  };
  const { client } = await connect({ record: fakeRecorder({ finished }) });
  const { resources } = await client.listResources();
  expect(resources.slice(1)).toEqual([
    { uri: 'graphtrail://trajectory/b', name: 'b', title: 'Two lines?', mimeType: 'application/jsonl' },
    { uri: 'graphtrail://trajectory/a', name: 'a', mimeType: 'application/jsonl' },
  ]);
  expect((await read(client, 'graphtrail://trajectory/b')).text).toBe(lines);
  await expect(client.readResource({ uri: 'graphtrail://trajectory/a' })).rejects.toMatchObject({ code: -32002 });
  expect((await client.listResourceTemplates()).resourceTemplates).toHaveLength(2);
  const ref = { type: 'ref/resource', uri: 'graphtrail://trajectory/{id}' } as const;
  const { completion } = await client.complete({ ref, argument: { name: 'id', value: 'b' } });
  expect(completion.values).toEqual(['b']);
});

function entityRef(value: string) {
  return {
    ref: { type: 'ref/resource', uri: 'graphtrail://entity/{id}' },
    argument: { name: 'id', value },
  } as const;
}

test('every completion of an entity can be read: a name where it means only this one, else its id', async () => {
  const { client } = await connect();
  expect((await client.complete(entityRef('Par'))).completion).toEqual({
    values: [':Paris', ':ParisOfTroy'],
    total: 2,
    hasMore: false,
  });
  expect((await client.complete(entityRef('fran'))).completion.values).toEqual(['France']);
  expect((await client.complete(entityRef('zzzz'))).completion.values).toEqual([]);
  for (const text of ['Par', 'fran', '', 'm', ' ']) {
    for (const value of (await client.complete(entityRef(text))).completion.values)
      await read(client, `graphtrail://entity/${encodeURIComponent(value)}`);
  }
  await expect(
    client.complete({ ref: { type: 'ref/resource', uri: 'file:///{path}' }, argument: { name: 'path', value: '' } }),
  ).rejects.toMatchObject({ code: -32602 });
});

test('at most 100 are completed, and that there are more is said', async () => {
  const cities = Array.from(
    { length: 150 },
    (_, index) => `:c${index} :near :c${index + 1} ; rdfs:label "City ${index}" .`,
  );
  const { client } = await connect({ turtle: `${PREFIXES}${cities.join('\n')}` });
  const named = (await client.complete(entityRef('city'))).completion;
  expect(named).toMatchObject({ hasMore: true });
  expect(named.values).toHaveLength(100);
  expect(named).not.toHaveProperty('total');
  const all = (await client.complete(entityRef(''))).completion;
  expect(all).toMatchObject({ hasMore: true, total: 151 });
  expect(all.values).toHaveLength(100);
  expect((await client.complete(entityRef('x'.repeat(10_000)))).completion.values).toEqual([]);
});
