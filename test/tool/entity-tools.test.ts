/** Entity tools: find an entity by name, and tell what is known of one. */
import { expect, test } from 'vitest';
import { EUROPE, openTools, PREFIXES } from './open-tools.ts';

test('entities are found by a part of a name or a misspelling, within a class where one is given', async () => {
  const tools = await openTools(EUROPE);
  const ids = async (values: object) =>
    (await tools.call('search_entities', { ...values })).candidates?.map(({ id }) => id);
  expect(await ids({ name: 'paris' })).toEqual([':Paris', ':ParisOfTroy']);
  expect(await ids({ name: 'paris', class: 'person' })).toEqual([':ParisOfTroy']);
  expect(await ids({ name: 'andora' })).toEqual([':Andorra']);
  expect(await ids({ name: 'paris', class: 'country' })).toEqual([]);
  expect(await tools.call('search_entities', { name: 'paris', class: 'planet' })).toMatchObject({ status: 'unknown' });
});

test('a search records what was asked, the class as an IRI', async () => {
  const tools = await openTools(EUROPE);
  const { operation } = await tools.outcome('search_entities', { name: 'x', class: 'cities' });
  expect(operation).toEqual({ search: 'x', class: 'http://e.org/City', limit: 10 });
});

test('what is known of an entity: classes, and each relation with its count, first items and tool', async () => {
  const tools = await openTools(EUROPE);
  const { operation, result } = await tools.outcome('describe_entity', { entity: ':Madrid' });
  expect(operation).toEqual({ describe: 'http://e.org/Madrid' });
  expect(result).toEqual({
    status: 'ok',
    candidates: [{ id: ':Madrid', label: 'Madrid', classes: ['city'] }],
    facts: [
      ['birthplace', 'get_person_by_birthplace', ':ParisOfTroy', 'Paris'],
      ['capital', 'get_country_by_capital', ':Spain', 'Spain'],
      ['city', 'get_country_by_city', ':Spain', 'Spain'],
    ].map(([relation, tool, id, label]) => ({ relation, tool, total: 1, items: [{ kind: 'entity', id, label }] })),
  });
});

test('every tool that a description names can be called and gives as many items as it says', async () => {
  const tools = await openTools(EUROPE);
  const { facts = [] } = await tools.call('describe_entity', { entity: ':Paris' });
  expect(facts.length).toBeGreaterThan(2);
  for (const { tool, total } of facts) {
    expect((await tools.call(tool, { city: ':Paris' })).total).toBe(total);
  }
});

test('of an entity with a great many relations the first are told, and that there are more', async () => {
  const many = Array.from({ length: 60 }, (_, index) => `:a :part${index} :b .`).join('\n');
  const tools = await openTools(`${PREFIXES}${many}`);
  const { facts, message } = await tools.call('describe_entity', { entity: ':a' });
  expect([facts?.length, message]).toEqual([40, 'Only the first 40 relations are shown.']);
});

test('an entity of which nothing but its class is known is empty, not unknown', async () => {
  const tools = await openTools(EUROPE);
  expect(await tools.call('describe_entity', { entity: 'Andorra' })).toMatchObject({
    status: 'empty',
    candidates: [{ id: ':Andorra', classes: ['country'] }],
    facts: [],
  });
});
