/** Where each sample was walked: the one file of a harvest that may differ between runs with the same samples. */
import type { Trajectory } from '../trajectory/trajectory.ts';
import type { Verdict } from '../verify/verdict.ts';

export interface Lineage {
  /** File name of the journal, without folders. */
  readonly journal: string;
  readonly trajectory: string;
  /** Hash of the trajectory's last record. */
  readonly head: string;
  readonly sealed: boolean;
  readonly verdict: {
    readonly conforms: boolean;
    readonly oracle: string;
    readonly pinned: boolean;
    /** When an endpoint was asked, where it was one. */
    readonly asked?: string;
    readonly checks: Readonly<Record<string, string>>;
    readonly precision: number | null;
    readonly recall: number | null;
  };
}

/** What is kept of a trajectory and its verdict beside the sample. */
export function lineageOf({ id, journal, head, sealed }: Trajectory, verdict: Verdict): Lineage {
  return {
    journal,
    trajectory: id,
    head,
    sealed,
    verdict: {
      conforms: verdict.conforms,
      oracle: verdict.oracle,
      pinned: verdict.pinned,
      ...(verdict.asked === undefined ? {} : { asked: verdict.asked }),
      checks: Object.fromEntries(verdict.checks.map(({ check, outcome }) => [check, outcome])),
      precision: verdict.precision ?? null,
      recall: verdict.recall ?? null,
    },
  };
}
