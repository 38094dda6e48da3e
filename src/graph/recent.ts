/** Remembers what was lately worked out: a server is asked for the same few things again and again. */

/** Gives the value of a key, working it out where it is not among the latest ones. */
export type Recent<Key, Value> = (key: Key, workOut: (key: Key) => Value) => Value;

/** Keeps at most `limit` values; the longest kept one goes first. Values must not change with time. */
export function createRecent<Key, Value>(limit: number): Recent<Key, Value> {
  const kept = new Map<Key, Value>();
  return (key, workOut) => {
    const known = kept.get(key);
    if (known !== undefined) return known;
    const value = workOut(key);
    if (kept.size >= limit) kept.delete(kept.keys().next().value as Key);
    kept.set(key, value);
    return value;
  };
}
