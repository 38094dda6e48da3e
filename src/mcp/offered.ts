/** What prompts, resources and completions of one connection are made from. */
import type { Practice } from '../tool/practice.ts';
import type { Finished, Snapshot } from './session.ts';

export interface Offered {
  /** The tools and the graph as they are now. */
  readonly snapshot: () => Snapshot;
  /** Whether the task frame is offered. */
  readonly framed: boolean;
  readonly practice: Practice | undefined;
  readonly finished: Finished | undefined;
}
