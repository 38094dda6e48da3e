/** The guard: what it lets through, what it refuses and how it says so, and that no text of any shape takes it long. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { guardQuery } from '../../src/sparql/guard.ts';

const NAMESPACES: Readonly<Record<string, string>> = {
  'ex:': 'http://e.org/',
  ':': 'http://e.org/x#',
  'xsd:': 'http://www.w3.org/2001/XMLSchema#',
};
const guard = (query: string) => guardQuery(query, { maximumRows: 10, expand: (prefix) => NAMESPACES[prefix] });

function textOf(query: string): string {
  const guarded = guard(query);
  return guarded.kind === 'query' ? guarded.text.replace(/\s+/g, ' ') : guarded.reason;
}

function reasonOf(query: string): string {
  const guarded = guard(query);
  return guarded.kind === 'refused' ? guarded.reason : `let through: ${guarded.text}`;
}

test('a query is written anew, with IRIs in full and one row more than are shown', () => {
  expect(textOf('select ?x where { ?x ex:capital :y } # why')).toBe(
    'SELECT ?x WHERE { ?x <http://e.org/capital> <http://e.org/x#y>. } LIMIT 11',
  );
  expect(textOf('PREFIX ex: <http://other/> SELECT * { ?s ex:p ?o } LIMIT 3')).toBe(
    'SELECT * WHERE { ?s <http://other/p> ?o. } LIMIT 3',
  );
  expect(textOf('SELECT * { ?s ?p ?o } LIMIT 99999')).toContain('LIMIT 11');
});

test('a yes or no becomes a query that has a row or none', () => {
  expect(guard('ASK { ex:a ex:b ?c }')).toMatchObject({ kind: 'query', ask: true });
  expect(textOf('ASK { ex:a ex:b ?c }')).toMatch(/^SELECT \(.* AS \?answer\) WHERE .* LIMIT 1$/);
});

test('whether the rows have an order of their own is said', () => {
  expect(guard('SELECT ?x { ?x ?p ?y } ORDER BY ?x')).toMatchObject({ ordered: true });
  expect(guard('SELECT ?x { { SELECT ?x { ?x ?p ?y } ORDER BY ?x } }')).toMatchObject({ ordered: false });
});

describe('what agents write is answered', () => {
  for (const query of [
    'SELECT ?p (COUNT(DISTINCT ?s) AS ?n) { ?s ?p ?o } GROUP BY ?p HAVING (COUNT(*) > 3) ORDER BY DESC(?n)',
    'SELECT * { ?s :p/^:q* ?o . FILTER(?o>1e+3 && regex(str(?o), "a{2}#b", "i")) }',
    'SELECT ?x { ?x ?p "service from graph" ; ?q """a "quoted" b""" , \'it\' , "x"@en-GB , "3"^^xsd:byte }',
    'SELECT ?x { { SELECT ?x (SUM(?y) AS ?z) { ?x ?p ?y } GROUP BY ?x } FILTER NOT EXISTS { ?x ex:q ?r } }',
    'SELECT ?x { ?x !(ex:a|^ex:b) ?y . OPTIONAL { ?y ex:p ?z } MINUS { ?x ex:r ?y } FILTER(?y NOT IN (1,2) && !BOUND(?z)) }',
    'SELECT ?x { VALUES (?x ?y) { (ex:a UNDEF) (ex:b -1.5) } BIND(xsd:integer("3") AS ?z) }',
    'SELECT ?from ?graph { ?from ?insert [ ex:p ( 1 2 ) ] }',
    'SELECT (IF(?a-1<?b, "x", COALESCE(?b, 2)) AS ?c) { ?a ?p ?b }',
  ])
    test(query, () => expect(guard(query).kind).toBe('query'));
});

describe('what is not allowed is refused by name', () => {
  for (const [query, part] of [
    ['INSERT DATA { ex:a ex:b ex:c }', '"INSERT" is not allowed here. This graph can only be read.'],
    ['DELETE WHERE { ?s ?p ?o }', '"DELETE"'],
    ['LOAD <http://127.0.0.1/>', '"LOAD"'],
    ['SELECT * { } ; DROP ALL', '"DROP"'],
    ['SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }', '"SERVICE"'],
    ['SELECT * { SERV\\u0049CE <http://127.0.0.1/> { ?s ?p ?o } }', 'no SPARQL'],
    ['SELECT * FROM <http://127.0.0.1/> { ?s ?p ?o }', '"FROM"'],
    ['SELECT * FROM NAMED <http://127.0.0.1/> { ?s ?p ?o }', '"FROM"'],
    ['SELECT * { GRAPH ?g { ?s ?p ?o } }', 'leave out GRAPH'],
    ['CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }', 'Only SELECT and ASK'],
    ['DESCRIBE ex:a', 'describe_entity'],
    ['SELECT (RAND() AS ?x) { }', '"RAND"'],
    ['SELECT (NOW() AS ?x) { }', '"NOW"'],
    ['SELECT * { BIND(<http://e.org/f>(1) AS ?x) }', 'only casts'],
    ['SELECT * { ?a (ex:p+)+ ?b }', 'must not stand inside another'],
    ['SELECT * { ?a (ex:p/(ex:q|ex:r)*)+ ?b }', 'must not stand inside another'],
    [`SELECT * { ${'?a ex:p+ ?b . '.repeat(5)} }`, 'At most 4 paths'],
  ] as const)
    test(query, () => expect(reasonOf(query)).toContain(part));
});

test('what cannot be parsed says where, in one line', () => {
  expect(reasonOf('')).toBe('The query is empty. Send a SELECT or ASK query.');
  expect(reasonOf('SELECT ?x WHERE { ?x foo:a ?y }')).toContain('prefix "foo" is not known');
  expect(reasonOf('SELECT ?x WHERE { ?x <rel> ?y }')).toContain('relative IRI');
  expect(reasonOf('SELECT ?x WHERE { ?x ?p ?y')).toMatch(/^The query is no SPARQL: Parse error .*unexpected 'EOF'$/);
  expect(reasonOf('SELECT ?x WHERE { ?x § ?y }')).toBe('The query cannot be read from "§ ?y }" on.');
});

/** reliability.md's bombs for parsers and evaluators, each in the size that did the damage. */
describe('bombs are refused before they are parsed', () => {
  const nested = (open: string, close: string, count: number) => open.repeat(count) + close.repeat(count);
  for (const [name, query] of [
    ['white space after INSERT', `INSERT${' '.repeat(30)}{?s ?p ?o}`],
    ['comments after DELETE', `DELETE${'#\n'.repeat(30)}{?s ?p ?o}`],
    ['a thousand groups', `SELECT * ${nested('{', '}', 1000)}`],
    ['seven hundred groups', `SELECT * ${nested('{', '}', 700)}`],
    ['ten thousand parentheses', `SELECT * { FILTER(${nested('(', ')', 10_000)}) }`],
    ['two hundred EXISTS', `SELECT * { ${nested('FILTER EXISTS {', '}', 200)} }`],
    ['three thousand negations', `SELECT * { FILTER(${'!'.repeat(3000)}true) }`],
    ['negations with space between', `SELECT * { FILTER(${'! '.repeat(300)}true) }`],
    ['three thousand branches', `SELECT * { ${'{} UNION '.repeat(3000)}{} }`],
    ['nested lists', `SELECT * { ?a ?b ${nested('(', ')', 300)} }`],
    ['nested blank nodes', `SELECT * { ?a ?b ${nested('[ ?p ', ']', 300)} }`],
    ['a long path', `SELECT * { ?a ${'ex:p/'.repeat(400)}ex:p ?b }`],
    ['a long name', `SELECT * { ?a ex:${'a.'.repeat(3000)}b ?c }`],
    ['a long sum', `SELECT * { FILTER(1${'+1'.repeat(400)} > 2) }`],
    ['a megabyte', `SELECT * { ?a ?b "${'x'.repeat(1_000_000)}" }`],
  ] as const)
    test(name, () => expect(guard(query).kind).toBe('refused'));
});

test('no text makes it throw, and what is let through is let through again', () => {
  const pieces = fc.constantFrom(
    ...'SELECT ASK WHERE * { } ( ) [ ] ?x ?y ex:p : <http://e.org/> "a" \'b\' """c""" . ; , ! ^ | / + - * = < > && || a'.split(
      ' ',
    ),
    ...'FILTER OPTIONAL UNION MINUS EXISTS NOT VALUES BIND AS COUNT DISTINCT LIMIT 5 GROUP BY ORDER 1e3 -2 @en ^^ #c \n \\'.split(
      ' ',
    ),
  );
  const queries = fc.oneof(
    fc.array(pieces, { maxLength: 60 }).map((parts) => parts.join(' ')),
    fc.array(pieces, { maxLength: 60 }).map((parts) => `SELECT * { ${parts.join('')} }`),
    fc.string({ unit: 'binary', maxLength: 300 }),
  );
  fc.assert(
    fc.property(queries, (query) => {
      const guarded = guard(query);
      if (guarded.kind === 'query') expect(guard(guarded.text).kind).toBe('query');
      else expect(guarded.reason).toMatch(/^[^\n]{1,400}$/);
    }),
    { numRuns: 1500 },
  );
});
