/** Operations on a graph: sets, pages and cursors; what replay carries out again. */
import { beforeAll, expect, test } from 'vitest';
import type { LocalSource } from '../../src/graph/local-source.ts';
import type { Source, TermSet } from '../../src/graph/source.ts';
import { computeSet, offsetOf, PAGE_SIZE, pageOf, present, StaleHandle } from '../../src/tool/evaluate.ts';
import { createHandles } from '../../src/tool/handles.ts';
import { EUROPE, idsOf, sourceOf } from './open-tools.ts';

let source: LocalSource;
beforeAll(async () => {
  source = await sourceOf(EUROPE);
});

const entities = (...names: string[]) => ({ entities: names.map((name) => `http://e.org/${name}`) });

test('an operation gives the same result each time, under a new handle', async () => {
  const handles = createHandles();
  const operation = { follow: 'http://e.org/hasCity', of: entities('France', 'Spain') };
  const first = await present(await computeSet(operation, source, handles), operation, source, handles);
  const second = await present(await computeSet(operation, source, handles), operation, source, handles);
  expect(second).toEqual({ ...first, result: '#r2' });
});

test('operations may refer to earlier results and to nothing else', async () => {
  const handles = createHandles();
  const operation = { or: [entities('France'), entities('Spain')] };
  await present(await computeSet(operation, source, handles), operation, source, handles);
  const both = await computeSet({ follow: 'http://e.org/capital', of: { handle: '#r1' } }, source, handles);
  expect(both.set.size).toBe(2);
  await expect(computeSet({ and: [{ handle: '#r2' }, { handle: '#r1' }] }, source, handles)).rejects.toThrow(
    StaleHandle,
  );
});

test('relations, classes and entities that the graph lacks lead to nothing', async () => {
  const handles = createHandles();
  for (const operation of [
    { follow: 'http://e.org/none', of: entities('France') },
    { follow: 'http://e.org/capital', of: entities('Nobody') },
    { members: 'http://e.org/None' },
  ]) {
    expect((await computeSet(operation, source, handles)).set.size).toBe(0);
  }
});

test('a cursor is one of the pages of its own result', () => {
  const set: TermSet = { size: 2 * PAGE_SIZE, truncated: false };
  expect(offsetOf('#r7+50', '#r7', set)).toBe(50);
  expect(offsetOf('#r7+0', '#r7', set)).toBe(0);
  for (const cursor of ['#r7+100', '#r7+7', '#r8+50', '#r7', '#r7+', '#r7+50 ', '#r7+5e1', '+50', '']) {
    expect(offsetOf(cursor, '#r7', set), cursor).toBeUndefined();
  }
});

test('exactly one full page has no next one', async () => {
  const things = Array.from({ length: PAGE_SIZE }, (_, index) => `:France :part :x${index} .`).join('\n');
  const full = await sourceOf(`${EUROPE}${things}`);
  const handles = createHandles();
  const operation = { follow: 'http://e.org/part', of: entities('France') };
  const result = await present(await computeSet(operation, full, handles), operation, full, handles);
  expect(result.total).toBe(PAGE_SIZE);
  expect(result).not.toHaveProperty('next');
});

test('a set that the source cut short is truncated and has a least size, empty or not, complement or not', async () => {
  const cut: Source = Object.assign(Object.create(source) as Source, { items: () => [] });
  const handles = createHandles();
  for (const size of [0, 3]) {
    const set = { size, truncated: true };
    const page = await pageOf('#r1', { set, via: undefined }, 0, cut);
    expect(page).toMatchObject({ status: 'truncated', atLeast: size });
    expect(page).not.toHaveProperty('total');
    const complement = await present({ set, via: undefined }, { complement: entities('France') }, cut, handles);
    expect(complement).toMatchObject({ status: 'truncated', atLeast: size });
    expect(idsOf(complement)).toEqual([]);
  }
});
