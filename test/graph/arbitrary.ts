/** Random small graphs for property tests: statements as keys, with terms that are easy to confuse. */
import fc from 'fast-check';
import { writeTerm } from '../../src/graph/n-triples.ts';
import { termKey } from '../../src/graph/term.ts';

export type Statement = readonly [subject: string, predicate: string, object: string];

const local = fc.oneof(
  fc.constantFrom(
    'a',
    'A',
    'ab',
    'b',
    'constructor',
    '__proto__',
    'toString',
    '首都',
    'é',
    '\u{1f600}',
    '\uffee',
    'a/b',
    '%2F',
  ),
  fc.string({ unit: fc.constantFrom('a', 'b', '-', 'é', '\u{10400}', '\uff21'), minLength: 1, maxLength: 4 }),
);

const iri = local.map((name) => `http://example.org/${name}`);

const value = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 6 }).map((text) => Buffer.from(text).toString()),
  fc.constantFrom(
    '',
    '"',
    '\\',
    '"@en',
    '\n',
    '\r\n',
    '\t',
    '\u0000',
    '\u202e',
    '"^^',
    'a\u0000',
    'a\u0000\u0000',
    'aaaa',
    'aaaaaaaa',
  ),
);

const literal = fc.oneof(
  value.map((text) => termKey({ kind: 'literal', value: text, datatype: 'http://www.w3.org/2001/XMLSchema#string' })),
  fc
    .tuple(value, fc.constantFrom('en', 'de-ch'))
    .map(([text, language]) => termKey({ kind: 'literal', value: text, datatype: '', language })),
  fc.tuple(value, iri).map(([text, datatype]) => termKey({ kind: 'literal', value: text, datatype })),
);

export const statement: fc.Arbitrary<Statement> = fc.tuple(iri, iri, fc.oneof(iri, literal));

export const statements: fc.Arbitrary<Statement[]> = fc.array(statement, { minLength: 1, maxLength: 50, size: 'max' });

export function nTriples(rows: readonly Statement[]): string {
  return rows.map((row) => `${row.map(writeTerm).join(' ')} .\n`).join('');
}

/** Strictly ascending by UTF-8 bytes. */
export function compareBytes(left: string, right: string): number {
  return Buffer.compare(Buffer.from(left), Buffer.from(right));
}
