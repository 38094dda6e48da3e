/** Builds SPARQL as syntax trees, never by joining strings: the only door to sparqljs' generator, which checks nothing itself. */

import type { IriTerm, Pattern, PropertyPath, SelectQuery, Triple, VariableTerm } from 'sparqljs';
import sparqljs from 'sparqljs';
import { SparqlError } from '../errors.ts';

/** RFC 3987's absolute IRI as far as SPARQL's IRIREF goes: a scheme, and none of the characters that could end it. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not stand in an IRI
const SAFE_IRI = /^[a-z][a-z0-9+.-]*:[^\u0000-\u0020<>"{}|\\^`]*$/iu;
const LONE_SURROGATE = /\p{Surrogate}/u;

export type { Pattern, VariableTerm };

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

export function triple(
  subject: IriTerm | VariableTerm,
  predicate: IriTerm | PropertyPath,
  object: IriTerm | VariableTerm,
): Pattern {
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

/** `first/second*`, as class membership needs it. */
export function thenAnyNumberOf(first: string, second: string): PropertyPath {
  const repeated: PropertyPath = { type: 'path', pathType: '*', items: [iriTerm(second)] };
  return { type: 'path', pathType: '/', items: [iriTerm(first), repeated] };
}

/** The text of `SELECT DISTINCT … WHERE { … }`. */
export function selectDistinct(variables: VariableTerm[], where: Pattern[]): string {
  const query: SelectQuery = { type: 'query', queryType: 'SELECT', prefixes: {}, distinct: true, variables, where };
  return new sparqljs.Generator().stringify(query);
}
