/** The query tool: how answers are shown, and that refusals are faults that help to mend the query. */
import { expect, test } from 'vitest';
import type { QueryAnswer } from '../../src/tool/sparql-tool.ts';
import { EUROPE, openTools } from './open-tools.ts';

const iri = (name: string) => ({ kind: 'iri', iri: `http://e.org/${name}` }) as const;
const number = (value: string) =>
  ({ kind: 'literal', value, datatype: 'http://www.w3.org/2001/XMLSchema#integer' }) as const;

async function openQuery(answer: QueryAnswer) {
  const sent: string[] = [];
  const tools = await openTools(EUROPE, {
    surface: 'sparql',
    query: async (query, expand) => {
      sent.push(query, expand(':') ?? 'unknown');
      return answer;
    },
  });
  return { ...tools, sent, query: () => tools.outcome('query_graph', { query: 'SELECT …' }) };
}

test('the surface has the query tool beside what finds and describes entities, and nothing that needs handles', async () => {
  const { toolset, query, sent } = await openQuery({ kind: 'refused', reason: 'no' });
  expect([...toolset.byName.keys()]).toEqual(['describe_graph', 'search_entities', 'describe_entity', 'query_graph']);
  await query();
  expect(sent).toEqual(['SELECT …', 'http://e.org/']);
});

test('describe_graph names relations as a query writes them', async () => {
  const { call } = await openQuery({ kind: 'refused', reason: 'no' });
  const { message } = await call('describe_graph');
  expect(message).toContain('- :capital: country to city');
  expect(message).toMatch(/query_graph \{"query":"SELECT \?x WHERE \{ :\w+ :\w+ \?x \}"\}/);
});

test('one variable gives items with labels, several a table with a cell for each', async () => {
  const one = await openQuery({
    kind: 'rows',
    variables: ['c'],
    rows: [[iri('France')], [number('3')]],
    truncated: false,
  });
  expect(await one.query()).toEqual({
    operation: { query: 'SELECT …' },
    result: {
      status: 'ok',
      total: 2,
      items: [
        { kind: 'entity', id: ':France', label: 'France' },
        { kind: 'value', value: '3', datatype: 'http://www.w3.org/2001/XMLSchema#integer' },
      ],
    },
  });
  const rows = [[iri('France'), number('3'), undefined]];
  const several = await openQuery({ kind: 'rows', variables: ['c', 'n', 'x'], rows, truncated: false });
  expect((await several.query()).result).toMatchObject({
    status: 'ok',
    message: 'Columns: ?c, ?n, ?x.',
    rows: [
      {
        id: ':France',
        label: 'France',
        cells: [
          { relation: '?n', total: 1, items: [{ value: '3' }] },
          { relation: '?x', total: 0, items: [] },
        ],
      },
    ],
  });
});

test('none, cut off and too long are told apart', async () => {
  const none = await openQuery({ kind: 'rows', variables: ['c'], rows: [], truncated: false });
  expect((await none.query()).result).toEqual({ status: 'empty', total: 0, items: [] });
  const cut = await openQuery({ kind: 'rows', variables: ['c'], rows: [[iri('France')]], truncated: true });
  expect((await cut.query()).result).toMatchObject({ status: 'truncated', atLeast: 1 });
  const text = (length: number) => ({ kind: 'literal', value: 'x'.repeat(length), datatype: 'http://e.org/' }) as const;
  const long = await openQuery({
    kind: 'rows',
    variables: ['c'],
    rows: [[text(60_000)], [text(60_000)]],
    truncated: false,
  });
  expect((await long.query()).result).toMatchObject({ status: 'truncated', atLeast: 2, items: [{}] });
  const longest = await openQuery({ kind: 'rows', variables: ['c'], rows: [[text(200_000)]], truncated: false });
  expect((await longest.query()).result).toMatchObject({ status: 'invalid' });
});

test('what is refused is a fault without an operation; what is busy says so', async () => {
  const refused = await openQuery({ kind: 'refused', reason: 'leave out FROM' });
  expect(await refused.query()).toEqual({ result: { status: 'invalid', message: 'leave out FROM' } });
  const busy = await openQuery({ kind: 'busy', reason: 'later' });
  expect(await busy.query()).toEqual({ result: { status: 'busy', message: 'later' } });
});

test('without anybody to answer them all queries are refused', async () => {
  const { call } = await openTools(EUROPE, { surface: 'sparql' });
  expect(await call('query_graph', { query: 'ASK { }' })).toMatchObject({ status: 'invalid' });
});
