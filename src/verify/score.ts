/** Precision and recall of an answer against gold, over keys of terms. */

export interface Score {
  /** Both 0…1; of nothing submitted precision is 1, of no gold recall is 1. */
  readonly precision: number;
  readonly recall: number;
  readonly missing: readonly string[];
  readonly extra: readonly string[];
}

export function score(submitted: readonly string[], wanted: readonly string[]): Score {
  const given = new Set(submitted);
  const gold = new Set(wanted);
  const missing = [...gold].filter((term) => !given.has(term));
  const extra = [...given].filter((term) => !gold.has(term));
  const right = gold.size - missing.length;
  return {
    precision: given.size === 0 ? 1 : right / given.size,
    recall: gold.size === 0 ? 1 : right / gold.size,
    missing,
    extra,
  };
}
