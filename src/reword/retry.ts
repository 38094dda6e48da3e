/** When to ask again: what may pass by itself is tried a few times, each after a longer wait. */
import type { NotPosted, Posted } from './post.ts';

export interface RetryOptions {
  /** Requests for one reply at most. */
  readonly tries: number;
  /** Milliseconds before the second; doubled before each further one. */
  readonly firstWait: number;
}

/** What an endpoint may ask us to wait at most, in milliseconds. */
const LONGEST_WAIT = 60_000;

const PASSING: ReadonlySet<number> = new Set([408, 425, 429, 500, 502, 503, 504, 529]);

/** Milliseconds to wait before asking again after the given number of tries; undefined where it is not worth it. */
export function waitBefore(got: Posted | NotPosted, tried: number, options: RetryOptions): number | undefined {
  if (tried >= options.tries) return undefined;
  const grown = options.firstWait * 2 ** (tried - 1);
  // What took too long once is refused for good: an endpoint that computes at temperature 0 takes as long again.
  if ('missing' in got) return got.missing === 'broken' ? grown : undefined;
  if (!PASSING.has(got.status)) return undefined;
  const wait = Math.max(askedWait(got.headers.get('retry-after')) ?? 0, grown);
  return wait > LONGEST_WAIT ? undefined : wait;
}

/** `Retry-After` in milliseconds (RFC 9110, 10.2.3): seconds, or a date. */
function askedWait(header: string | null): number | undefined {
  if (header === null) return undefined;
  if (/^\d+(?:\.\d+)?$/.test(header.trim())) return Number(header) * 1000;
  const until = Date.parse(header);
  return Number.isNaN(until) ? undefined : Math.max(0, until - Date.now());
}
