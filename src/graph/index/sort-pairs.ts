/** Orders two columns of numbers as the pairs that they are. */

/** Sorts both in place, by key and then by value: as 64-bit words, for which the platform has a fast sort. */
export function sortPairs(keys: Uint32Array, values: Uint32Array): void {
  const words = new BigUint64Array(keys.length);
  // The two halves of a word in memory: the low one comes first on every machine that Node runs on.
  const halves = new Uint32Array(words.buffer);
  for (let row = 0; row < keys.length; row++) {
    halves[row * 2] = values[row] as number;
    halves[row * 2 + 1] = keys[row] as number;
  }
  words.sort();
  for (let row = 0; row < keys.length; row++) {
    values[row] = halves[row * 2] as number;
    keys[row] = halves[row * 2 + 1] as number;
  }
}
