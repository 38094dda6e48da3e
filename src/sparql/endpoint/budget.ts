/** A span of time that several questions share: what cannot be had within it is done without. */
import { EndpointError } from '../../errors.ts';
import { createGate } from './gate.ts';

export interface Budget {
  /** Milliseconds that are left; never below 0. */
  left(): number;
  /**
   * Asks, within what is left and `most` (more of it where the whole span is longer than usual); undefined where the endpoint takes longer or refuses. Faults that no waiting mends
   * (nobody there, no entry) are thrown.
   */
  attempt<T>(most: number, ask: (milliseconds: number) => Promise<T>): Promise<T | undefined>;
}

const LASTING: ReadonlySet<string> = new Set([
  'endpoint_unreachable',
  'endpoint_unauthorized',
  'endpoint_moved',
  'endpoint_answer_invalid',
]);
/** With less than this it is not worth asking. */
const LEAST = 50;
const AT_ONCE = 6;
/** The span, in milliseconds, for which the limits of single questions are made. */
const USUAL = 10_000;

/** @param atOnce questions at once at most */
export function createBudget(milliseconds: number, atOnce = AT_ONCE): Budget {
  const gate = createGate(atOnce);
  const patience = Math.max(1, milliseconds / USUAL);
  const end = performance.now() + milliseconds;
  const left = (): number => Math.max(0, end - performance.now());
  return {
    left,
    attempt: (most, ask) =>
      // What is left is looked at when its turn comes, not when it is queued.
      gate(async () => {
        const time = Math.ceil(Math.min(most * patience, left()));
        if (time < LEAST) return undefined;
        try {
          return await ask(time);
        } catch (error) {
          if (error instanceof EndpointError && !LASTING.has(error.code)) return undefined;
          throw error;
        }
      }),
  };
}
