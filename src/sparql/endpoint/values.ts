/** Conditions and ranks on an endpoint's sets: the values are fetched and compared here, by the one law of graph/value-order.ts. */
import type { Condition, Ranking } from '../../graph/source.ts';
import { holds, readValue, type Value } from '../../graph/value-order.ts';
import { rankedFirst } from '../../graph/value-sets.ts';
import { filter, iriTerm, type VariableTerm, variable } from '../build.ts';
import { EndpointSet, type Where } from './endpoint-set.ts';
import { batches, listAll, sortedKeys } from './paging.ts';
import { among, apply, canAsk, statement } from './select.ts';
import { type Asking, BATCH } from './set-algebra.ts';

const [x, v] = ['x', 'v'].map(variable) as [VariableTerm, VariableTerm];

/** Members that have a value which compares so. */
export async function filterByValue(
  asking: Asking,
  set: EndpointSet,
  { relation, comparison, value }: Condition,
): Promise<EndpointSet> {
  const limit = readValue(value);
  if (limit === undefined) return EndpointSet.listed([]);
  const { values, cut } = await valuesOf(asking, set, relation);
  const kept = [...values].filter(([, own]) => own.some((one) => holds(one, comparison, limit)));
  return EndpointSet.listed(sortedKeys(kept.map(([key]) => key)), { cut: cut || set.truncated });
}

/** Members that rank first; nothing certain where not all values are there to be ranked. */
export async function topByValue(
  asking: Asking,
  set: EndpointSet,
  { relation, order, count }: Ranking,
): Promise<EndpointSet> {
  const { values, cut } = await valuesOf(asking, set, relation);
  if (cut || set.truncated) return EndpointSet.unknown();
  const rows = [...values].map(([member, own]) => ({ member, values: own }));
  return EndpointSet.listed(sortedKeys(rankedFirst(rows, order, count)));
}

/** The values of each member that has any. */
async function valuesOf(
  { client, reach }: Asking,
  set: EndpointSet,
  relation: string,
): Promise<{ readonly values: ReadonlyMap<string, readonly Value[]>; readonly cut: boolean }> {
  const member = statement(x, iriTerm(relation), v);
  const literal = filter(apply('isliteral', v));
  const parts =
    set.keys === undefined
      ? [(set.where as Where)(x, true)]
      : batches(
          set.keys.filter((key) => !key.startsWith('"') && canAsk(key)),
          BATCH,
        ).map((batch) => [among(x, batch)]);
  const listings = await Promise.all(
    parts.map((part) =>
      listAll(client, { variables: [x, v], distinct: true, where: [member, literal, ...part] }, reach),
    ),
  );
  const values = new Map<string, Value[]>();
  for (const { x: owner, v: cell } of listings.flatMap(({ rows }) => rows)) {
    const value = typeof cell === 'object' ? readValue(cell) : undefined;
    if (value === undefined || typeof owner !== 'object' || owner.kind !== 'iri') continue;
    values.set(owner.iri, [...(values.get(owner.iri) ?? []), value]);
  }
  return { values, cut: listings.some(({ cut }) => cut) };
}
