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
  /** Present where the trajectory was put together from a client's log; left out where a server recorded it. */
  readonly imported?: Imported;
}

/** Where an imported trajectory comes from, without the names of files. */
export interface Imported {
  /** The kind of log, such as `claude-stream`. */
  readonly log: string;
  /** `sha256:` and the hash of the log file. */
  readonly file: string;
  /** No server's journal had the calls: what they did was worked out from the log and the graph. */
  readonly alone?: true;
  /** A part of the work that an agent had handed to another one. */
  readonly subagent?: true;
  /** Tools of others whose calls stand among these, by the names that the log has. What they gave nobody can prove. */
  readonly foreign?: readonly string[];
  /** Calls whose results the log does not hold as they were served. */
  readonly missing?: number;
  /** What the user said, where the question that was recorded is another. */
  readonly asked?: string;
  /** The agent's last words, where they are not the text of the answer. */
  readonly words?: string;
}

/** What a client's log adds to a record. */
export interface Told {
  /** Hash of the record that a server had written, which this one repeats. */
  readonly original?: string;
  /** What the agent said right before. */
  readonly words?: string;
  /** What it thought right before; kept only where that was asked for. */
  readonly thought?: string;
}

/** The question an agent says it is working on (`begin_task`). */
export interface TaskBegun extends Pick<Told, 'original'> {
  readonly type: 'task';
  readonly task: string;
  readonly question: string;
}

export interface Called extends Told {
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

export interface Answered extends Told {
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
