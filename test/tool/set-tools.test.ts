/** Set tools: the laws of sets, through the tools an agent calls. */
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import type { Result } from '../../src/tool/result.ts';
import { idsOf, type OpenTools, openTools, PREFIXES } from './open-tools.ts';

/** Numbered things: the even ones are of the class `even`, and :all leads to each of them. */
const NUMBERS = Array.from({ length: 130 }, (_, index) => `n${String(index).padStart(3, '0')}`);
const GRAPH = `${PREFIXES}
:Thing a owl:Class ; rdfs:label "thing" . :Even a owl:Class ; rdfs:label "even" ; rdfs:subClassOf :Thing .
:All a owl:Class ; rdfs:label "all" . :part rdfs:label "part" ; rdfs:domain :All . :all a :All .
${NUMBERS.map((name, index) => `:${name} a ${index % 2 === 0 ? ':Even' : ':Thing'} . :all :part :${name} .`).join('\n')}
:${NUMBERS[0]} :part :${NUMBERS[1]} .`;

let tools: OpenTools;
beforeAll(async () => {
  tools = await openTools(GRAPH);
});

/** Every item of a result, page by page. */
async function readAll(first: Result): Promise<string[]> {
  const ids = idsOf(first);
  for (let { next } = first; next !== undefined; ) {
    const page = await tools.call('read_result', { result: first.result, cursor: next });
    expect(page).toMatchObject({ status: 'ok', result: first.result, total: first.total });
    expect(idsOf(page).length).toBeGreaterThan(0);
    ids.push(...idsOf(page));
    next = page.next;
  }
  expect(ids).toHaveLength(first.total as number);
  return ids;
}

const anyNames = fc.uniqueArray(fc.constantFrom(...NUMBERS.slice(0, 12)), { minLength: 1, maxLength: 8 });
const idsFor = (names: Iterable<string>): string[] => [...new Set(names)].sort().map((name) => `:${name}`);

test('intersection, union and difference agree with plain sets, whatever the form of the arguments', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyNames, { minLength: 2, maxLength: 4 }), fc.boolean(), async (lists, byHandle) => {
      const given: unknown[] = lists.map((list) => list.map((name) => `:${name}`));
      if (byHandle) given[0] = (await tools.call('get_union_of', { sets: [given[0], given[0]] })).result;
      const [first, ...others] = lists as [string[], ...string[][]];
      const within = first.filter((name) => others.every((other) => other.includes(name)));
      expect(idsOf(await tools.call('get_intersection_of', { sets: given }))).toEqual(idsFor(within));
      expect(idsOf(await tools.call('get_union_of', { sets: given }))).toEqual(idsFor(lists.flat()));
      const left = first.filter((name) => !(others[0] as string[]).includes(name));
      expect(idsOf(await tools.call('get_difference_of', { set: given[0], without: given[1] }))).toEqual(idsFor(left));
    }),
    { numRuns: 60 },
  );
});

test('a negation is the complement within its class: it shares nothing with the set, and together they are the class', async () => {
  const even = NUMBERS.filter((_, index) => index % 2 === 0);
  await fc.assert(
    fc.asyncProperty(anyNames, async (names) => {
      const set = names.map((name) => `:${name}`);
      const negation = await tools.call('get_negation_of', { set, class: 'even' });
      expect(negation).toMatchObject({ status: 'ok', items: [] });
      expect(await readAll(negation)).toEqual(idsFor(even.filter((name) => !names.includes(name))));
      const shared = await tools.call('get_intersection_of', { sets: [set, negation.result] });
      expect(shared).toMatchObject({ status: 'empty', total: 0 });
      const { result: members } = await tools.call('get_members_of_class', { class: 'even' });
      const without = await tools.call('get_difference_of', { set: members, without: negation.result });
      const own = await tools.call('get_intersection_of', { sets: [members, set] });
      expect(idsOf(without)).toEqual(idsOf(own));
    }),
    { numRuns: 30 },
  );
});

test('without a class a negation is taken within all entities', async () => {
  const negation = await tools.call('get_negation_of', { set: ':all' });
  expect(await readAll(negation)).toEqual(idsFor(NUMBERS));
});

test('a negation with nothing left is empty', async () => {
  const { result } = await tools.call('get_members_of_class', { class: 'thing' });
  expect(await tools.call('get_negation_of', { set: result, class: 'even' })).toMatchObject({
    status: 'empty',
    total: 0,
  });
});

test('members of a class count those of its subclasses', async () => {
  expect((await tools.call('get_members_of_class', { class: 'thing' })).total).toBe(130);
  expect((await tools.call('get_members_of_class', { class: 'even' })).total).toBe(65);
});

test('read_result pages through a big set: everything, in order, exactly once', async () => {
  const first = await tools.call('get_part_of_all', { all: ':all' });
  expect(first).toMatchObject({ status: 'ok', total: 130 });
  expect(idsOf(first)).toHaveLength(50);
  expect(await readAll(first)).toEqual(idsFor(NUMBERS));
  const again = await tools.call('read_result', { result: first.result });
  expect(again).toEqual(first);
});

test('later pages tell which input each item belongs to', async () => {
  const first = await tools.call('get_part_of_all', { all: [':all', ':n000'] });
  expect(first.items?.[0]?.of).toEqual([':all']);
  const second = await tools.call('read_result', { result: first.result, cursor: first.next });
  for (const item of second.items ?? []) expect(item.of).toEqual([':all']);
  expect(first.items?.[1]?.of).toEqual([':all', ':n000']);
});

test('a cursor that this result never gave is refused', async () => {
  const { result, next } = await tools.call('get_part_of_all', { all: ':all' });
  const { result: other } = await tools.call('get_part_of_all', { all: ':all' });
  const read = async (handle: unknown, cursor: unknown) =>
    (await tools.call('read_result', { result: handle, cursor })).status;
  expect(await read(result, next)).toBe('ok');
  expect(await read(other, next)).toBe('invalid');
  for (const cursor of ['', '50', `${result}`, `${result}+1`, `${result}+150`, `${result}+-50`, `${result}+1e2`]) {
    expect(await read(result, cursor), cursor).toBe('invalid');
  }
  expect(await read('all', next)).toBe('invalid');
  expect(await read('#r999999', undefined)).toBe('stale_handle');
});

test('the first fault among several sets is told', async () => {
  expect(await tools.call('get_union_of', { sets: [':n001', 'nobody'] })).toMatchObject({ status: 'unknown' });
  expect(await tools.call('get_difference_of', { set: '#r777777', without: ':n001' })).toMatchObject({
    status: 'stale_handle',
  });
  expect(await tools.call('get_union_of', { sets: [':n001'] })).toMatchObject({ status: 'invalid' });
  expect(await tools.call('get_negation_of', { set: ':n001', class: 'odd' })).toMatchObject({ status: 'unknown' });
});

test('a graph without classes has no tool for their members', async () => {
  const { toolset } = await openTools('<http://e.org/a> <http://e.org/p> <http://e.org/b> .');
  expect(toolset.byName.has('get_members_of_class')).toBe(false);
  expect(toolset.byName.has('get_negation_of')).toBe(true);
});
