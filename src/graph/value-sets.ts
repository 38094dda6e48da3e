/** Sets by the values of their members: those that a condition holds for, and those that rank first. */
import type { Graph } from './graph.ts';
import { emptySet, intersect } from './set.ts';
import { type Term, termOf } from './term.ts';
import { type Comparison, compareValues, holds, isOrdered, readValue, type Value } from './value-order.ts';

export type Order = 'largest' | 'smallest';

/** Members that have a value of the relation which compares so with `value`. */
export function filterSet(
  graph: Graph,
  relation: number,
  comparison: Comparison,
  value: Term,
  set: Uint32Array,
): Uint32Array {
  const limit = readValue(value);
  if (limit === undefined) return emptySet;
  return withValues(graph, relation, set).filter((member) =>
    valuesOf(graph, relation, member).some((own) => holds(own, comparison, limit)),
  );
}

/**
 * Members than which fewer than `count` members have a better value: with ties there may be more of them than `count`. Of
 * several values of one member the best counts; members without a value that can be ordered are left out.
 */
export function topSet(graph: Graph, relation: number, order: Order, count: number, set: Uint32Array): Uint32Array {
  const rows = Array.from(withValues(graph, relation, set), (member) => ({
    member,
    values: valuesOf(graph, relation, member),
  }));
  return Uint32Array.from(rankedFirst(rows, order, count));
}

/** The members of rows that rank first by {@link topSet}'s law, in the order of the rows. */
export function rankedFirst<Member>(valued: readonly Row<Member>[], order: Order, count: number): Member[] {
  const better = order === 'largest' ? 1 : -1;
  const rows = valued
    .map(({ member, values }) => ({ member, values: values.filter(isOrdered) }))
    .filter(({ values }) => values.length > 0);
  const kept = oneOrder(rows.flatMap(({ values }) => values))
    ? firstOf(rows, better, count)
    : rows.filter(({ values }) =>
        values.some(
          (own) =>
            rows.filter((other) => other.values.some((value) => compareValues(value, own) === better)).length < count,
        ),
      );
  return kept.map(({ member }) => member);
}

/** A member with its values. */
interface Row<Member> {
  readonly member: Member;
  readonly values: readonly Value[];
}

/** Whether every two of the values can be compared, and consistently. */
function oneOrder([first, ...others]: readonly Value[]): boolean {
  const key = (value: Value): string => ('at' in value ? `${value.kind} ${value.zoned}` : value.kind);
  return first === undefined || others.every((value) => key(value) === key(first));
}

function firstOf<Member>(rows: readonly Row<Member>[], better: number, count: number): Row<Member>[] {
  const compare = (left: Value, right: Value): number => (compareValues(left, right) ?? 0) * better;
  const best = new Map(
    rows.map((row) => [row, row.values.reduce((one, other) => (compare(other, one) > 0 ? other : one))]),
  );
  const sorted = [...best.values()].sort((left, right) => compare(right, left));
  const last = sorted[Math.min(count, sorted.length) - 1];
  if (last === undefined) return [];
  return rows.filter((row) => compare(best.get(row) as Value, last) >= 0);
}

/** Members that have any value of the relation. */
function withValues(graph: Graph, relation: number, set: Uint32Array): Uint32Array {
  return intersect(set, graph.subjectsOf(relation));
}

function valuesOf(graph: Graph, relation: number, member: number): Value[] {
  return Array.from(graph.objects(relation, member)).flatMap((id) => readValue(termOf(graph.key(id))) ?? []);
}
