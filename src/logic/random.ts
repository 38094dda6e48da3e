/** Seeded randomness: the same seed gives the same draws on every machine, so that nothing drawn ever depends on luck. */
import { createHash } from 'node:crypto';

/** A stream of draws. Each call moves the stream on, so the order of calls matters. */
export interface Random {
  /** A number in [0, 1), of 53 random bits. */
  next(): number;
  /** A whole number in [0, bound), without modulo bias; `bound` is 1 … 2³². */
  integer(bound: number): number;
  /** One item of a list that is not empty. */
  choose<T>(list: readonly T[]): T;
  /** A shuffled copy; the list itself stays as it is. */
  shuffle<T>(list: readonly T[]): T[];
}

const WORD = 2 ** 32;

/**
 * The stream of a seed. Give every purpose its own seed (`${seed}/distractors/${task.id}`), so that one more draw in one
 * place never moves the draws of another.
 *
 * @throws RangeError from `integer` and `choose` where there is nothing to draw from.
 */
export function seededRandom(seed: string): Random {
  const word = sfc32(createHash('sha256').update(seed, 'utf8').digest());
  const integer = (bound: number): number => {
    if (!Number.isInteger(bound) || bound < 1 || bound > WORD) {
      throw new RangeError(`expected a bound from 1 to 2^32, got ${bound}`);
    }
    const unbiased = WORD - (WORD % bound);
    let drawn = word();
    while (drawn >= unbiased) drawn = word();
    return drawn % bound;
  };
  return {
    next: () => ((word() >>> 5) * 2 ** 26 + (word() >>> 6)) / 2 ** 53,
    integer,
    choose: <T>(list: readonly T[]) => list[integer(list.length)] as T,
    shuffle: <T>(list: readonly T[]) => {
      const shuffled = [...list];
      for (let last = shuffled.length - 1; last > 0; last--) {
        const other = integer(last + 1);
        [shuffled[last], shuffled[other]] = [shuffled[other] as T, shuffled[last] as T];
      }
      return shuffled;
    },
  };
}

/** sfc32 of Chris Doty-Humphrey's PractRand, its whole state taken from a SHA-256 digest; gives unsigned 32-bit words. */
function sfc32(digest: Buffer): () => number {
  let a = digest.readInt32LE(0);
  let b = digest.readInt32LE(4);
  let c = digest.readInt32LE(8);
  let counter = digest.readInt32LE(12);
  return () => {
    const word = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + word) | 0;
    return word >>> 0;
  };
}
