/** Toolsets: what is offered, in what order, under what digest, and from what graphs. */
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { compileToolset, DEFAULT_BUDGET, listingDigest, toolsetOf } from '../../src/tool/toolset.ts';
import { EUROPE, idsOf, type OpenTools, openTools, PREFIXES } from './open-tools.ts';

const relationTools = ({ toolset }: OpenTools) => toolset.tools.filter(({ relation }) => relation !== undefined);
const names = ({ toolset }: OpenTools) => toolset.tools.map(({ name }) => name);

test('the same graph gives the same list and digest, whatever the order of its triples', async () => {
  const { toolset } = await openTools(EUROPE);
  const [head = '', ...statements] = EUROPE.split(/(?<=\.)\n(?=:)/);
  expect(statements.length).toBeGreaterThan(10);
  await fc.assert(
    fc.asyncProperty(fc.shuffledSubarray(statements, { minLength: statements.length }), async (shuffled) => {
      const again = (await openTools([head, ...shuffled].join('\n'))).toolset;
      expect(again.listing).toEqual(toolset.listing);
      expect(again.digest).toBe(toolset.digest);
    }),
    { numRuns: 8 },
  );
  expect((await openTools(`${EUROPE} :Andorra :capital :Lyon .`)).toolset.digest).not.toBe(toolset.digest);
});

test('the digest is the one of the list, and an offered part of it has another', async () => {
  const { toolset } = await openTools(EUROPE);
  expect(toolset.digest).toMatch(/^ts1:[0-9a-f]{64}$/);
  expect(toolset.digest).toBe(listingDigest(JSON.parse(JSON.stringify(toolset.listing))));
  expect(toolsetOf(toolset.tools.slice(0, 3)).digest).not.toBe(toolset.digest);
});

test('tools only read; the task frame writes and says so; all share one output schema', async () => {
  const { toolset } = await openTools(EUROPE, { frame: true });
  const schemas = new Set(toolset.listing.map(({ outputSchema }) => JSON.stringify(outputSchema)));
  expect(schemas.size).toBe(1);
  for (const { name, annotations } of toolset.listing) {
    const writes = name === 'begin_task' || name === 'submit_answer';
    expect(annotations, name).toEqual({
      readOnlyHint: !writes,
      destructiveHint: false,
      idempotentHint: !writes,
      openWorldHint: false,
    });
  }
});

test('only with the task frame there are begin_task and submit_answer, and every other tool then takes a task', async () => {
  const plain = await openTools(EUROPE);
  expect(names(plain)).not.toContain('begin_task');
  expect(JSON.stringify(plain.toolset.listing)).not.toContain('begin_task');
  const framed = await openTools(EUROPE, { frame: true });
  expect(names(framed).slice(0, 2)).toEqual(['begin_task', 'submit_answer']);
  for (const { name, parameters } of framed.toolset.tools) {
    const takesTask = parameters.some((parameter) => parameter.name === 'task' && !parameter.required);
    expect([name, takesTask]).toEqual([name, name !== 'begin_task']);
  }
});

describe('the budget', () => {
  const graph = `${PREFIXES}${Array.from({ length: 30 }, (_, index) => `:a :part${index} :b .`).join('\n')}`;

  test('up to the budget, auto gives every relation its tools and needs no search pair', async () => {
    const tools = await openTools(EUROPE);
    expect(relationTools(tools)).toHaveLength(8);
    expect(names(tools)).not.toContain('find_relation');
  });

  test('beyond it, auto gives the first-ranked relations, both ways together, and the search pair for the rest', async () => {
    const tools = await openTools(graph);
    expect(relationTools(tools)).toHaveLength(DEFAULT_BUDGET);
    expect(names(tools)).toContain('find_relation');
    const ranked = tools.vocabulary.relations.slice(0, DEFAULT_BUDGET / 2).map(({ iri }) => iri);
    expect(new Set(relationTools(tools).map(({ relation }) => relation?.iri))).toEqual(new Set(ranked));
    expect(relationTools(await openTools(graph, { budget: 3 }))).toHaveLength(2);
    expect(relationTools(await openTools(graph, { budget: 0 }))).toHaveLength(0);
  });

  test('the surface "relations" knows no budget', async () => {
    const tools = await openTools(graph, { surface: 'relations', budget: 3 });
    expect(relationTools(tools)).toHaveLength(60);
    expect(names(tools)).not.toContain('find_relation');
  });
});

test('relations with hostile names all get tools that can be called', async () => {
  const long = 'x'.repeat(300);
  const relations = [
    'constructor',
    '__proto__',
    'toString',
    '首都',
    'capital',
    'CAPITAL',
    'Capital',
    long,
    `${long}y`,
    'task',
  ];
  const triples = relations.map((relation, index) => `:a <http://e.org/r/${relation}> :b${index} .`).join('\n');
  const tools = await openTools(`${PREFIXES}${triples}`, { surface: 'relations' });
  expect(tools.vocabulary.relations).toHaveLength(relations.length);
  for (const { name, parameters, relation } of relationTools(tools)) {
    expect(name).toMatch(/^[a-z][a-z0-9_]{0,39}$/);
    const index = relations.findIndex((one) => relation?.iri === `http://e.org/r/${one}`);
    const [from, to] = relation?.inverse ? [`:b${index}`, ':a'] : [':a', `:b${index}`];
    const result = await tools.call(name, { [`${parameters[0]?.name}`]: from });
    expect([name, result.status, idsOf(result)]).toEqual([name, 'ok', [to]]);
  }
  expect(new Set(names(tools)).size).toBe(tools.toolset.tools.length);
  expect(relationTools(tools)).toHaveLength(2 * relations.length);
});

describe('a graph of 10,000 relations', () => {
  let tools: OpenTools;
  beforeAll(async () => {
    const facts = Array.from({ length: 10_000 }, (_, index) => `:a :连接关系的名字很长${index} :b .`);
    tools = await openTools(`${PREFIXES}${facts.join('\n')}`);
  });

  test('every relation can be found and followed', async () => {
    expect(relationTools(tools)).toHaveLength(DEFAULT_BUDGET);
    const { relations = [] } = await tools.call('find_relation', { words: '连接关系的名字很长9999' });
    const followed = await tools.call('follow_relation', { relation: relations[0]?.tool, from: ':a' });
    expect(followed.status).toBe('ok');
  });

  test('describe_graph keeps to 2,048 bytes', async () => {
    const { message = '' } = await tools.call('describe_graph');
    expect(Buffer.byteLength(message)).toBeLessThanOrEqual(2048);
    expect(Buffer.byteLength(message)).toBeGreaterThan(1500);
    expect(message).toContain('10,000 relations');
    expect(message).toMatch(/… and 9,\d{3} more; find_relation, where offered, finds them\.$/);
  });

  test('all of them compile, and so long a list comes without output schemas', async () => {
    const toolset = await compileToolset(tools.source, tools.vocabulary, { surface: 'relations' });
    expect(toolset.byName.size).toBe(toolset.tools.length);
    expect(toolset.tools.length).toBeGreaterThan(20_000);
    expect(toolset.listing.some((tool) => 'outputSchema' in tool)).toBe(false);
  });
});
