/** What is counted of relations: each aspect is one query for all relations at once, or the same for one of them. */
import { compareCodePoints } from '../../graph/code-points.ts';
import type { Counted } from '../../graph/source.ts';
import { filter, iriTerm, type VariableTerm, variable } from '../build.ts';
import { membership } from './patterns.ts';
import type { Cell, Row } from './results.ts';
import { apply, inner, type Node, select, statement, tally } from './select.ts';

export interface Aspect<T> {
  /** The query for one relation; without one, for all, with `?p` in each row. */
  query(relation?: string): string;
  /** What the rows of one relation say. */
  read(rows: readonly Row[]): T;
}

/** Triples of a relation, how many distinct terms stand at one end, and how many triples at most share one. */
export interface Degrees {
  readonly triples: number;
  readonly distinct: number;
  readonly most: number;
}

/** How many classes are told of each side of a relation. */
const TOLD = 20;

const [s, p, o, c, d] = ['s', 'p', 'o', 'c', 'd'].map(variable) as [
  VariableTerm,
  VariableTerm,
  VariableTerm,
  VariableTerm,
  VariableTerm,
];

const about = (relation: string | undefined): { readonly node: Node; readonly by: VariableTerm[] } =>
  relation === undefined ? { node: p, by: [p] } : { node: iriTerm(relation), by: [] };

export const triples: Aspect<number> = {
  query: (relation) => {
    const { node, by } = about(relation);
    return select({ variables: [...by, tally('count', o, 'n')], where: [statement(s, node, o)], ...grouped(by) });
  },
  read: ([row]) => numberIn(row?.['n']),
};

function degrees(end: VariableTerm, other: VariableTerm): Aspect<Degrees> {
  return {
    query: (relation) => {
      const { node, by } = about(relation);
      const each = {
        variables: [...by, end, tally('count', other, 'n')],
        where: [statement(s, node, o)],
        by: [...by, end],
      };
      const n = variable('n');
      const variables = [...by, tally('sum', n, 't'), tally('count', end, 'k'), tally('max', n, 'm')];
      return select({ variables, where: [inner(each)], ...grouped(by) });
    },
    read: ([row]) => ({ triples: numberIn(row?.['t']), distinct: numberIn(row?.['k']), most: numberIn(row?.['m']) }),
  };
}

/** By subject, and by object. */
export const out = degrees(s, o);
export const into = degrees(o, s);

/** Triples by datatype of the literal, most frequent first. */
export const datatypes: Aspect<readonly Counted[]> = {
  query: (relation) => {
    const { node, by } = about(relation);
    const where = [
      statement(s, node, o),
      filter(apply('isliteral', o)),
      { type: 'bind' as const, variable: d, expression: apply('datatype', o) },
    ];
    return select({ variables: [...by, d, tally('count', o, 'n')], where, by: [...by, d] });
  },
  read: (rows) => mostFrequent(rows, 'd'),
};

function classesAt(end: VariableTerm): Aspect<readonly Counted[]> {
  return {
    query: (relation) => {
      const { node, by } = about(relation);
      const where = [statement(s, node, o), membership(end, c)];
      return select({ variables: [...by, c, tally('count', end, 'n', true)], where, by: [...by, c] });
    },
    read: (rows) => mostFrequent(rows, 'c').slice(0, TOLD),
  };
}

/** Distinct subjects, and distinct objects, by class. */
export const subjectClasses = classesAt(s);
export const objectClasses = classesAt(o);

function grouped(by: readonly VariableTerm[]): { by?: readonly VariableTerm[] } {
  return by.length === 0 ? {} : { by };
}

export function numberIn(cell: Cell): number {
  const number = typeof cell === 'object' && cell.kind === 'literal' ? Number(cell.value) : 0;
  return Number.isFinite(number) ? number : 0;
}

export function mostFrequent(rows: readonly Row[], name: string): Counted[] {
  const counts = rows.flatMap((row): Counted[] => {
    const cell = row[name];
    return typeof cell === 'object' && cell.kind === 'iri' ? [{ iri: cell.iri, count: numberIn(row['n']) }] : [];
  });
  return counts.sort((left, right) => right.count - left.count || compareCodePoints(left.iri, right.iri));
}
