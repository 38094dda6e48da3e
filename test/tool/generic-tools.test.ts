/** The four schema-free actions: which relations lead from and to an entity, and where they lead. */
import { expect, test } from 'vitest';
import { EUROPE, idsOf, openTools } from './open-tools.ts';

const openGeneric = async () => await openTools(EUROPE, { surface: 'generic' });

test('the generic surface has the four actions, the same on every graph, and no tool of a relation', async () => {
  const { toolset } = await openGeneric();
  const four = ['get_tail_relations', 'get_head_relations', 'get_tail_entities', 'get_head_entities'];
  expect(toolset.tools.filter(({ relation }) => relation !== undefined)).toEqual([]);
  expect(toolset.tools.map(({ name }) => name)).toEqual(expect.arrayContaining(four));
  expect(toolset.byName.has('find_relation')).toBe(false);
  const other = await openTools('@prefix : <http://e.org/> . :a :likes :b .', { surface: 'generic' });
  const actionsOf = (listing: readonly { name: string }[]) => listing.filter(({ name }) => four.includes(name));
  expect(actionsOf(other.toolset.listing)).toEqual(actionsOf(toolset.listing));
});

test('the relations of an entity are told each way, by the names under which they are followed', async () => {
  const tools = await openGeneric();
  const from = await tools.outcome('get_tail_relations', { entity: 'France' });
  expect(from.operation).toEqual({ describe: 'http://e.org/France' });
  expect(from.result.relations).toContainEqual({
    relation: 'capital',
    tool: 'get_tail_entities',
    description: 'Gives the "capital" of a country.',
  });
  expect(from.result.relations?.map(({ relation }) => relation).sort()).toEqual(['capital', 'city', 'motto']);
  for (const { relation, tool } of from.result.relations ?? []) {
    expect((await tools.call(tool, { entity: 'France', relation })).status).toBe('ok');
  }
  const to = await tools.call('get_head_relations', { entity: 'Madrid' });
  expect(to.relations?.map(({ relation }) => relation).sort()).toEqual(['birthplace', 'capital', 'city']);
  for (const { relation, tool } of to.relations ?? []) {
    expect((await tools.call(tool, { entity: 'Madrid', relation })).status).toBe('ok');
  }
  const namesOf = async (tool: string) =>
    (await tools.call(tool, { entity: ':Paris' })).relations?.map(({ relation }) => relation).sort();
  expect(await namesOf('get_tail_relations')).toEqual(['population']);
  expect(await namesOf('get_head_relations')).toEqual(['capital', 'city']);
  expect(await tools.call('get_head_relations', { entity: 'Andorra' })).toEqual({ status: 'empty', relations: [] });
});

test('a relation is followed to its tails and back to its heads, recorded as any following is', async () => {
  const tools = await openGeneric();
  const tails = await tools.outcome('get_tail_entities', { entity: ['France', 'Spain'], relation: 'capital' });
  expect(idsOf(tails.result)).toEqual([':Madrid', ':Paris']);
  const entities = ['http://e.org/France', 'http://e.org/Spain'];
  expect(tails.operation).toEqual({ follow: 'http://e.org/capital', of: { entities } });
  const heads = await tools.outcome('get_head_entities', { entity: '#r1', relation: 'capital' });
  expect(idsOf(heads.result)).toEqual([':France', ':Spain']);
  expect(heads.operation).toEqual({ follow: 'http://e.org/capital', inverse: true, of: { handle: '#r1' } });
});

test('a relation may be named by its CURIE, its IRI or the tool that describe_entity tells of', async () => {
  const tools = await openGeneric();
  for (const relation of [':capital', '<http://e.org/capital>', 'get_capital_of_country'])
    expect(idsOf(await tools.call('get_tail_entities', { entity: 'France', relation }))).toEqual([':Paris']);
  const { facts = [] } = await tools.call('describe_entity', { entity: 'Madrid' });
  const back = facts.map(({ tool }) => tool).filter((tool) => tool.startsWith('get_country_by'));
  expect(back.length).toBe(2);
  for (const relation of back)
    expect((await tools.call('get_head_entities', { entity: 'Madrid', relation })).status).toBe('ok');
});

test('an unknown relation lists those there are; a name that nothing bears suggests near ones', async () => {
  const tools = await openGeneric();
  const wrong = await tools.call('get_tail_entities', { entity: 'France', relation: 'capitol' });
  expect(wrong.status).toBe('unknown');
  expect(wrong.message).toContain('get_capital_of_country ("capital")');
  expect(await tools.call('get_tail_relations', { entity: 'Frence' })).toMatchObject({ status: 'unknown' });
  expect(await tools.call('get_tail_entities', { entity: 'Madrid', relation: 'motto' })).toMatchObject({
    status: 'wrong_type',
  });
});
