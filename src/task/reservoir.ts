/** A reservoir: so many items of a stream, each with the same chance, whatever the stream's length (Vitter's algorithm R). */
import type { Random } from '../logic/random.ts';

export interface Reservoir<T> {
  readonly items: readonly T[];
  offer(item: T): void;
}

export function createReservoir<T>(size: number, random: Random): Reservoir<T> {
  const items: T[] = [];
  let offered = 0;
  return {
    items,
    offer: (item) => {
      offered += 1;
      const place = items.length < size ? items.length : random.integer(offered);
      if (place < size) items[place] = item;
    },
  };
}
