import { expect, test } from 'vitest';
import { servedName } from '../../../src/trajectory/client-log/tool-name.ts';

const known = (tool: string): boolean => ['get_table', 'get_capital_of_country', 'table'].includes(tool);

test.each([
  ['get_table', 'get_table', ''],
  ['mcp__kg__get_table', 'get_table', 'kg'],
  ['mcp__plugin_graphs_kg__get_table', 'get_table', 'plugin_graphs_kg'],
  ['mcp__my-graph__get_capital_of_country', 'get_capital_of_country', 'my-graph'],
  ['mcp_kg_get_table', 'get_table', 'kg'],
  ['kg-get_table', 'get_table', 'kg'],
  ['kg__get_table', 'get_table', 'kg'],
  ['kg.get_table', 'get_table', 'kg'],
  ['kg/get_table', 'get_table', 'kg'],
  ['kg:get_table', 'get_table', 'kg'],
  ['functions.get_table', 'get_table', ''],
  ['f1e_get_table', 'get_table', 'f1e'],
])('%s is %s', (name, tool, server) => {
  expect(servedName(name, known)).toEqual({ tool, server });
});

test.each(['forget_tables', 'get_table_', 'mcp__kg__', '', 'Bash', '__proto__'])('%j is no tool of ours', (name) => {
  expect(servedName(name, known)).toBeUndefined();
});

test('the longest name counts: "table" is not what "get_table" ends with', () => {
  expect(servedName('mcp__kg__get_table', known)?.tool).toBe('get_table');
});
