/** What a client's log tells, whatever its kind: turns, each from what a user asked to what the agent said last. */

export const LOG_KINDS = ['claude-stream', 'claude-stored', 'openai'] as const;

/**
 * - `claude-stream`: what `claude -p --output-format stream-json` writes, or the list of `--output-format json --verbose`
 * - `claude-stored`: the sessions that Claude Code keeps, a JSON line an entry
 * - `openai`: messages of the Chat Completions API, or items of the Responses API
 */
export type LogKind = (typeof LOG_KINDS)[number];

/** What came back for a call, as the client handed it to its model. */
export interface LogReply {
  /** Text, content blocks or an object: whatever the log has. */
  readonly content: unknown;
  readonly failed: boolean;
}

export interface LogCall {
  readonly id: string;
  /** With the client's prefix. */
  readonly name: string;
  /** Undefined where they were no JSON object. */
  readonly arguments: Readonly<Record<string, unknown>> | undefined;
  /** From 1. */
  readonly line: number;
  /** What the agent said and thought right before. */
  readonly words: string;
  readonly thought: string;
  /** Undefined where the log ends before, or the call was broken off. */
  reply: LogReply | undefined;
}

export interface LogTurn {
  /** Undefined where the log does not hold it. */
  readonly question: string | undefined;
  readonly line: number;
  /** In the order in which the agent made them. */
  readonly calls: readonly LogCall[];
  /** What was said and thought after the last call. */
  readonly words: string;
  readonly thought: string;
  /** Whether the one who asked was another agent. */
  readonly subagent: boolean;
  /** Lines of the log that may have belonged here and could not be read. */
  readonly broken: number;
}

/** A line that could not be read, and why. */
export interface LogProblem {
  readonly line: number;
  readonly reason: string;
}

export interface ClientLog {
  readonly kind: LogKind;
  /** `sha256:` and the hash of the file. */
  readonly file: string;
  readonly turns: readonly LogTurn[];
  readonly problems: readonly LogProblem[];
  readonly client: { readonly name: string; readonly version: string } | undefined;
}

/** Reads one entry of a log, which stands at this line; gives why it could not, where it could not. */
export type ReadEntry = (entry: Readonly<Record<string, unknown>>, line: number) => string | undefined;
