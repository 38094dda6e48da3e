/** Carries out an operation on a graph: what tool handlers do with resolved arguments, and what replay does with a record. */
import type { Item, Source, Step, TermSet } from '../graph/source.ts';
import type { Handles, Held } from './handles.ts';
import type { Input, Operation } from './operation.ts';
import type { Result } from './result.ts';

/** Items of a result that are shown at once; more are read page by page. */
export const PAGE_SIZE = 50;

/** The operations that yield a set of terms and so a handle. */
export type SetOperation = Extract<
  Operation,
  | { follow: string }
  | { and: unknown }
  | { or: unknown }
  | { difference: unknown }
  | { complement: unknown }
  | { members: string }
  | { where: unknown }
  | { top: number }
>;

/** A set with the way it came about, not yet named by a handle. */
export interface Computed {
  readonly set: TermSet;
  readonly via: Step | undefined;
}

/** Thrown inside evaluation where a handle names nothing on this graph; callers turn it into a `stale_handle` result. */
export class StaleHandle extends Error {
  readonly handle: string;

  constructor(handle: string) {
    super(handle);
    this.handle = handle;
  }
}

export function heldBy(handle: string, source: Source, handles: Handles): Held {
  const held = handles.get(handle);
  if (held === undefined || held.source !== source) throw new StaleHandle(handle);
  return held;
}

/** The set that is given. Throws {@link StaleHandle}. */
export async function inputSet(input: Input, source: Source, handles: Handles): Promise<TermSet> {
  return 'handle' in input ? heldBy(input.handle, source, handles).set : await source.setOf(input.entities);
}

/** The set an operation yields. Throws {@link StaleHandle}. */
export async function computeSet(operation: SetOperation, source: Source, handles: Handles): Promise<Computed> {
  const setOf = (input: Input) => inputSet(input, source, handles);
  if ('follow' in operation) {
    const from = await setOf(operation.of);
    const step: Step = { relation: operation.follow, inverse: operation.inverse === true, from };
    return { set: await source.follow(step), via: from.size > 1 ? step : undefined };
  }
  if ('and' in operation) return plain(await source.intersection(await Promise.all(operation.and.map(setOf))));
  if ('or' in operation) return plain(await source.union(await Promise.all(operation.or.map(setOf))));
  if ('difference' in operation) {
    const [from, without] = await Promise.all(operation.difference.map(setOf));
    return plain(await source.difference(from as TermSet, without as TermSet));
  }
  if ('complement' in operation) {
    const [all, without] = await Promise.all([source.members(operation.class), setOf(operation.complement)]);
    return plain(await source.difference(all, without));
  }
  if ('where' in operation) {
    const { relation, is: comparison, value, datatype } = operation.where;
    const limit = { kind: 'literal', value, datatype } as const;
    return plain(await source.filter(await setOf(operation.of), { relation, comparison, value: limit }));
  }
  if ('top' in operation) {
    const { top: count, by: relation, order } = operation;
    return plain(await source.top(await setOf(operation.of), { relation, order, count }));
  }
  return plain(await source.members(operation.members));
}

/** How many are in a set; of a set that was cut off, that there are at least so many. Throws {@link StaleHandle}. */
export async function countSet(
  { count }: Extract<Operation, { count: Input }>,
  source: Source,
  handles: Handles,
): Promise<Result> {
  const set = await inputSet(count, source, handles);
  return set.truncated ? { status: 'truncated', atLeast: set.size } : { status: 'ok', number: set.size };
}

function plain(set: TermSet): Computed {
  return { set, via: undefined };
}

/**
 * Names a set by a new handle and shows its first page. A complement shows only its size: it may be nearly everything,
 * and its items are there on request.
 */
export async function present(
  computed: Computed,
  operation: SetOperation,
  source: Source,
  handles: Handles,
): Promise<Result> {
  const handle = handles.mint({ ...computed, source });
  const { set } = computed;
  if ('complement' in operation && set.size > 0) {
    return {
      status: set.truncated ? 'truncated' : 'ok',
      result: handle,
      ...sizeOf(set),
      items: [],
      next: cursorAt(handle, 0),
    };
  }
  return await pageOf(handle, computed, 0, source);
}

function sizeOf(set: TermSet): { total: number } | { atLeast: number } {
  return set.truncated ? { atLeast: set.size } : { total: set.size };
}

/** One page of a held set, with the cursor of the next one. */
export async function pageOf(handle: string, { set, via }: Computed, offset: number, source: Source): Promise<Result> {
  const items: readonly Item[] = await source.items(set, { offset, limit: PAGE_SIZE }, via);
  const end = offset + PAGE_SIZE;
  const status = set.truncated ? 'truncated' : set.size === 0 ? 'empty' : 'ok';
  return {
    status,
    result: handle,
    ...sizeOf(set),
    items,
    ...(end < set.size ? { next: cursorAt(handle, end) } : {}),
  };
}

/** The cursor of a page: the handle and the offset it begins at. */
function cursorAt(handle: string, offset: number): string {
  return `${handle}+${offset}`;
}

/** The offset of a cursor that this result gives as "next", or undefined for any other text. */
export function offsetOf(cursor: string, handle: string, { size }: TermSet): number | undefined {
  const match = /^(#r\d+)\+(\d{1,10})$/.exec(cursor);
  const offset = Number(match?.[2]);
  const given = match?.[1] === handle && offset % PAGE_SIZE === 0 && offset < size;
  return given ? offset : undefined;
}
