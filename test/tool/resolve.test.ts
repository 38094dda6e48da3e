/** What a string in an argument means: handle, IRI, CURIE, label, in this order, and never two of them at once. */
import { expect, test } from 'vitest';
import { EUROPE, idsOf, type OpenTools, openTools, PREFIXES } from './open-tools.ts';

const capitalOf = async (tools: OpenTools, country: unknown) => await tools.call('get_capital_of_country', { country });

test('a name may be a label in any language, a CURIE, an IRI, or an IRI in angle brackets', async () => {
  const tools = await openTools(EUROPE);
  for (const name of ['France', 'Frankreich', 'france', ':France', 'http://e.org/France', '<http://e.org/France>']) {
    expect(idsOf(await capitalOf(tools, name)), name).toEqual([':Paris']);
  }
  const { result } = await tools.call('get_members_of_class', { class: 'country' });
  expect(idsOf(await capitalOf(tools, result))).toEqual([':Madrid', ':Paris']);
  expect(idsOf(await capitalOf(tools, [result]))).toEqual([':Madrid', ':Paris']);
});

test('several bearers of a name are ambiguous, with their classes, unless just one is of the class that is taken', async () => {
  const tools = await openTools(EUROPE);
  expect(await tools.call('describe_entity', { entity: 'Paris' })).toMatchObject({
    status: 'ambiguous',
    candidates: [
      { id: ':Paris', label: 'Paris', classes: ['city'] },
      { id: ':ParisOfTroy', label: 'Paris', classes: ['person'] },
    ],
  });
  expect(idsOf(await tools.call('get_country_by_capital', { city: 'Paris' }))).toEqual([':France']);
  expect(idsOf(await tools.call('get_birthplace_of_person', { person: 'Paris' }))).toEqual([':Madrid']);
});

test('the class decides among many bearers, also where it is the last of them', async () => {
  const others = Array.from({ length: 30 }, (_, index) => `:p${index} a :Person ; rdfs:label "Zed" .`).join('\n');
  const tools = await openTools(`${EUROPE}\n${others}\n:z a :Country ; rdfs:label "Zed" ; :capital :Lyon .`);
  expect(idsOf(await capitalOf(tools, 'Zed'))).toEqual([':Lyon']);
  const { status, candidates, message } = await tools.call('get_birthplace_of_person', { person: 'Zed' });
  expect([status, candidates?.length]).toEqual(['ambiguous', 5]);
  expect(message).toContain('More than 5');
});

test('an unknown name suggests near ones', async () => {
  const tools = await openTools(EUROPE);
  const result = await capitalOf(tools, 'Frence');
  expect(result).toMatchObject({ status: 'unknown', candidates: [{ id: ':France', label: 'France' }] });
  expect(await capitalOf(tools, 'qqqq')).toMatchObject({ status: 'unknown', candidates: [] });
  expect(await capitalOf(tools, '')).toMatchObject({ status: 'unknown', candidates: [] });
  expect(await capitalOf(tools, '<http://e.org/Nowhere>')).toMatchObject({ status: 'unknown' });
  expect(await capitalOf(tools, ['France', 'qqqq'])).toMatchObject({ status: 'unknown' });
});

const MISREAD = `${PREFIXES}
:Thing a owl:Class ; rdfs:label "thing" .
:part rdfs:label "part" ; rdfs:domain :Thing ; rdfs:range :Thing .
:a a :Thing ; rdfs:label "#r1" ; :part :b .
:b a :Thing ; rdfs:label "http://e.org/a" ; :part :c .
:c a :Thing ; rdfs:label "<http://e.org/b>" ; :part :a .
:d a :Thing ; rdfs:label ":c" ; :part :d .
:e a :Thing ; rdfs:label "#r01" ; :part :d .
`;

test('a label that also reads as a handle, an IRI or a CURIE is ambiguous', async () => {
  const tools = await openTools(MISREAD);
  const partOf = async (thing: string) => await tools.call('get_part_of_thing', { thing });
  await partOf(':a');
  for (const [name, ids] of [
    ['#r1', [':a']],
    ['http://e.org/a', [':a', ':b']],
    ['<http://e.org/b>', [':b', 'http://e.org/c']],
    [':c', ['http://e.org/c', ':d']],
  ] as const) {
    const { status, candidates } = await partOf(name);
    expect([name, status, candidates?.map(({ id }) => id)]).toEqual([name, 'ambiguous', ids]);
    for (const id of ids) expect((await partOf(id)).status, id).toBe('ok');
  }
  expect((await partOf('#r01')).status, 'no handle has a leading zero').toBe('ok');
});

test('a name that is an IRI of one entity and the CURIE of another is ambiguous', async () => {
  const tools = await openTools(`@prefix e: <http://e.org/> .
    <e:a> e:part <e:b> . e:a e:part e:c .`);
  const { status, candidates } = await tools.call('get_part_of_entity', { entity: 'e:a' });
  expect([status, candidates?.map(({ id }) => id)]).toEqual(['ambiguous', ['<e:a>', 'http://e.org/a']]);
  expect(idsOf(await tools.call('get_part_of_entity', { entity: '<e:a>' }))).toEqual(['e:b']);
});

test('a handle stands for a whole set and so not in a list with others', async () => {
  const tools = await openTools(EUROPE);
  await tools.call('get_members_of_class', { class: 'country' });
  const { status, message } = await capitalOf(tools, ['France', '#r1']);
  expect(status).toBe('invalid');
  expect(message).toContain('get_union_of');
});

test('a class is named by label, plural, CURIE or IRI', async () => {
  const tools = await openTools(EUROPE);
  for (const name of ['country', 'Countries', ':Country', 'http://e.org/Country', '<http://e.org/Country>']) {
    expect((await tools.call('get_members_of_class', { class: name })).total, name).toBe(3);
  }
});

test('unknown classes suggest near ones first, and several classes of one name are told apart', async () => {
  const tools = await openTools(`${EUROPE}
    :Town a owl:Class ; rdfs:label "city" . :BigCity a owl:Class ; rdfs:label "big city" . :x a :Town, :BigCity .`);
  const unknown = await tools.call('get_members_of_class', { class: 'big town' });
  expect(unknown).toMatchObject({ status: 'unknown' });
  expect(unknown.candidates?.[0]).toEqual({ id: ':BigCity', label: 'big city', classes: [] });
  const ambiguous = await tools.call('get_members_of_class', { class: 'city' });
  expect([ambiguous.status, ambiguous.candidates?.map(({ id }) => id)]).toEqual(['ambiguous', [':City', ':Town']]);
});
