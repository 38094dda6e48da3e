/** Counts by key, and distributions of whole numbers: what the figures of a page are made of. */

export interface Counts {
  add(key: string, times?: number): void;
  get(key: string): number;
  /** The most frequent first, equal ones in code-point order. */
  ranked(): (readonly [string, number])[];
  /** In code-point order of the keys. */
  entries(): (readonly [string, number])[];
}

export function createCounts(): Counts {
  const counts = new Map<string, number>();
  const entries = () => [...counts].sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    add: (key, times = 1) => void counts.set(key, (counts.get(key) ?? 0) + times),
    get: (key) => counts.get(key) ?? 0,
    entries,
    ranked: () => entries().sort(([, a], [, b]) => b - a),
  };
}

export interface Distribution {
  /** How often each number came, ascending. */
  readonly counts: readonly (readonly [number, number])[];
  readonly total: number;
  readonly mean: number;
  readonly median: number;
  /** Nineteen of twenty are at most this. */
  readonly most: number;
  readonly largest: number;
}

export interface Measuring {
  add(number: number): void;
  distribution(): Distribution;
}

/** Memory holds a figure for each different number. */
export function createMeasuring(): Measuring {
  const seen = new Map<number, number>();
  return {
    add(number) {
      if (Number.isFinite(number)) seen.set(number, (seen.get(number) ?? 0) + 1);
    },
    distribution() {
      const counts = [...seen].sort(([a], [b]) => a - b);
      const total = counts.reduce((sum, [, count]) => sum + count, 0);
      const sum = counts.reduce((all, [number, count]) => all + number * count, 0);
      const at = (part: number): number => {
        let passed = 0;
        for (const [number, count] of counts) {
          passed += count;
          if (passed >= total * part) return number;
        }
        return 0;
      };
      const largest = counts.at(-1)?.[0] ?? 0;
      return { counts, total, mean: total === 0 ? 0 : sum / total, median: at(0.5), most: at(0.95), largest };
    },
  };
}
