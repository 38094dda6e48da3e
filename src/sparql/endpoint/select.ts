/** The queries that endpoints are asked, as syntax trees on top of build.ts. */
import type { Expression, Ordering, PropertyPath, SelectQuery, Triple, Variable } from 'sparqljs';
import { xsd } from '../../graph/namespaces.ts';
import { type Term, termOf } from '../../graph/term.ts';
import { iriTerm, literalTerm, type Pattern, textOf, type VariableTerm, variable } from '../build.ts';

export type Node = ReturnType<typeof iriTerm> | ReturnType<typeof literalTerm> | VariableTerm;

/** A term as a query names it. Throws SparqlError where it cannot be written safely. */
export function nodeOf(term: Term): Node {
  return term.kind === 'iri' ? iriTerm(term.iri) : literalTerm(term.value, term.datatype, term.language);
}

/** Whether a term can be asked about at all: endpoints hold IRIs with spaces, and texts that are no Unicode. */
export function canAsk(key: string): boolean {
  try {
    nodeOf(termOf(key));
    return true;
  } catch {
    return false;
  }
}

/** Whether it is an IRI, and can be asked about: records and tasks hold anything. */
export function canName(iri: string): boolean {
  return !iri.startsWith('"') && canAsk(iri);
}

export function statement(subject: Node, predicate: Node | PropertyPath, object: Node): Pattern {
  return { type: 'bgp', triples: [{ subject, predicate, object } as Triple] };
}

/** Binds a variable to one of several terms, given by their keys. */
export function among(bound: VariableTerm, keys: readonly string[]): Pattern {
  return { type: 'values', values: keys.map((key) => ({ [`?${bound.value}`]: nodeOf(termOf(key)) as never })) };
}

/** A function or operator of SPARQL, such as `isiri`, `lcase`, `=`, `&&`. */
export function apply(operator: string, ...args: (Expression | Pattern)[]): Expression {
  return { type: 'operation', operator, args: args as Expression[] };
}

export function text(value: string): Expression {
  return literalTerm(value, xsd.string);
}

export function tally(
  aggregation: 'count' | 'max' | 'sum',
  expression: Expression,
  as: string,
  distinct = false,
): Variable {
  return { expression: { type: 'aggregate', aggregation, distinct, expression }, variable: variable(as) };
}

/** `(EXPRESSION AS ?name)`. */
export function computed(expression: Expression, as: string): Variable {
  return { expression, variable: variable(as) };
}

export interface Selection {
  readonly variables: readonly Variable[];
  readonly distinct?: boolean;
  readonly where: readonly Pattern[];
  readonly by?: readonly VariableTerm[];
  readonly order?: readonly VariableTerm[];
  readonly limit?: number;
  readonly offset?: number;
}

/** A selection that stands inside another. */
export function inner(selection: Selection): Pattern {
  return { type: 'group', patterns: [treeOf(selection)] };
}

export function select(selection: Selection): string {
  return textOf(treeOf(selection));
}

function treeOf({ variables, distinct = false, where, by, order, limit, offset }: Selection): SelectQuery {
  const ordering = order?.map((expression): Ordering => ({ expression }));
  return {
    type: 'query',
    queryType: 'SELECT',
    prefixes: {},
    distinct,
    variables: [...variables],
    where: [...where],
    ...(by === undefined ? {} : { group: by.map((expression) => ({ expression })) }),
    ...(ordering === undefined ? {} : { order: ordering }),
    ...(limit === undefined ? {} : { limit }),
    ...(offset === undefined || offset === 0 ? {} : { offset }),
  };
}
