/** Reads SPARQL 1.1 Query Results TSV: the form in which answers leave the engine fastest. */
import { SparqlError } from '../errors.ts';
import { rdf, xsd } from '../graph/namespaces.ts';
import type { Term } from '../graph/term.ts';

export interface Solutions {
  /** Without question marks. */
  readonly variables: readonly string[];
  /** One term a variable, undefined where it is unbound. A blank node comes as the IRI `_:label`, which no graph holds. */
  readonly rows: readonly (readonly (Term | undefined)[])[];
}

/** What may follow the value of a literal. */
const SUFFIX = /^(?:@([A-Za-z0-9-]+)|\^\^<([^<>"]*)>)?$/;
const ESCAPE = /\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))/gs;
const ESCAPED: Readonly<Record<string, string>> = {
  t: '\t',
  n: '\n',
  r: '\r',
  b: '\b',
  f: '\f',
  '"': '"',
  "'": "'",
  '\\': '\\',
};
/** Numbers and booleans may stand bare, as in Turtle. */
const BARE: readonly (readonly [RegExp, string])[] = [
  [/^[+-]?\d+$/, xsd.integer],
  [/^[+-]?\d*\.\d+$/, xsd.decimal],
  [/^[+-]?(?:\d+\.?\d*|\.\d+)[eE][+-]?\d+$/, xsd.double],
  [/^(?:true|false)$/, xsd.boolean],
];

/**
 * The rows of a TSV text (https://www.w3.org/TR/sparql11-results-csv-tsv/).
 *
 * @throws SparqlError `engine_answer_invalid` for anything that is not TSV or holds terms that the house has no word for
 */
export function solutionsOf(text: string): Solutions {
  const lines = text.split('\n');
  const header = lines.shift() ?? '';
  if (lines.pop() !== '') throw invalid('a text that does not end in a line feed', text);
  const variables = header === '' ? [] : header.split('\t').map(variableOf);
  return { variables, rows: lines.map((line) => rowOf(line, variables.length)) };
}

/** The term of a TSV field; undefined for an empty one. */
export function termOfField(field: string): Term | undefined {
  if (field === '') return undefined;
  if (field.startsWith('<') && field.endsWith('>') && !field.startsWith('<<')) {
    return { kind: 'iri', iri: unescaped(field.slice(1, -1)) };
  }
  if (field.startsWith('_:')) return { kind: 'iri', iri: field };
  for (const [pattern, datatype] of BARE) if (pattern.test(field)) return { kind: 'literal', value: field, datatype };
  // Quotation marks inside a value are escaped, and none can follow it.
  const end = field.lastIndexOf('"');
  const suffix = field.startsWith('"') && end > 0 ? SUFFIX.exec(field.slice(end + 1)) : null;
  if (suffix === null) throw invalid('something that is no term', field);
  const [, language, datatype] = suffix;
  const value = unescaped(field.slice(1, end));
  if (language !== undefined) return { kind: 'literal', value, datatype: rdf.langString, language };
  return { kind: 'literal', value, datatype: datatype === undefined ? xsd.string : unescaped(datatype) };
}

function variableOf(name: string): string {
  if (!name.startsWith('?')) throw invalid('a header that is no list of variables (a query other than SELECT?)', name);
  return name.slice(1);
}

function rowOf(line: string, width: number): (Term | undefined)[] {
  if (width === 0 && line === '') return [];
  const fields = line.split('\t');
  if (fields.length !== width) throw invalid(`a row of ${fields.length} fields instead of ${width}`, line);
  return fields.map(termOfField);
}

function unescaped(text: string): string {
  if (!text.includes('\\')) return text;
  return text.replace(ESCAPE, (whole, short?: string, long?: string, character?: string) => {
    const code = short ?? long;
    if (code !== undefined && Number.parseInt(code, 16) <= 0x10ffff)
      return String.fromCodePoint(Number.parseInt(code, 16));
    return ESCAPED[character ?? ''] ?? whole;
  });
}

function invalid(got: string, text: string): SparqlError {
  return new SparqlError(
    'engine_answer_invalid',
    `Expected SPARQL results as TSV from the second engine, got ${got}: ${JSON.stringify(text.slice(0, 200))}.`,
  );
}
