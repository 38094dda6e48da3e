/** Builds SPARQL as syntax trees, never by joining strings: the only door to sparqljs' generator, which checks nothing itself. */

import type {
  Expression,
  IriTerm,
  LiteralTerm,
  Pattern,
  PropertyPath,
  SelectQuery,
  Triple,
  VariableTerm,
} from 'sparqljs';
import sparqljs from 'sparqljs';
import { SparqlError } from '../errors.ts';

/** RFC 3987's absolute IRI as far as SPARQL's IRIREF goes: a scheme, and none of the characters that could end it. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not stand in an IRI
const SAFE_IRI = /^[a-z][a-z0-9+.-]*:[^\u0000-\u0020<>"{}|\\^`]*$/iu;
const LONE_SURROGATE = /\p{Surrogate}/u;

export type { Expression, IriTerm, Pattern, VariableTerm };

/**
 * An IRI term.
 *
 * @throws SparqlError `unsafe_iri` where the text could break out of the `<>` it is written in.
 */
export function iriTerm(iri: string): IriTerm {
  if (!SAFE_IRI.test(iri) || LONE_SURROGATE.test(iri)) {
    throw new SparqlError(
      'unsafe_iri',
      `expected an absolute IRI without spaces or <>"{}|\\^\`, got ${JSON.stringify(iri.slice(0, 200))}`,
    );
  }
  return {
    termType: 'NamedNode',
    value: iri,
    equals: (other) => other?.termType === 'NamedNode' && other.value === iri,
  } as IriTerm;
}

/** What a language tag may hold (BCP 47, as far as SPARQL's grammar goes). */
const LANGUAGE = /^[a-z]+(?:-[a-z0-9]+)*$/iu;

/** A literal. The generator escapes what its value holds. */
export function literalTerm(value: string, datatype: string, language = ''): LiteralTerm {
  if (LONE_SURROGATE.test(value)) {
    throw new SparqlError(
      'unsafe_literal',
      `expected text that is Unicode, got ${JSON.stringify(value.slice(0, 200))}`,
    );
  }
  if (language !== '' && !LANGUAGE.test(language)) {
    throw new SparqlError('unsafe_literal', `expected a language tag, got ${JSON.stringify(language.slice(0, 200))}`);
  }
  return {
    termType: 'Literal',
    value,
    language,
    datatype: iriTerm(datatype),
    equals: (other) => other?.termType === 'Literal' && other.value === value,
  } as LiteralTerm;
}

/** A variable; names come from our own counters only. */
export function variable(name: string): VariableTerm {
  if (!/^[a-z][a-z0-9]*$/u.test(name))
    throw new SparqlError('unsafe_variable', `expected a variable name, got ${JSON.stringify(name)}`);
  return {
    termType: 'Variable',
    value: name,
    equals: (other) => other?.termType === 'Variable' && other.value === name,
  } as VariableTerm;
}

export function triple(subject: IriTerm | VariableTerm, predicate: Path, object: IriTerm | VariableTerm): Pattern {
  return { type: 'bgp', triples: [{ subject, predicate, object } as Triple] };
}

export function group(patterns: Pattern[]): Pattern {
  return { type: 'group', patterns };
}

export function union(branches: Pattern[][]): Pattern {
  return { type: 'union', patterns: branches.map(group) };
}

export function minus(patterns: Pattern[]): Pattern {
  return { type: 'minus', patterns };
}

/** Binds a variable to one of several IRIs. */
export function oneOf(bound: VariableTerm, iris: readonly string[]): Pattern {
  return { type: 'values', values: iris.map((iri) => ({ [`?${bound.value}`]: iriTerm(iri) })) };
}

/** What may stand between subject and object of a triple. */
export type Path = IriTerm | PropertyPath;

/** One of several ways; one alone as it is. */
export function alternatives(paths: readonly Path[]): Path {
  const [first] = paths;
  if (first === undefined) throw new TypeError('expected at least one way');
  return paths.length === 1 ? first : { type: 'path', pathType: '|', items: [...paths] };
}

/** From object to subject. */
export function backward(path: Path): Path {
  return { type: 'path', pathType: '^', items: [path] };
}

/** One step or several. */
export function oneOrMore(path: Path): Path {
  return { type: 'path', pathType: '+', items: [path] };
}

/** `first/second*`, as class membership needs it. */
export function thenAnyNumberOf(first: Path, second: Path): Path {
  const repeated: PropertyPath = { type: 'path', pathType: '*', items: [second] };
  return { type: 'path', pathType: '/', items: [first, repeated] };
}

/** True of what may be a subject. */
export function isNoLiteral(bound: VariableTerm): Expression {
  const literal: Expression = { type: 'operation', operator: 'isliteral', args: [bound] };
  return { type: 'operation', operator: '!', args: [literal] };
}

/** Keeps the solutions of the group it stands in for which an expression is true. */
export function filter(expression: Expression): Pattern {
  return { type: 'filter', expression };
}

/** What need not be there; filters in it see the variables around it. */
export function optional(patterns: Pattern[]): Pattern {
  return { type: 'optional', patterns };
}

export function compare(operator: '<' | '<=' | '=' | '>=' | '>', left: Expression, right: Expression): Expression {
  return { type: 'operation', operator, args: [left, right] };
}

/** True where one of them is, even where others cannot be computed. */
export function anyOf(expressions: readonly Expression[]): Expression {
  return expressions.reduce((left, right) => ({ type: 'operation', operator: '||', args: [left, right] }));
}

/** Binds `bound` to what has fewer than `count` different `counted` in one of its solutions, told apart by `per`. */
export function withFewer(
  bound: VariableTerm,
  per: VariableTerm,
  counted: VariableTerm,
  count: number,
  where: Pattern[],
): Pattern {
  const most = literalTerm(String(count), 'http://www.w3.org/2001/XMLSchema#integer');
  const tally: Expression = { type: 'aggregate', aggregation: 'count', distinct: true, expression: counted };
  const query: SelectQuery = {
    type: 'query',
    queryType: 'SELECT',
    prefixes: {},
    variables: [bound],
    where,
    group: [{ expression: bound }, { expression: per }],
    having: [compare('<', tally, most)],
  };
  return group([query]);
}

/** The text of `SELECT DISTINCT … WHERE { … }`. */
export function selectDistinct(variables: VariableTerm[], where: Pattern[]): string {
  const query: SelectQuery = { type: 'query', queryType: 'SELECT', prefixes: {}, distinct: true, variables, where };
  return textOf(query);
}

/** The text of `SELECT (COUNT(DISTINCT ?counted) AS ?as) WHERE { … }`. */
export function selectCount(counted: VariableTerm, as: VariableTerm, where: Pattern[]): string {
  const expression: Expression = { type: 'aggregate', aggregation: 'count', distinct: true, expression: counted };
  const variables = [{ expression, variable: as }];
  const query: SelectQuery = { type: 'query', queryType: 'SELECT', prefixes: {}, variables, where };
  return textOf(query);
}

/** Characters at which sparqljs' indenting begins a line, in the middle of an IRI or a literal if need be. */
const LINE_SEPARATORS = /[\u2028\u2029]/;

/** The text of a query, indented where indenting leaves all terms as they are. Its terms must come from this file's functions. */
export function textOf(query: SelectQuery): string {
  const flat = new sparqljs.Generator({ indent: '' }).stringify(query);
  return LINE_SEPARATORS.test(flat) ? flat : new sparqljs.Generator().stringify(query);
}
