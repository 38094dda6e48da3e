/** The handles of a part of a session: what it needs of earlier calls, and names that count from one again. */
import type { Called, Frame } from '../record.ts';
import { isEntry } from './value.ts';

type Record = Frame & Called;

/** The calls, with those earlier ones whose results they go on from, in the order of the session. */
export function withNeeded(calls: readonly Record[], session: readonly Record[]): Record[] {
  const given = new Map<string, Record>();
  for (const call of session) {
    const { result } = call.observation;
    if (result !== undefined && !isPage(call) && !given.has(result)) given.set(result, call);
  }
  const needed = new Set(calls);
  for (const { operation } of needed) {
    for (const handle of handlesIn(operation)) {
      const from = given.get(handle);
      // A set that is added while it is gone through is gone through to its new end.
      if (from !== undefined) needed.add(from);
    }
  }
  return session.filter((call) => needed.has(call));
}

function isPage({ operation }: Called): boolean {
  return operation !== undefined && 'read' in operation;
}

function handlesIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(handlesIn);
  if (!isEntry(value)) return [];
  return Object.entries(value).flatMap(([name, member]) =>
    (name === 'handle' || name === 'read') && typeof member === 'string' ? [member] : handlesIn(member),
  );
}

/** A handle by itself, or the cursor of a page. */
const HANDLE = /^(#r[1-9]\d*)(\+\d+)?$/;

export type Renamed = <T>(value: T) => T;

/**
 * Gives new names to the handles that calls gave, in their order, as if nothing had gone before: in values that are a handle or a cursor.
 * Where they count from one already, nothing changes.
 */
export function countedAnew(calls: readonly Called[]): Renamed {
  const given = calls.flatMap((call) => (isPage(call as Record) ? [] : (call.observation.result ?? [])));
  const numbers = [...new Set(given)].filter((handle) => HANDLE.test(handle)).map((handle) => Number(handle.slice(2)));
  const names = new Map(numbers.sort((a, b) => a - b).map((number, index) => [`#r${number}`, `#r${index + 1}`]));
  if ([...names].every(([before, after]) => before === after)) return (value) => value;
  const rename = (value: unknown): unknown => {
    if (typeof value === 'string') {
      const [, handle = '', rest = ''] = HANDLE.exec(value) ?? [];
      return names.has(handle) ? `${names.get(handle)}${rest}` : value;
    }
    if (Array.isArray(value)) return value.map(rename);
    return isEntry(value) ? Object.fromEntries(Object.entries(value).map(([name, one]) => [name, rename(one)])) : value;
  };
  return <T>(value: T) => rename(value) as T;
}
