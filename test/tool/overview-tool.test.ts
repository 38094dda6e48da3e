/** `describe_graph`: true, and short in bytes (toolset.test.ts has the graph of 10,000 relations). */
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

test('classes that do not fit are counted', async () => {
  const classes = Array.from({ length: 60 }, (_, index) => {
    return `:C${index} a owl:Class ; rdfs:label "${'很长的类'.repeat(12)}${index}" . :e${index} a :C${index} .`;
  });
  const text = await overviewOf(await openTools(`${EUROPE}${classes.join('\n')}`));
  expect(text).toMatch(/^Classes: cities \(3\), countries \(3\), .*, and \d+ more\.$/m);
  expect(Buffer.byteLength(text)).toBeLessThanOrEqual(2048);
});
