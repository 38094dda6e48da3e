/** Value tools: what an agent may call a relation and a value, and what comes back. */
import { beforeAll, expect, test } from 'vitest';
import { idsOf, type OpenTools, openTools, PREFIXES } from './open-tools.ts';

const GRAPH = `${PREFIXES}
:City a owl:Class ; rdfs:label "city" . :Country a owl:Class ; rdfs:label "country" .
:population rdfs:label "population" ; rdfs:domain :City . :founded rdfs:label "founding date" ; rdfs:domain :City .
:motto rdfs:label "motto" ; rdfs:domain :City . :hasCity rdfs:label "city" ; rdfs:domain :Country ; rdfs:range :City .
:here a :Country ; rdfs:label "Here" ; :hasCity :a , :b , :c , :d , :e .
:a a :City ; rdfs:label "A" ; :population 500 ; :founded "1200-05-01"^^xsd:date ; :motto "Fluctuat" .
:b a :City ; rdfs:label "B" ; :population "0500"^^xsd:integer ; :founded "1999-12-31"^^xsd:date .
:c a :City ; rdfs:label "C" ; :population 12000 . :d a :City ; rdfs:label "D" ; :population 11999.5 . :e a :City ; rdfs:label "E" .
`;

let tools: OpenTools;
beforeAll(async () => {
  tools = await openTools(GRAPH);
});

const all = { set: [':a', ':b', ':c', ':d', ':e'] };

test.each([
  ['population', '<', '12,000', [':a', ':b', ':d']],
  ['get_population_of_city', '<=', 500, [':a', ':b']],
  [':population', '=', '500.0', [':a', ':b']],
  ['http://e.org/population', '>', '1.2e3', [':c', ':d']],
  ['founding date', '>=', '1999-12-31', [':b']],
  ['motto', '=', 'Fluctuat', [':a']],
])('filter_by_value: %s %s %s', async (relation, comparison, value, ids) => {
  const result = await tools.call('filter_by_value', { ...all, relation, comparison, value });
  expect(result).toMatchObject({ status: 'ok', total: ids.length });
  expect(idsOf(result)).toEqual(ids);
});

test.each([
  ['largest', 1, [':c']],
  ['largest', 3, [':a', ':b', ':c', ':d']],
  ['smallest', 1, [':a', ':b']],
  ['smallest', 2, [':a', ':b']],
  ['smallest', 9, [':a', ':b', ':c', ':d']],
])('get_top_by_value: %s %i, ties included, those without a value left out', async (order, count, ids) => {
  const result = await tools.call('get_top_by_value', { ...all, relation: 'population', order, count });
  expect(idsOf(result)).toEqual(ids);
});

test('a result stands as a set for other tools, and its operation says what was done', async () => {
  const { operation, result } = await tools.outcome('filter_by_value', {
    ...all,
    relation: 'population',
    comparison: '>',
    value: 1000,
  });
  expect(operation).toMatchObject({
    where: {
      relation: 'http://e.org/population',
      is: '>',
      value: '1000',
      datatype: 'http://www.w3.org/2001/XMLSchema#integer',
    },
  });
  const top = await tools.call('get_top_by_value', { set: result.result, relation: 'population', order: 'smallest' });
  expect(idsOf(top)).toEqual([':d']);
});

test('count_items gives a number, of none too, and no handle', async () => {
  expect(await tools.call('count_items', all)).toEqual({ status: 'ok', number: 5 });
  const none = await tools.call('filter_by_value', { ...all, relation: 'population', comparison: '>', value: 1e9 });
  expect(none.status).toBe('empty');
  expect(await tools.call('count_items', { set: none.result })).toEqual({ status: 'ok', number: 0 });
});

test('get_table gives a row each and a cell for each relation, empty ones too', async () => {
  const { operation, result } = await tools.outcome('get_table', {
    items: [':b', ':e'],
    relations: ['population', ':motto'],
  });
  expect(operation).toMatchObject({ table: ['http://e.org/population', 'http://e.org/motto'] });
  const value = { kind: 'value', value: '0500', datatype: 'http://www.w3.org/2001/XMLSchema#integer' };
  const cells = [
    [
      { relation: ':population', total: 1, items: [value] },
      { relation: ':motto', total: 0, items: [] },
    ],
    [
      { relation: ':population', total: 0, items: [] },
      { relation: ':motto', total: 0, items: [] },
    ],
  ];
  const rows = [':b', ':e'].map((id, index) => ({ id, label: 'BE'[index], cells: cells[index] }));
  expect(result).toEqual({ status: 'ok', total: 2, rows });
});

test('a table of too many rows is refused with what to do', async () => {
  const names = Array.from({ length: 51 }, (_, index) => `:x${index}`);
  const many = await openTools(`${PREFIXES} ${names.map((name) => `${name} :size 1 .`).join('\n')}`);
  const result = await many.call('get_table', { items: names, relations: ['size'] });
  expect(result).toMatchObject({ status: 'invalid' });
  expect(result.message).toContain('make it smaller first');
  const unknown = await tools.call('get_table', { items: [':a'], relations: ['size'] });
  expect(unknown).toMatchObject({ status: 'unknown' });
  expect(unknown.message).toContain('get_city_of_country');
});

test.each([
  ['filter_by_value', { relation: 'size', comparison: '<', value: 1 }, 'unknown', 'get_population_of_city'],
  ['filter_by_value', { relation: ':hasCity', comparison: '<', value: 1 }, 'wrong_type', 'get_motto_of_city'],
  ['filter_by_value', { relation: 'population', comparison: '<', value: 'many' }, 'invalid', 'such as 12.5'],
  ['filter_by_value', { relation: 'founding date', comparison: '<', value: '1990' }, 'invalid', '"1990-01-31"'],
  ['filter_by_value', { relation: 'motto', comparison: '<', value: 'x' }, 'invalid', 'no order'],
  ['filter_by_value', { relation: 'population', comparison: '!=', value: 1 }, 'invalid', '"<", "<="'],
  ['get_top_by_value', { relation: 'motto', order: 'largest' }, 'wrong_type', 'get_population_of_city'],
  ['get_top_by_value', { relation: 'population', order: 'largest', count: 0 }, 'invalid', 'from 1 to 1000'],
])('%s with %j is %s and says what there is', async (tool, values, status, message) => {
  const result = await tools.call(tool, { ...all, ...values });
  expect(result.status).toBe(status);
  expect(result.message).toContain(message);
});

test('a graph without values has no tools that compare them', async () => {
  const bare = await openTools(`${PREFIXES} :a :knows :b .`);
  expect(bare.toolset.tools.filter(({ name }) => name.includes('value'))).toEqual([]);
});
