/** Reads whole lists from an endpoint, page by page, so that a list that was cut is never taken for whole. */
import { EndpointError } from '../../errors.ts';
import { compareCodePoints } from '../../graph/code-points.ts';
import { termKey } from '../../graph/term.ts';
import type { Pattern, VariableTerm } from '../build.ts';
import type { Client } from './client.ts';
import type { Cell, Row } from './results.ts';
import { canAsk, type Selection, select } from './select.ts';

export interface Reach {
  /** Rows asked for at once: one more is asked for, to see whether there are more. Must be below what the server caps answers at. */
  readonly page: number;
  /** Rows read of one list at most. */
  readonly most: number;
}

export interface Listing {
  readonly rows: readonly Row[];
  /** Whether there are, or may be, more rows than these. */
  readonly cut: boolean;
}

/**
 * The rows of a selection. Nearly all answers fit into one page and need no order; only a longer one is read again in
 * order, page by page.
 */
export async function listAll(client: Client, selection: Selection, reach: Reach, timeout?: number): Promise<Listing> {
  const { page, most } = reach;
  const first = await client.select(select({ ...selection, limit: page + 1 }), timeout);
  if (first.rows.length <= page) return { rows: first.rows, cut: first.partial };
  const order = selection.variables.map((one) => one as VariableTerm);
  const rows: Row[] = [];
  for (let offset = 0; offset < most; offset += page) {
    const limit = Math.min(page, most - offset) + 1;
    const next = await client.select(select({ ...selection, order, limit, offset }), timeout).catch(unsorted);
    if (next === undefined) return { rows: rows.length === 0 ? first.rows : rows, cut: true };
    rows.push(...next.rows.slice(0, limit - 1));
    if (next.partial) return { rows, cut: true };
    if (next.rows.length < limit) return { rows, cut: false };
  }
  return { rows, cut: true };
}

/** Virtuoso sorts no more than its first 10,000 rows: what lies beyond cannot be had, which makes the list a cut one and no fault. */
function unsorted(error: unknown): undefined {
  if (error instanceof EndpointError && error.message.includes('SR353')) return undefined;
  throw error;
}

export interface Members {
  /** Keys of the terms, ascending in code-point order, without repeats. */
  readonly keys: readonly string[];
  readonly cut: boolean;
  /** Whether there are members that cannot be asked about again: blank nodes, and IRIs that no query can hold. */
  readonly dead: boolean;
}

/** The distinct terms that a variable can be in a pattern. */
export async function membersWhere(
  client: Client,
  bound: VariableTerm,
  where: readonly Pattern[],
  reach: Reach,
): Promise<Members> {
  const { rows, cut } = await listAll(client, { variables: [bound], distinct: true, where }, reach);
  return { ...membersOf(rows.map((row) => row[bound.value])), cut };
}

/** Cells as the members of a set; blank nodes are left out, as they are nowhere shown. */
export function membersOf(cells: readonly Cell[]): Omit<Members, 'cut'> {
  const keys = new Set<string>();
  let dead = false;
  for (const cell of cells) {
    if (cell === 'blank') dead = true;
    else if (cell !== undefined) keys.add(termKey(cell));
  }
  const sorted = sortedKeys(keys);
  return { keys: sorted, dead: dead || !sorted.every(canAsk) };
}

export function sortedKeys(keys: Iterable<string>): readonly string[] {
  return [...keys].sort(compareCodePoints);
}

/** Lists of at most so many. */
export function batches<T>(all: readonly T[], size: number): T[][] {
  const found: T[][] = [];
  for (let at = 0; at < all.length; at += size) found.push(all.slice(at, at + size));
  return found;
}
