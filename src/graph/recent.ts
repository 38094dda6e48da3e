/** Remembers what was lately worked out: a server is asked for the same few things again and again. */

/** Gives the value of a key, working it out where it is not among the latest ones. */
export type Recent<Key, Value> = (key: Key, workOut: (key: Key) => Value) => Value;

/**
 * Keeps at most `limit` values (two at the least), in two halves: when the younger one is full, the older one goes, but for what was asked for
 * meanwhile. (To take the eldest out of one map one by one is slow: it walks over all that were taken out before.) Values
 * must not change with time.
 */
export function createRecent<Key, Value>(limit: number): Recent<Key, Value> {
  const half = Math.max(1, limit >>> 1);
  let young = new Map<Key, Value>();
  let old = new Map<Key, Value>();
  return (key, workOut) => {
    const known = young.get(key);
    if (known !== undefined) return known;
    const value = old.get(key) ?? workOut(key);
    if (young.size >= half) {
      old = young;
      young = new Map();
    }
    young.set(key, value);
    return value;
  };
}
