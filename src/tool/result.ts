/** What a tool call gives back: one shape for every tool, so that clients need one output schema. */
import type { Item } from '../graph/source.ts';
import type { Grade } from './practice.ts';

/**
 * - `ok`, `empty`, `truncated` are answers: some, certainly none, and cut off by the source itself.
 * - the others are faults of the caller, worded so that it can mend the call: `unknown` (no such name), `ambiguous` (several),
 *   `wrong_type`, `stale_handle`, `invalid` (arguments do not fit the schema), `busy`.
 */
export type Status =
  | 'ok'
  | 'empty'
  | 'truncated'
  | 'unknown'
  | 'ambiguous'
  | 'wrong_type'
  | 'stale_handle'
  | 'invalid'
  | 'busy';

export interface Result {
  readonly status: Status;
  /** Handle of the whole set, such as `#r3`. */
  readonly result?: string;
  readonly total?: number;
  /** Instead of `total` where the status is `truncated`. */
  readonly atLeast?: number;
  readonly items?: readonly Item[];
  /** What was counted, where the answer is a number rather than a set. */
  readonly number?: number;
  /** Where the next page of a complete set begins; `read_result` takes it. */
  readonly next?: string;
  /** The rows of a table, each with a cell for every relation asked for, in their order. */
  readonly rows?: readonly {
    readonly id: string;
    readonly label: string;
    readonly cells: readonly { readonly relation: string; readonly total: number; readonly items: readonly Item[] }[];
  }[];
  /** Said to the agent: what is wrong and what to do, or the text of a description. */
  readonly message?: string;
  /** Near names of an unknown one, or the entities an ambiguous one may mean. */
  readonly candidates?: readonly { readonly id: string; readonly label: string; readonly classes: readonly string[] }[];
  /** The handle of a task that was begun. */
  readonly task?: string;
  /** The question to practise on, where none was stated; and how good the answer was. Never in a journal. */
  readonly question?: string;
  readonly grade?: Grade;
  /** Tools that `find_relation` found. */
  readonly relations?: readonly { readonly relation: string; readonly tool: string; readonly description: string }[];
  /** Says that the call could not be recorded, where that was asked for; never in a journal. */
  readonly recorded?: false;
  /** What `describe_entity` tells, relation by relation. */
  readonly facts?: readonly {
    readonly relation: string;
    readonly tool: string;
    readonly total: number;
    readonly items: readonly Item[];
  }[];
}

/** Whether a status is a fault of the caller, flagged `isError` over MCP. */
export function isFault(status: Status): boolean {
  return status !== 'ok' && status !== 'empty' && status !== 'truncated';
}
