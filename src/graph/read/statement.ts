/** Statements on their way from a file into a graph. */
import type { Limits } from './limits.ts';

/** Takes one statement as keys (see `termKey`); blank nodes begin with `_:` and are unique over all files. */
export type StatementSink = (subject: string, predicate: string, object: string) => void;

export interface ReadOptions {
  /** What values of tab-separated files and relative IRIs are put behind. */
  readonly base: string;
  readonly limits: Limits;
  /** Told how many more bytes of the file have been read. */
  readonly onBytes: (count: number) => void;
  /** Awaited between chunks, so that a consumer may catch up. */
  readonly onChunk?: (() => Promise<void>) | undefined;
}

/** What a file turned out to hold. */
export interface ReadReport {
  readonly statements: number;
  readonly hasBlankNodes: boolean;
  /** Whether IRIs were relative and got the base of this program rather than one of the file. */
  readonly hasRelativeIris: boolean;
  /** Whether it holds IRIs of the form that blank nodes are given here. */
  readonly hasReservedIris: boolean;
  readonly prefixes: ReadonlyMap<string, string>;
}
