/** Union, intersection and difference of an endpoint's sets: of lists here, of what is too large to list there. */
import { group, minus, type Pattern, union as unionOf, type VariableTerm, variable } from '../build.ts';
import type { Client } from './client.ts';
import { EndpointSet, type Where } from './endpoint-set.ts';
import { batches, type Members, membersWhere, type Reach, sortedKeys } from './paging.ts';
import { among, canAsk, select, tally } from './select.ts';

export interface Asking {
  readonly client: Client;
  readonly reach: Reach;
}

/** Terms named in one query. */
export const BATCH = 400;

const x = variable('x');

/** The set of a pattern: listed where it is not too large, else counted. */
export async function setWhere({ client, reach }: Asking, where: Where): Promise<EndpointSet> {
  const { keys, cut, dead } = await membersWhere(client, x, where(x), { page: reach.page, most: reach.page });
  if (!cut) return EndpointSet.listed(keys, { dead });
  return EndpointSet.described(where, await countWhere(client, where));
}

/** How many distinct terms fulfil a pattern. */
export async function countWhere(client: Client, where: Where): Promise<number> {
  const count = await client.select(select({ variables: [tally('count', x, 'n', true)], where: where(x) }));
  const cell = count.rows[0]?.['n'];
  return typeof cell === 'object' && cell.kind === 'literal' ? Number(cell.value) : 0;
}

/** The members that are listed, or the first so many of those that are not. */
export async function listedOf({ client, reach }: Asking, set: EndpointSet): Promise<Members> {
  if (set.keys !== undefined) return { keys: set.keys, cut: set.truncated, dead: set.dead };
  return await membersWhere(client, x, (set.where as Where)(x), reach);
}

/** Those of a list that fulfil a pattern. */
export async function keptWhere(
  { client, reach }: Asking,
  keys: readonly string[],
  where: Where,
): Promise<readonly string[]> {
  const found = await Promise.all(
    batches(keys.filter(canAsk), BATCH).map((batch) =>
      membersWhere(client, x, [among(x, batch), ...where(x, true)], reach),
    ),
  );
  return sortedKeys(new Set(found.flatMap((part) => part.keys)));
}

/** What is in all of them. Members of a list that was cut are members still; there may be more. */
export async function intersection(asking: Asking, sets: readonly EndpointSet[]): Promise<EndpointSet> {
  const [smallest, ...others] = sets.filter(({ keys }) => keys !== undefined).sort((a, b) => a.size - b.size);
  const described = sets.flatMap(({ where }) => where ?? []);
  if (smallest === undefined) {
    if (described.length === 0) return EndpointSet.listed([]);
    return await setWhere(asking, (bound) => described.map((where) => group([...where(bound)])));
  }
  let keys = smallest.keys as readonly string[];
  for (const { keys: other } of others) {
    const beside = new Set(other);
    keys = keys.filter((key) => beside.has(key));
  }
  for (const where of described) keys = await keptWhere(asking, keys, where);
  // A blank node may be in all of them, and nobody can tell whether it is the same one.
  return EndpointSet.listed(keys, {
    cut: sets.some(({ truncated }) => truncated),
    dead: sets.every(({ dead }) => dead),
  });
}

export async function union(asking: Asking, sets: readonly EndpointSet[]): Promise<EndpointSet> {
  const cut = sets.some(({ truncated }) => truncated);
  if (sets.every(({ keys }) => keys !== undefined)) {
    const keys = sortedKeys(new Set(sets.flatMap((set) => set.keys ?? [])));
    return EndpointSet.listed(keys, { cut, dead: sets.some(({ dead }) => dead) });
  }
  if (cut || sets.some(({ keys = [] }) => keys.length > BATCH || !keys.every(canAsk))) {
    const parts = await Promise.all(sets.map((set) => listedOf(asking, set)));
    return EndpointSet.listed(sortedKeys(new Set(parts.flatMap(({ keys }) => keys))), { cut: true });
  }
  return await setWhere(asking, (bound) => [unionOf(sets.map((set) => patternOf(set, bound)))]);
}

/** What is in the first and not in the second. Nothing certain can be said where the second was cut. */
export async function difference(asking: Asking, from: EndpointSet, without: EndpointSet): Promise<EndpointSet> {
  if (without.truncated) return EndpointSet.unknown();
  const { keys, truncated: cut, dead } = from;
  if (keys !== undefined) {
    const taken = new Set(without.keys ?? (await keptWhere(asking, keys, without.where as Where)));
    return EndpointSet.listed(
      keys.filter((key) => !taken.has(key)),
      { cut, dead },
    );
  }
  if ((without.keys?.length ?? 0) <= BATCH && (without.keys ?? []).every(canAsk)) {
    const where: Where = (bound) => [...(from.where as Where)(bound), minus(patternOf(without, bound))];
    if (without.keys === undefined) return await setWhere(asking, where);
    const shared = await keptWhere(asking, without.keys, from.where as Where);
    return EndpointSet.described(where, from.size - shared.length);
  }
  const taken = await listedOf(asking, without);
  if (taken.cut) return EndpointSet.unknown();
  const listed = await listedOf(asking, from);
  const gone = new Set(taken.keys);
  return EndpointSet.listed(
    listed.keys.filter((key) => !gone.has(key)),
    { cut: true, dead: listed.dead },
  );
}

function patternOf(set: EndpointSet, bound: VariableTerm): Pattern[] {
  return set.keys === undefined ? [...(set.where as Where)(bound)] : [among(bound, set.keys)];
}
