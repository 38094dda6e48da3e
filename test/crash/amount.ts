/** How much of the crash matrix is run: a sample in `npm test`, all of it with GRAPHTRAIL_CRASH=full, counts printed. */

export const FULL = process.env['GRAPHTRAIL_CRASH'] === 'full';

/** All where everything is run, else the sample. */
export function amount<T>(all: T, sample: T): T {
  return FULL ? all : sample;
}

export function tellCounts(what: string, counts: Readonly<Record<string, number>>): void {
  if (!FULL) return;
  const listed = Object.entries(counts).map(([name, many]) => `${many.toLocaleString('en-US')} ${name}`);
  process.stdout.write(`\n${what}: ${listed.join(', ')}\n`);
}

/** A fixed sequence of numbers below `bound` (the multiplicative generator of Park and Miller). */
export function seeded(seed: number): (bound: number) => number {
  let state = seed;
  return (bound) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % bound;
  };
}
