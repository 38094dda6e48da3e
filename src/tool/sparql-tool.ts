/** The query tool: one SPARQL query, guarded and answered by whoever hands in the function; off unless it is asked for. */
import type { Item, Source } from '../graph/source.ts';
import type { Term } from '../graph/term.ts';
import type { Manner } from './overview-tool.ts';
import { invalid } from './resolve.ts';
import type { Result } from './result.ts';
import type { Context, Tool } from './tool.ts';

/** What came of a query. A refusal is worded for the agent, so that it can mend the query. */
export type QueryAnswer =
  | {
      readonly kind: 'rows';
      /** Without question marks; a yes or no has the one variable `answer`. */
      readonly variables: readonly string[];
      readonly rows: readonly (readonly (Term | undefined)[])[];
      /** Whether there are more rows than these. */
      readonly truncated: boolean;
    }
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'busy'; readonly reason: string };

/**
 * @param expand the namespace of a prefix that the query does not declare itself, written `prefix:`; undefined: unknown
 * @param signal aborted when nobody waits for the answer any more
 */
export type QueryGraph = (
  query: string,
  expand: (prefix: string) => string | undefined,
  signal?: AbortSignal,
) => Promise<QueryAnswer>;

/** Characters of all terms together that one result shows. */
const LONGEST_RESULT = 100_000;

export const unavailable: QueryGraph = async () => ({ kind: 'refused', reason: 'Queries are not answered here.' });

const DESCRIPTION =
  'Answers one SPARQL 1.1 SELECT or ASK query over the graph, all of whose triples are in the default graph; its prefixes need no declaration. At most 200 rows within 5 seconds: use COUNT, DISTINCT and LIMIT. No SERVICE, FROM, GRAPH or updates.';
const INFERRED =
  ' It sees stated triples only: for inferred ones write paths, such as (p|^inverseOfP) or p+ where p is transitive.';

/** @param inferred whether the other tools also give what no file states, which a query has to ask for by paths */
export function queryTool(query: QueryGraph, inferred = false): Tool {
  return {
    name: 'query_graph',
    title: 'Query the graph with SPARQL',
    description: `${DESCRIPTION}${inferred ? INFERRED : ''}`,
    parameters: [
      {
        name: 'query',
        kind: 'string',
        description: 'The query, such as "SELECT ?x WHERE { ?x ?relation ?y } LIMIT 10".',
        required: true,
      },
    ],
    handler: async (values, context) => {
      const text = values['query'] as string;
      const answer = await query(text, (prefix) => context.source.expand(prefix), context.signal);
      if (answer.kind === 'busy') return { result: { status: 'busy', message: answer.reason } };
      if (answer.kind === 'refused') return { result: invalid(answer.reason) };
      return { operation: { query: text }, result: await presented(answer, context) };
    },
  };
}

type Rows = Extract<QueryAnswer, { kind: 'rows' }>;

/** One variable as items, several as a table whose rows are named by the first of them. */
async function presented({ variables, rows, truncated }: Rows, { source }: Context): Promise<Result> {
  const shown = rows.slice(0, rowsWithin(rows, LONGEST_RESULT));
  if (rows.length > 0 && shown.length === 0)
    return invalid(`One row is longer than ${LONGEST_RESULT} characters. Ask for less of it.`);
  const cut = truncated || shown.length < rows.length;
  const status = cut ? 'truncated' : rows.length === 0 ? 'empty' : 'ok';
  const size = cut ? { atLeast: rows.length } : { total: rows.length };
  const more = cut ? 'There are more rows: count them, or make the query narrower.' : undefined;
  if (variables.length === 1) {
    const items = await Promise.all(shown.map(([term]) => itemOf(term, source)));
    return { status, ...size, items, ...(more === undefined ? {} : { message: more }) };
  }
  const columns = `Columns: ${variables.map((name) => `?${name}`).join(', ')}.`;
  const table = await Promise.all(shown.map((row) => rowOf(row, variables, source)));
  return { status, ...size, rows: table, message: more === undefined ? columns : `${columns} ${more}` };
}

function rowsWithin(rows: Rows['rows'], limit: number): number {
  let length = 0;
  const end = rows.findIndex((row) => {
    for (const term of row)
      length += term === undefined ? 0 : term.kind === 'iri' ? term.iri.length : term.value.length;
    return length > limit;
  });
  return end === -1 ? rows.length : end;
}

async function itemOf(term: Term | undefined, source: Source): Promise<Item> {
  if (term === undefined) return { kind: 'value', value: '', datatype: 'unbound' };
  if (term.kind === 'iri') return { kind: 'entity', id: source.compact(term.iri), label: await source.label(term.iri) };
  const { value, datatype, language } = term;
  return { kind: 'value', value, datatype, ...(language === undefined ? {} : { language }) };
}

async function rowOf(
  [first, ...others]: Rows['rows'][number],
  variables: readonly string[],
  source: Source,
): Promise<NonNullable<Result['rows']>[number]> {
  const head = await itemOf(first, source);
  const cells = others.map(async (term, index) => {
    const items = term === undefined ? [] : [await itemOf(term, source)];
    return { relation: `?${variables[index + 1]}`, total: items.length, items };
  });
  const named = head.kind === 'entity' ? { id: head.id, label: head.label } : { id: head.value, label: head.value };
  return { ...named, cells: await Promise.all(cells) };
}

/** What may stand in a query as it is; other ids are written out as IRIs. */
const PLAIN_CURIE = /^(?:[A-Za-z](?:[\w-]*\w)?)?:[A-Za-z_](?:[\w-]*\w)?$/;

/** A term as a query writes it. */
function termText(iri: string, source: Source): string {
  const id = source.compact(iri);
  return PLAIN_CURIE.test(id) && source.expand(id) === iri ? id : `<${iri}>`;
}

/** Relations by the name that a query writes them with. */
export function queryManner(source: Source): Manner {
  return {
    heading: 'as queries write it',
    name: ({ iri }) => termText(iri, source),
    rest: 'SELECT DISTINCT ?p WHERE { ?s ?p ?o } lists them.',
    call: ({ relation, inverse, iri }) => {
      const [entity, step] = [termText(iri, source), termText(relation.iri, source)];
      const pattern = inverse ? `?x ${step} ${entity}` : `${entity} ${step} ?x`;
      return `query_graph ${JSON.stringify({ query: `SELECT ?x WHERE { ${pattern} }` })}`;
    },
  };
}
