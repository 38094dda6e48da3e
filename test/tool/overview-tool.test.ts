/** `describe_graph`: short in bytes whatever the graph, and true. */
import { expect, test } from 'vitest';
import { EUROPE, type OpenTools, openTools, PREFIXES } from './open-tools.ts';

async function overviewOf(tools: OpenTools): Promise<string> {
  const { status, message } = await tools.call('describe_graph');
  expect(status).toBe('ok');
  return message as string;
}

test('it tells counts, classes, relations with their tools, and calls that work', async () => {
  for (const surface of ['relations', 'search'] as const) {
    const tools = await openTools(EUROPE, { surface });
    const text = await overviewOf(tools);
    expect(text).toContain('7 entities, 5 relations');
    expect(text).toContain('Classes: cities (3), countries (3), people (1).');
    expect(text).toContain('- get_capital_of_country: country to city');
    const calls = /Example calls: (.*)/.exec(text)?.[1]?.split(' · ') ?? [];
    expect(calls).toHaveLength(2);
    for (const call of calls) {
      const [, tool, values] = /^(\w+) (.*)$/.exec(call) ?? [];
      expect((await tools.call(`${tool}`, JSON.parse(`${values}`))).status, call).toBe('ok');
    }
  }
});

test('an example names an entity by its id where the label would not do', async () => {
  const tools = await openTools(`${PREFIXES} :a :part :b . :a rdfs:label "same" . :b rdfs:label "same" .`);
  expect(await overviewOf(tools)).toContain('get_part_of_entity {"entity":":a"}');
});

test('it keeps to 2,048 bytes with 10,000 relations and 300 classes in any script', async () => {
  const relations = Array.from({ length: 10_000 }, (_, index) => `:a :连接关系的名字很长很长${index} :b .`).join('\n');
  const classes = Array.from({ length: 300 }, (_, index) => {
    return `:C${index} a owl:Class ; rdfs:label "${'非常长的类别名称'.repeat(5)}${index}" . :e${index} a :C${index} .`;
  }).join('\n');
  const text = await overviewOf(await openTools(`${PREFIXES}${relations}\n${classes}`));
  expect(Buffer.byteLength(text)).toBeLessThanOrEqual(2048);
  expect(Buffer.byteLength(text)).toBeGreaterThan(1500);
  expect(text).toContain('10,000 relations');
  expect(text).toMatch(/and \d+ more\.\n/);
  expect(text).toMatch(/… and 9,\d{3} more; find_relation, where offered, finds them\.$/);
});
