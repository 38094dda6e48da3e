/** Reads what an endpoint answers: SPARQL 1.1 Query Results JSON, or TSV where it has no JSON. */
import { EndpointError, SparqlError } from '../../errors.ts';
import { rdf, xsd } from '../../graph/namespaces.ts';
import type { Term } from '../../graph/term.ts';
import { type Solutions, solutionsOf } from '../solutions.ts';

/** One term a variable; undefined where it is unbound, `blank` for what has no name outside the endpoint: blank nodes, quoted triples. */
export type Cell = Term | 'blank' | undefined;
export type Row = Readonly<Record<string, Cell>>;

/**
 * The rows of an answer.
 *
 * @throws EndpointError `endpoint_answer_invalid` for anything that is no list of solutions.
 */
export function rowsOf(body: string, mediaType: string): readonly Row[] {
  if (mediaType.includes('tab-separated-values')) return tsvRows(body);
  let read: unknown;
  try {
    read = JSON.parse(body);
  } catch {
    throw invalid(`text that is no JSON (${mediaType === '' ? 'no media type' : mediaType})`, body);
  }
  const bindings = objectIn(objectIn(read, 'results'), 'bindings');
  if (!Array.isArray(bindings)) throw invalid('JSON without results.bindings', body);
  return bindings.map((binding: unknown) => {
    if (typeof binding !== 'object' || binding === null)
      throw invalid('a solution that is no object', JSON.stringify(binding));
    return Object.fromEntries(Object.entries(binding).map(([name, value]) => [name, cellOf(value)]));
  });
}

function objectIn(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined;
}

function cellOf(read: unknown): Cell {
  const { type, value, datatype, 'xml:lang': language } = (read ?? {}) as Record<string, unknown>;
  if (type === 'bnode' || type === 'triple') return 'blank';
  if (typeof value !== 'string') throw invalid('a term without a value', JSON.stringify(read));
  // Virtuoso names its own blank nodes so where it takes them for IRIs.
  if (type === 'uri')
    return value.startsWith('nodeID://') || value.startsWith('_:') ? 'blank' : { kind: 'iri', iri: value };
  if (type !== 'literal' && type !== 'typed-literal') throw invalid('a term of an unknown type', JSON.stringify(read));
  if (typeof language === 'string' && language !== '')
    return { kind: 'literal', value, datatype: rdf.langString, language };
  return { kind: 'literal', value, datatype: typeof datatype === 'string' ? datatype : xsd.string };
}

function tsvRows(body: string): Row[] {
  const { variables, rows } = readTsv(body);
  return rows.map((row) =>
    Object.fromEntries(
      variables.map((name, column) => {
        const term = row[column];
        return [name, term?.kind === 'iri' && term.iri.startsWith('_:') ? 'blank' : term];
      }),
    ),
  );
}

function readTsv(body: string): Solutions {
  try {
    return solutionsOf(body.replaceAll('\r\n', '\n').replace(/\n?$/, '\n'));
  } catch (error) {
    if (error instanceof SparqlError) throw invalid('TSV that is none', body);
    throw error;
  }
}

function invalid(got: string, text: string): EndpointError {
  return new EndpointError(
    'endpoint_answer_invalid',
    `Expected SPARQL results as JSON or TSV from the endpoint, got ${got}: ${JSON.stringify(text.slice(0, 120))}. Is this the address that takes queries?`,
  );
}
