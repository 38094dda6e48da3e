/** When to ask again: what may pass by itself is worth another try, after the wait that was asked for. */
import type { NotPosted, Posted } from './post.ts';

/** Statuses of what may pass by itself. */
export const PASSING: ReadonlySet<number> = new Set([408, 425, 429, 500, 502, 503, 504]);

/**
 * Milliseconds to wait before asking again; undefined where it is not worth it.
 *
 * @param least to be waited whatever the server asks for
 */
export function waitAfter(
  got: Posted | NotPosted,
  least: number,
  { longest, passing = PASSING }: { readonly longest: number; readonly passing?: ReadonlySet<number> },
): number | undefined {
  // What took too long once is refused for good: it would take as long again.
  if ('missing' in got) return got.missing === 'broken' ? least : undefined;
  if (!passing.has(got.status)) return undefined;
  const wait = Math.max(askedWait(got.headers.get('retry-after')) ?? 0, least);
  return wait > longest ? undefined : wait;
}

/** `Retry-After` in milliseconds (RFC 9110, 10.2.3): seconds, or a date. */
function askedWait(header: string | null): number | undefined {
  if (header === null) return undefined;
  if (/^\d+(?:\.\d+)?$/.test(header.trim())) return Number(header) * 1000;
  const until = Date.parse(header);
  return Number.isNaN(until) ? undefined : Math.max(0, until - Date.now());
}
