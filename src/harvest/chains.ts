/** Items found by a hash: what a map of lists is, in 8 to 12 bytes an item. */

export interface Chains {
  /** @param item a whole number below the capacity, put once */
  put(hash: number, item: number): void;
  /** The last item that was put under the hash, or under another one by chance; below nought for none. */
  first(hash: number): number;
  /** The item that was put before this one; below nought for none. */
  next(item: number): number;
}

/** Chained hashing (Knuth, The Art of Computer Programming 3, 6.4) in two arrays. Whoever looks compares the items himself. */
export function createChains(capacity: number): Chains {
  const mask = 2 ** Math.ceil(Math.log2(Math.max(1, capacity))) - 1;
  const firsts = new Int32Array(mask + 1).fill(-1);
  const nexts = new Int32Array(capacity);
  return {
    put(hash, item) {
      nexts[item] = firsts[hash & mask] as number;
      firsts[hash & mask] = item;
    },
    first: (hash) => firsts[hash & mask] as number,
    next: (item) => nexts[item] as number,
  };
}
