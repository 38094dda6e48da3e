/** Every status an agent may meet, told apart: one row each. */
import { expect, test } from 'vitest';
import { LocalSource } from '../../src/graph/local-source.ts';
import type { Step, TermSet } from '../../src/graph/source.ts';
import { callTool } from '../../src/tool/call.ts';
import { createHandles } from '../../src/tool/handles.ts';
import { isFault, type Status } from '../../src/tool/result.ts';
import { EUROPE, openTools } from './open-tools.ts';

/** `busy` alone is the server's: test/mcp/session.test.ts has it. */
const rows: readonly (readonly [Status, string, object])[] = [
  ['ok', 'get_capital_of_country', { country: 'France' }],
  ['ok', 'get_capital_of_country', { country: ['France', 'Andorra'] }],
  ['ok', 'search_entities', { name: 'France' }],
  ['ok', 'describe_entity', { entity: 'France' }],
  ['ok', 'describe_graph', {}],
  ['ok', 'get_members_of_class', { class: 'country' }],
  ['empty', 'get_capital_of_country', { country: 'Andorra' }],
  ['empty', 'get_country_by_capital', { city: 'Lyon' }],
  ['empty', 'get_intersection_of', { sets: ['France', 'Spain'] }],
  ['empty', 'get_difference_of', { set: 'France', without: 'France' }],
  ['empty', 'search_entities', { name: 'qqqqqq' }],
  ['empty', 'describe_entity', { entity: 'Andorra' }],
  ['unknown', 'get_capital_of_country', { country: 'Atlantis' }],
  ['unknown', 'get_members_of_class', { class: 'planet' }],
  ['unknown', 'describe_entity', { entity: '<http://e.org/Atlantis>' }],
  ['ambiguous', 'describe_entity', { entity: 'Paris' }],
  ['ambiguous', 'get_union_of', { sets: ['Paris', 'Lyon'] }],
  ['wrong_type', 'get_capital_of_country', { country: 'Lyon' }],
  ['wrong_type', 'get_birthplace_of_person', { person: ['France', 'Lyon'] }],
  ['stale_handle', 'get_capital_of_country', { country: '#r77' }],
  ['stale_handle', 'read_result', { result: '#r77' }],
  ['invalid', 'get_capital_of_country', {}],
  ['invalid', 'get_capital_of_country', { country: [] }],
  ['invalid', 'get_capital_of_country', { country: 'France', city: 'Paris' }],
  ['invalid', 'no_such_tool', {}],
  ['invalid', 'constructor', {}],
];

test.each(rows)('%s: %s %o', async (status, tool, values) => {
  const { operation, result } = await (await openTools(EUROPE)).outcome(tool, { ...values });
  expect(result.status, result.message).toBe(status);
  expect(isFault(status)).toBe(!['ok', 'empty', 'truncated'].includes(status));
  if (isFault(status)) {
    expect(result.message?.length).toBeGreaterThan(20);
    expect(result).not.toHaveProperty('total');
    expect(result).not.toHaveProperty('result');
    expect(operation).toBeUndefined();
  } else {
    expect(operation).toBeDefined();
  }
});

/** A graph whose end is never reached: what an endpoint with a row limit gives. */
class CutSource extends LocalSource {
  override follow(step: Step): TermSet {
    return Object.create(super.follow(step), { truncated: { value: true } });
  }
}

/** A graph that breaks off in the middle of a call. */
class BrokenSource extends LocalSource {
  override follow(): TermSet {
    throw new Error('the disk is gone');
  }
}

test('truncated: there is a least size and no total, and nothing found yet is neither empty nor the wrong type', async () => {
  const { toolset, source } = await openTools(EUROPE);
  const context = { source: new CutSource(source.graph), handles: createHandles() };
  for (const country of ['France', 'Andorra', 'Lyon']) {
    const { result } = await callTool(toolset, 'get_capital_of_country', { country }, context);
    expect(result).toMatchObject({ status: 'truncated', atLeast: country === 'France' ? 1 : 0 });
    expect(result).not.toHaveProperty('total');
  }
  expect(isFault('truncated')).toBe(false);
});

test('what fails in the graph itself is thrown, not answered', async () => {
  const { toolset, source } = await openTools(EUROPE);
  const context = { source: new BrokenSource(source.graph), handles: createHandles() };
  const called = callTool(toolset, 'get_capital_of_country', { country: 'France' }, context);
  await expect(called).rejects.toThrow('the disk is gone');
});
