/** What a harvest did, in counts: told to the person who ran it, and the ground of the card. */
import type { DropReason } from './dedupe.ts';
import type { RefusalReason } from './refusal.ts';
import type { Split } from './split.ts';

export interface HarvestReport {
  /** Where the samples are. */
  readonly directory: string;
  /** False where the folder held exactly this already. */
  readonly changed: boolean;
  /** Trajectories read, and samples written. */
  readonly read: number;
  readonly written: number;
  readonly splits: Readonly<Record<Split, number>>;
  /** By pattern, then split; patterns in code-point order. */
  readonly patterns: readonly { readonly pattern: string; readonly splits: Readonly<Record<Split, number>> }[];
  /** Trajectories that became no sample, by reason; only reasons that occurred. */
  readonly refused: Readonly<Partial<Record<RefusalReason, number>>>;
  /** Samples left out again; further walks of a sample that is already there are not counted here. */
  readonly dropped: Readonly<Record<DropReason, number>>;
  readonly repeated: number;
  /** Paths below the directory, in code-point order. */
  readonly files: readonly string[];
}
