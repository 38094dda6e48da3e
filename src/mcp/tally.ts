/** How many there are of each. */

export interface Tally<T> {
  readonly total: number;
  has(one: T): boolean;
  add(one: T): void;
  take(one: T): void;
}

export function createTally<T>(): Tally<T> {
  const counts = new Map<T, number>();
  let total = 0;
  return {
    get total() {
      return total;
    },
    has: (one) => counts.has(one),
    add(one) {
      total += 1;
      counts.set(one, (counts.get(one) ?? 0) + 1);
    },
    take(one) {
      total -= 1;
      const left = (counts.get(one) ?? 0) - 1;
      if (left > 0) counts.set(one, left);
      else counts.delete(one);
    },
  };
}
