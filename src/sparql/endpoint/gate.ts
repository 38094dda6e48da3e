/** Lets only so many actions run at once; the others wait their turn. */

export function createGate(most: number): <T>(action: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (action) => {
    if (running >= most) await new Promise<void>((go) => waiting.push(go));
    else running += 1;
    try {
      return await action();
    } finally {
      // Whoever waits takes over the place; only where nobody does is it free.
      const next = waiting.shift();
      if (next === undefined) running -= 1;
      else next();
    }
  };
}
