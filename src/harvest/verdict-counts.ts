/** Counts what the verdicts of all trajectories said, check by check, whatever became of the trajectories. */
import type { Lineage } from './lineage.ts';

export interface VerdictCounts {
  readonly conforming: number;
  /** By how it was checked: `independent`, `same-engine` or `none`, then whether graph and tools were pinned. */
  readonly oracles: Readonly<Record<string, number>>;
  /** By check in code-point order, then outcome. */
  readonly checks: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

export interface VerdictCounting {
  add(verdict: Lineage['verdict']): void;
  counts(): VerdictCounts;
}

export function createVerdictCounting(): VerdictCounting {
  const checks = new Map<string, Map<string, number>>();
  const oracles = new Map<string, number>();
  let conforming = 0;
  return {
    add({ conforms, oracle, pinned, checks: outcomes }) {
      if (conforms) conforming++;
      countOne(oracles, `${oracle}, ${pinned ? 'pinned' : 'not pinned'}`);
      for (const [check, outcome] of Object.entries(outcomes)) {
        const own = checks.get(check) ?? new Map<string, number>();
        checks.set(check, own);
        countOne(own, outcome);
      }
    },
    counts: () => ({
      conforming,
      oracles: inOrder(oracles, (times) => times),
      checks: inOrder(checks, (own) => inOrder(own, (times) => times)),
    }),
  };
}

function countOne(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function inOrder<From, To>(map: ReadonlyMap<string, From>, make: (value: From) => To): Record<string, To> {
  return Object.fromEntries([...map].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, value]) => [key, make(value)]));
}
