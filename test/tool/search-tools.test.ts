/** The search pair: find a relation by words, follow it by its name. */
import { expect, test } from 'vitest';
import { EUROPE, idsOf, openTools } from './open-tools.ts';

const openSearch = async () => await openTools(EUROPE, { surface: 'search' });

test('the search surface has the pair instead of relation tools', async () => {
  const { toolset } = await openSearch();
  expect(toolset.tools.filter(({ relation }) => relation !== undefined)).toEqual([]);
  expect(toolset.byName.has('find_relation')).toBe(true);
  expect(toolset.byName.has('follow_relation')).toBe(true);
});

test('a relation is found by its words, by the class it starts from, or by the beginning of a word', async () => {
  const tools = await openSearch();
  for (const words of ['capital of a country', 'CAPITALS', 'capit']) {
    const { status, relations } = await tools.call('find_relation', { words });
    expect(status).toBe('ok');
    expect(relations?.map(({ tool }) => tool)).toContain('get_capital_of_country');
  }
  const { relations } = await tools.call('find_relation', { words: 'where was a person born: birthplace' });
  expect(relations?.[0]).toEqual({
    relation: 'birthplace',
    tool: 'get_birthplace_of_person',
    description: 'Gives the "birthplace" of a person.',
  });
});

test('what is found can be followed, forward and back, like a tool of its own', async () => {
  const tools = await openSearch();
  const forward = await tools.call('follow_relation', {
    relation: 'get_capital_of_country',
    from: ['France', 'Spain'],
  });
  expect(idsOf(forward)).toEqual([':Madrid', ':Paris']);
  const back = await tools.outcome('follow_relation', { relation: 'get_country_by_capital', from: '#r1' });
  expect(idsOf(back.result)).toEqual([':France', ':Spain']);
  expect(back.operation).toEqual({ follow: 'http://e.org/capital', inverse: true, of: { handle: '#r1' } });
});

test('words that no relation has find nothing; an unknown relation suggests near ones', async () => {
  const tools = await openSearch();
  expect(await tools.call('find_relation', { words: 'zzz' })).toEqual({ status: 'empty', relations: [] });
  expect(await tools.call('find_relation', { words: '???' })).toMatchObject({ status: 'empty' });
  const wrong = await tools.call('follow_relation', { relation: 'get_capital', from: 'France' });
  expect(wrong.status).toBe('unknown');
  expect(wrong.relations?.map(({ tool }) => tool)).toContain('get_capital_of_country');
  const nothing = await tools.call('follow_relation', { relation: 'constructor', from: 'France' });
  expect(nothing).toMatchObject({ status: 'unknown', relations: [] });
});

test('describe_graph and describe_entity name relations as follow_relation takes them', async () => {
  const tools = await openSearch();
  const { facts = [] } = await tools.call('describe_entity', { entity: 'France' });
  expect(facts.map(({ tool }) => tool)).toContain('get_capital_of_country');
  for (const { tool, total } of facts) {
    expect((await tools.call('follow_relation', { relation: tool, from: 'France' })).total).toBe(total);
  }
});
