/** When to ask again: what may pass by itself is tried a few times, each after a longer wait. */
import type { NotPosted, Posted } from '../http/post.ts';
import { PASSING, waitAfter } from '../http/wait.ts';

export interface RetryOptions {
  /** Requests for one reply at most. */
  readonly tries: number;
  /** Milliseconds before the second; doubled before each further one. */
  readonly firstWait: number;
}

/** What an endpoint may ask us to wait at most, in milliseconds. */
const LONGEST_WAIT = 60_000;

/** 529 is what model servers say when there are too many questions. */
const PASSING_HERE: ReadonlySet<number> = new Set([...PASSING, 529]);

/** Milliseconds to wait before asking again after the given number of tries; undefined where it is not worth it. */
export function waitBefore(got: Posted | NotPosted, tried: number, options: RetryOptions): number | undefined {
  if (tried >= options.tries) return undefined;
  return waitAfter(got, options.firstWait * 2 ** (tried - 1), { longest: LONGEST_WAIT, passing: PASSING_HERE });
}
