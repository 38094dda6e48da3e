/** Taking turns: work of which only so much is done at once, and work done ahead whose results come in order. */

/** Runs what it is given, at most `places` at a time, first come first served. */
export function createTurns(places: number): <T>(work: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = [];
  let free = places;
  return async (work) => {
    if (free > 0) free -= 1;
    else await new Promise<void>((go) => waiting.push(go));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next === undefined) free += 1;
      else next();
    }
  };
}

/** Each item with what became of it, in the order of the items; up to `ahead` of them are at work at once. */
export async function* inOrder<T, R>(
  items: AsyncIterable<T> | Iterable<T>,
  ahead: number,
  work: (item: T) => Promise<R>,
): AsyncGenerator<readonly [T, R], void, undefined> {
  const begun: (readonly [T, Promise<R>])[] = [];
  for await (const item of items) {
    const result = work(item);
    // It is awaited below, but maybe only after another one has failed.
    result.catch(() => undefined);
    begun.push([item, result]);
    if (begun.length < ahead) continue;
    const [first, done] = begun.shift() as (typeof begun)[number];
    yield [first, await done];
  }
  for (const [item, done] of begun) yield [item, await done];
}
