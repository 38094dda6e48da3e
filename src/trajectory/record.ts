/** The records of a journal: what each line of a `run-<uuid>.jsonl` file says. */
import type { Answer } from '../tool/answer.ts';
import type { Operation } from '../tool/operation.ts';
import type { Result } from '../tool/result.ts';

/** The version of the record layout. Readers accept this and every earlier one. */
export const RECORD_VERSION = 1;

/** The graph and everything that shapes the toolset, so that a trajectory can be replayed from its record alone. */
export interface Opened {
  readonly type: 'opened';
  readonly graph: { readonly name: string; readonly digest: string | undefined; readonly triples: number };
  /** Surface, budget, language, base: the options as given. */
  readonly options: Readonly<Record<string, string | number | boolean>>;
  /** Digest of the tool list served; the list stands once in `tools-<digest>.json` beside the journals. */
  readonly toolset: string;
  readonly versions: Readonly<Record<string, string>>;
  readonly client: { readonly name: string; readonly version: string } | undefined;
}

/** The question an agent says it is working on (`begin_task`). */
export interface TaskBegun {
  readonly type: 'task';
  readonly task: string;
  readonly question: string;
}

export interface Called {
  readonly type: 'call';
  readonly tool: string;
  readonly arguments: Readonly<Record<string, unknown>>;
  /** Undefined where the arguments did not lead to one: unknown names, bad types. */
  readonly operation: Operation | undefined;
  readonly digest: string | undefined;
  /** Digest of the tool list, where it is another than the trajectory was opened with: the graph changed in between. */
  readonly toolset?: string;
  readonly observation: Result;
  readonly milliseconds: number;
}

export interface Answered {
  readonly type: 'answer';
  readonly answer: Answer;
  /** The answer as terms: IRIs, or values in their lexical form; undefined where a name did not resolve. */
  readonly resolved: readonly string[] | undefined;
}

/** Seals a file: how many records of it came before, and the hash of the last of them. */
export interface Closed {
  readonly type: 'closed';
  readonly records: number;
  readonly head: string;
  /** Written by a repair, not by the writer: what may have been cut off before, nobody knows. */
  readonly repaired?: true;
}

export type Event = Opened | TaskBegun | Called | Answered | Closed;

/** What the journal adds to an event. `seq` and `prev` run through all files of a run; `sha256` covers the line without itself. */
export interface Frame {
  readonly v: number;
  readonly trajectory: string;
  readonly seq: number;
  readonly prev: string;
  readonly at: string;
  readonly sha256: string;
  /** How many secrets were taken out of the event before it was written; left out where there were none. */
  readonly redacted?: number;
  /** How many records of this trajectory, right before this one, could not be written; left out where there were none. */
  readonly unrecorded?: number;
}

export type JournalRecord = Frame & Event;
