/** Relation tools: followed forward and back, from one, from many, from a whole result. */
import { expect, test } from 'vitest';
import { EUROPE, idsOf, openTools } from './open-tools.ts';

test('a relation is followed forward and back', async () => {
  const tools = await openTools(EUROPE);
  expect(await tools.outcome('get_capital_of_country', { country: 'France' })).toEqual({
    operation: { follow: 'http://e.org/capital', of: { entities: ['http://e.org/France'] } },
    result: { status: 'ok', result: '#r1', total: 1, items: [{ kind: 'entity', id: ':Paris', label: 'Paris' }] },
  });
  expect(await tools.outcome('get_country_by_capital', { city: 'Paris' })).toEqual({
    operation: { follow: 'http://e.org/capital', inverse: true, of: { entities: ['http://e.org/Paris'] } },
    result: { status: 'ok', result: '#r2', total: 1, items: [{ kind: 'entity', id: ':France', label: 'France' }] },
  });
});

test('from several inputs, by name or by handle, each item tells which of them it belongs to', async () => {
  const tools = await openTools(EUROPE);
  const expected = [
    [':Lyon', [':France']],
    [':Madrid', [':Spain']],
    [':Paris', [':France']],
  ];
  const byName = await tools.call('get_city_of_country', { country: ['France', 'Spain'] });
  expect(byName.items?.map((item) => [idsOf({ status: 'ok', items: [item] })[0], item.of])).toEqual(expected);
  const { result } = await tools.call('get_union_of', { sets: ['France', 'Spain'] });
  const byHandle = await tools.call('get_city_of_country', { country: result });
  expect(byHandle.items).toEqual(byName.items);
  const back = await tools.call('get_country_by_city', { city: byName.result });
  expect(back.items?.map((item) => item.of)).toEqual([[':Lyon', ':Paris'], [':Madrid']]);
});

test('one input, given alone, in a list or twice, needs no "of"', async () => {
  const tools = await openTools(EUROPE);
  for (const country of ['France', ['France'], ['France', ':France', 'Frankreich']]) {
    const { items = [] } = await tools.call('get_city_of_country', { country });
    expect(items).toHaveLength(2);
    for (const item of items) expect(item).not.toHaveProperty('of');
  }
});

test('an entity of the right class without the relation is empty; one of another class is the wrong type', async () => {
  const tools = await openTools(EUROPE);
  expect(await tools.call('get_capital_of_country', { country: 'Andorra' })).toEqual({
    status: 'empty',
    result: '#r1',
    total: 0,
    items: [],
  });
  const { status, message } = await tools.call('get_capital_of_country', { country: 'Lyon' });
  expect(status).toBe('wrong_type');
  expect(message).toContain('"Lyon" is of the class "city", but this tool takes a country.');
});

test('the wrong type is told behind a handle as well, values among them; an empty set stays empty', async () => {
  const tools = await openTools(EUROPE);
  const { result: cities } = await tools.call('get_members_of_class', { class: 'city' });
  expect((await tools.call('get_capital_of_country', { country: cities })).status).toBe('wrong_type');
  const { result: numbers } = await tools.call('get_population_of_city', { city: cities });
  const { status, message } = await tools.call('get_capital_of_country', { country: numbers });
  expect([status, message]).toEqual(['wrong_type', '"02102650" is a value, but this tool takes a country.']);
  const { result: none } = await tools.call('get_difference_of', { set: cities, without: cities });
  expect((await tools.call('get_capital_of_country', { country: none })).status).toBe('empty');
  const { result: both } = await tools.call('get_union_of', { sets: ['Andorra', 'Lyon'] });
  expect((await tools.call('get_capital_of_country', { country: both })).status, 'one of them fits').toBe('empty');
});

test('a value keeps its lexical form, its datatype and its language', async () => {
  const tools = await openTools(EUROPE);
  expect((await tools.call('get_population_of_city', { city: ':Paris' })).items).toEqual([
    { kind: 'value', value: '02102650', datatype: 'http://www.w3.org/2001/XMLSchema#integer' },
  ]);
  expect((await tools.call('get_motto_of_country', { country: 'France' })).items).toEqual([
    {
      kind: 'value',
      value: 'Liberté, égalité, fraternité',
      datatype: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#langString',
      language: 'fr',
    },
  ]);
});
