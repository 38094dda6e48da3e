/** A trajectory: one task's records in order, with what the journal itself says about their wholeness. */
import type { Answered, Called, Frame, Opened, TaskBegun } from './record.ts';

/** Damage found in the file a trajectory comes from, at the record it concerns. */
export interface ChainProblem {
  readonly seq: number | undefined;
  readonly reason: string;
  /** Where it stands in the file: the line from 1, and the offset of its first byte. */
  readonly line?: number;
  readonly byte?: number;
}

export interface Trajectory {
  readonly id: string;
  /** File name of the journal with its last record, without folders. */
  readonly journal: string;
  /** Hash of its last record: where in the chain it ends. */
  readonly head: string;
  /** Whether the file was closed with a seal; without one, a cut at a line end cannot be seen. */
  readonly sealed: boolean;
  readonly problems: readonly ChainProblem[];
  readonly opened: (Frame & Opened) | undefined;
  readonly task: (Frame & TaskBegun) | undefined;
  readonly calls: readonly (Frame & Called)[];
  readonly answer: (Frame & Answered) | undefined;
}
