/** Handles: `#r1`, `#r2`, … for one trajectory, on one graph, and not for ever. */
import { expect, test } from 'vitest';
import { callTool } from '../../src/tool/call.ts';
import { createHandles, isHandle } from '../../src/tool/handles.ts';
import { EUROPE, openTools, sourceOf } from './open-tools.ts';

test('a handle is "#r" and a number without leading zeros, and nothing else', () => {
  for (const text of ['#r1', '#r10', '#r999', '#r12345678901234567890']) expect(isHandle(text), text).toBe(true);
  for (const text of ['#r0', '#r01', 'r1', '#R1', '#r', '#r1 ', ' #r1', '#r1\n', '#r-1', '#r1+50', '']) {
    expect(isHandle(text), text).toBe(false);
  }
});

test('handles count from 1, results that are empty included', async () => {
  const tools = await openTools(EUROPE);
  expect((await tools.call('get_capital_of_country', { country: 'France' })).result).toBe('#r1');
  expect((await tools.call('get_capital_of_country', { country: 'Andorra' })).result).toBe('#r2');
  expect((await tools.call('get_capital_of_country', { country: 'nowhere' })).result).toBeUndefined();
  expect((await tools.call('get_capital_of_country', { country: 'Spain' })).result).toBe('#r3');
});

test('a handle that was never given is stale, everywhere it can be put', async () => {
  const tools = await openTools(EUROPE);
  for (const [tool, values] of [
    ['get_capital_of_country', { country: '#r1' }],
    ['get_union_of', { sets: ['France', '#r1'] }],
    ['get_negation_of', { set: '#r1' }],
    ['read_result', { result: '#r1' }],
  ] as const) {
    const { status, message } = await tools.call(tool, values);
    expect([tool, status]).toEqual([tool, 'stale_handle']);
    expect(message).toContain('Repeat the call that gave it.');
  }
});

test('a handle of another snapshot of the graph is stale, even where both hold the same facts', async () => {
  const { toolset, source } = await openTools(EUROPE);
  const handles = createHandles();
  const call = (graph: typeof source, country: string) =>
    callTool(toolset, 'get_capital_of_country', { country }, { source: graph, handles });
  const { result } = (await call(source, 'France')).result;
  const other = await sourceOf(EUROPE);
  expect((await call(other, `${result}`)).result.status).toBe('stale_handle');
  expect((await call(source, `${result}`)).result.status).toBe('wrong_type');
});

test('the latest 250 results are kept, older ones forgotten, and the count goes on', async () => {
  const tools = await openTools(EUROPE);
  for (let count = 1; count <= 251; count++) await tools.call('get_capital_of_country', { country: 'France' });
  expect((await tools.call('read_result', { result: '#r1' })).status).toBe('stale_handle');
  expect((await tools.call('read_result', { result: '#r2' })).status).toBe('ok');
  expect((await tools.call('get_capital_of_country', { country: 'France' })).result).toBe('#r252');
});
