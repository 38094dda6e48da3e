/** Bombs sent to a real server over standard streams: it answers a ping meanwhile, refuses each, and answers the next query. */
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { afterAll, beforeAll, expect, test } from 'vitest';

const client = new Client({ name: 'bomber', version: '1' });
const server = new StdioClientTransport({
  command: process.execPath,
  args: ['dist/cli.js', 'serve', 'graphs/films.ttl', '--surface', 'sparql'],
  stderr: 'ignore',
});

beforeAll(() => client.connect(server));
afterAll(() => client.close());

async function query(text: string) {
  const parameters = { name: 'query_graph', arguments: { query: text } };
  const { structuredContent, isError } = await client.callTool(parameters, undefined, { timeout: 60_000 });
  return { ...(structuredContent as { status: string; message?: string; items?: { value: string }[] }), isError };
}

const countAll = () => query('SELECT (COUNT(*) AS ?n) { ?s ?p ?o }');
const nested = (open: string, close: string, times: number) => open.repeat(times) + close.repeat(times);

/** Of the parser, of the evaluator, of the joins, and of memory. */
const BOMBS: Readonly<Record<string, string>> = {
  'white space': `INSERT${' '.repeat(30)}{?s ?p ?o}`,
  'nested groups': `SELECT * ${nested('{', '}', 10_000)}`,
  '700 groups': `SELECT * ${nested('{', '}', 700)}`,
  'nested EXISTS': `SELECT * { ${nested('FILTER EXISTS {', '}', 200)} }`,
  negations: `SELECT * { FILTER(${'!'.repeat(3000)}true) }`,
  branches: `SELECT * { ${'{} UNION '.repeat(3000)}{} }`,
  'nested lists': `SELECT * { ?a ?b ${nested('(', ')', 300)} }`,
  'a cross product': 'SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }',
  'a sorted cross product': 'SELECT DISTINCT ?a ?d ?g { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?a',
  'texts that grow':
    'SELECT ?x { ?x ?p ?y . BIND(REPLACE(STR(?y), ".", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa") AS ?b) ' +
    'BIND(REPLACE(?b, ".", ?b) AS ?c) BIND(REPLACE(?c, ".", ?c) AS ?d) FILTER(STRLEN(?d) > 1) }',
};

for (const [name, bomb] of Object.entries(BOMBS)) {
  test(`${name}: refused, with pings answered meanwhile and the next query after it`, { timeout: 60_000 }, async () => {
    let answered = false;
    const refused = query(bomb).finally(() => {
      answered = true;
    });
    let pings = 0;
    do {
      await client.ping({ timeout: 2_000 });
      pings += 1;
      await new Promise((resolve) => setTimeout(resolve, 50));
    } while (!answered);
    expect(await refused).toMatchObject({ status: 'invalid', isError: true });
    // What the clock had to stop was waited for with many pings.
    if ((await refused).message?.includes('stopped after')) expect(pings).toBeGreaterThan(20);
    expect(await countAll()).toMatchObject({ status: 'ok', items: [{ value: '37594' }] });
  });
}
