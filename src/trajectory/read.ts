/** Reads journals back as trajectories, checking the hash chain on the way and trusting nothing. */
import { type FileHandle, open } from 'node:fs/promises';
import { basename } from 'node:path';
import { JournalError } from '../errors.ts';
import { isIntact } from './chain.ts';
import { createChainCheck } from './chain-check.ts';
import { createDrafts } from './draft.ts';
import { journalFiles } from './journal-paths.ts';
import { type Line, linesOf } from './lines.ts';
import { type JournalRecord, RECORD_VERSION } from './record.ts';
import { toRecord } from './record-schema.ts';
import type { ChainProblem, Trajectory } from './trajectory.ts';

/** What one file turned out to hold, told after its last trajectory. */
export interface JournalReport {
  /** File name without folders. */
  readonly journal: string;
  readonly records: number;
  /** Lines that were no record and were left out. */
  readonly skipped: number;
  readonly sealed: boolean;
  /** The first {@link MAXIMUM_PROBLEMS}; `problemCount` says how many there were. */
  readonly problems: readonly ChainProblem[];
  readonly problemCount: number;
}

export interface ReadOptions {
  readonly onFile?: (report: JournalReport) => void;
  /** Hears how many more bytes were read. */
  readonly onBytes?: (count: number) => void;
}

/** A closed record without anything in `trajectory` but a UUID is some 400 bytes; the seal is looked for in this many. */
const SEAL_BYTES = 4096;

/**
 * Streams the trajectories of journals: directories (their `run-*.jsonl`, in code-point order of names) or files. One is
 * given as soon as its answer was read, the unanswered ones at the end of their file, in the order in which they began.
 *
 * A bad line is skipped and counted, never an error. The hash has no key, so a chain vouches for nothing behind a break: each
 * trajectory carries all problems found in its file before its own last record (unanswered ones: before the end of the file),
 * even where its own lines are whole. Those answered before the break are untouched by it. `onFile` hears of every problem,
 * also of those behind the last trajectory. Memory holds the unanswered trajectories of one file.
 *
 * @throws JournalError `journal_not_found` for a path that does not exist or holds no journal, `journal_not_readable`,
 *   `journal_version` for an intact record of a layout newer than this reader
 */
export async function* readJournals(paths: readonly string[], options: ReadOptions = {}): AsyncGenerator<Trajectory> {
  for (const path of journalFiles(paths)) {
    const file = await openForReading(path);
    try {
      yield* readFile(file, path, options);
    } finally {
      await file.close();
    }
  }
}

async function* readFile(file: FileHandle, path: string, options: ReadOptions): AsyncGenerator<Trajectory> {
  const journal = basename(path);
  const { size } = await file.stat();
  const sealed = await isSealed(file, size);
  const chain = createChainCheck(journal);
  const drafts = createDrafts(journal, sealed, chain.problems);
  for await (const lines of linesOf(file, size)) {
    for (const line of lines) {
      options.onBytes?.((line.bytes?.length ?? 0) + 1);
      const record = recordOf(line, path);
      if (typeof record === 'string') {
        chain.skip(record);
        continue;
      }
      chain.accept(record);
      const finished = drafts.add(record);
      if (finished !== undefined) yield finished;
    }
  }
  yield* drafts.rest();
  options.onFile?.({ journal, sealed, ...chain.summary() });
}

/** The record of a line, or in words why there is none. */
function recordOf(line: Line, path: string): JournalRecord | string {
  if (!line.ended) return 'the last line is torn: it does not end in a line feed';
  if (line.bytes === undefined) return 'a line is longer than any record';
  const intact = isIntact(line.bytes);
  const value = parse(line.bytes);
  if (value === undefined) return 'a line is not JSON';
  if (intact) refuseNewer(value, path);
  if (!intact) return 'a line does not agree with its own hash: it was damaged or edited';
  const record = toRecord(value);
  return typeof record === 'string' ? `a line is JSON, but no record (${record})` : record;
}

function parse(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return undefined;
  }
}

function refuseNewer(value: unknown, path: string): void {
  const version = (value as { v?: unknown } | null)?.v;
  if (typeof version !== 'number' || !Number.isInteger(version) || version <= RECORD_VERSION) return;
  throw new JournalError(
    'journal_version',
    `Cannot read the journal "${path}": it is of layout version ${version}, this program knows up to ${RECORD_VERSION}. ` +
      'Read it with the version of graphtrail that wrote it, or a later one.',
  );
}

/** Whether the last line is an intact seal. Looked at first, since trajectories leave before the end of the file is read. */
async function isSealed(file: FileHandle, size: number): Promise<boolean> {
  const from = Math.max(0, size - SEAL_BYTES);
  const { buffer, bytesRead } = await file.read(Buffer.alloc(SEAL_BYTES), 0, size - from, from);
  const tail = buffer.subarray(0, bytesRead);
  if (tail.at(-1) !== 0x0a) return false;
  const line = tail.subarray(tail.lastIndexOf(0x0a, -2) + 1, -1);
  const record = isIntact(line) ? toRecord(parse(line)) : undefined;
  return typeof record === 'object' && record.type === 'closed';
}

async function openForReading(path: string): Promise<FileHandle> {
  try {
    return await open(path, 'r');
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new JournalError('journal_not_readable', `Cannot read the journal "${path}": ${reason}.`, { cause });
  }
}
