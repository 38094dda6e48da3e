/** A row of the bench's table. */
export interface Row {
  readonly what: string;
  /** What was measured, with its unit. */
  readonly value: string;
  /** Against the peer named in `what` or `goal`, measured in the same run. */
  readonly ratio?: number;
  readonly goal: string;
  /** Whether the goal was reached in this run. */
  readonly met: boolean;
}
