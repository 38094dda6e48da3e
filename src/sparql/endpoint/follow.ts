/** Following a relation on an endpoint: from listed terms batch by batch, from a described set by its pattern. */

import { compareCodePoints } from '../../graph/code-points.ts';
import { termKey, termOf } from '../../graph/term.ts';
import { iriTerm, type Pattern, type VariableTerm, variable } from '../build.ts';
import { EndpointSet } from './endpoint-set.ts';
import { batches, type Listing, listAll, membersWhere, sortedKeys } from './paging.ts';
import { among, canAsk, canName, statement } from './select.ts';
import { type Asking, BATCH } from './set-algebra.ts';

const [x, f] = ['x', 'f'].map(variable) as [VariableTerm, VariableTerm];

/** All objects (inverse: all subjects) of a relation for the members of a set. */
export async function followOn(
  asking: Asking,
  relation: string,
  inverse: boolean,
  from: EndpointSet,
): Promise<EndpointSet> {
  if (!canName(relation)) return EndpointSet.listed([]);
  const lists = startsOf(from, inverse).map((start) =>
    membersWhere(asking.client, x, stepFrom(start, relation, inverse), asking.reach),
  );
  const parts = await Promise.all(lists);
  const keys = parts.length === 1 ? (parts[0]?.keys ?? []) : sortedKeys(new Set(parts.flatMap((part) => part.keys)));
  // What blank nodes lead to cannot be asked, so there may be more.
  const cut = from.truncated || from.dead || parts.some((part) => part.cut);
  return EndpointSet.listed(keys, { cut, dead: parts.some(({ dead }) => dead) });
}

/** For each of these terms the members of a set that lead to it, in id order. */
export async function inputsOf(
  asking: Asking,
  relation: string,
  inverse: boolean,
  from: EndpointSet,
  keys: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const inputs = new Map<string, string[]>();
  if (!canName(relation)) return inputs;
  const lists = batches(keys.filter(canAsk), BATCH).map((batch) => pairsInto(asking, relation, inverse, from, batch));
  for (const [member, input] of (await Promise.all(lists)).flat()) {
    inputs.set(member, [...(inputs.get(member) ?? []), input]);
  }
  for (const list of inputs.values()) list.sort(compareCodePoints);
  return inputs;
}

/** Where the set is long, all that lead to these terms are read and looked up in it: two lists in one query are dear. */
async function pairsInto(
  { client, reach }: Asking,
  relation: string,
  inverse: boolean,
  from: EndpointSet,
  keys: readonly string[],
): Promise<(readonly [member: string, input: string])[]> {
  const named = among(x, keys);
  const read = async (start: readonly Pattern[]): Promise<Listing> => {
    const where = [named, ...stepFrom(start, relation, inverse)];
    return await listAll(client, { variables: [x, f], distinct: true, where }, reach);
  };
  const whole = from.keys !== undefined && from.keys.length > BATCH ? await read([]) : undefined;
  const listings = whole?.cut === false ? [whole] : await Promise.all(startsOf(from, inverse).map(read));
  const members = from.keys === undefined ? undefined : new Set(from.keys);
  const pairs = listings
    .flatMap(({ rows }) => rows)
    .flatMap(({ x: member, f: input }) =>
      typeof member === 'object' && typeof input === 'object' ? [[termKey(member), termKey(input)] as const] : [],
    );
  return pairs.filter(([, input]) => members?.has(input) !== false);
}

/** Where a step begins: a list of patterns for `?f`, each small enough for one query. Nothing is the subject of a triple but an IRI. */
function startsOf(from: EndpointSet, inverse: boolean): readonly (readonly Pattern[])[] {
  if (from.where !== undefined) return [from.where(f, true)];
  const keys = (from.keys ?? []).filter((key) => canAsk(key) && (inverse || termOf(key).kind === 'iri'));
  return batches(keys, BATCH).map((batch) => [among(f, batch)]);
}

function stepFrom(start: readonly Pattern[], relation: string, inverse: boolean): Pattern[] {
  const through = iriTerm(relation);
  return [inverse ? statement(x, through, f) : statement(f, through, x), ...start];
}
