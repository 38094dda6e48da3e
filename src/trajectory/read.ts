/** Reads journals back as trajectories, checking the hash chain on the way and trusting nothing. */
import { type FileHandle, open } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { JournalError } from '../errors.ts';
import type { FileEnd } from './chain.ts';
import { createChainCheck } from './chain-check.ts';
import { createDrafts, type Drafts } from './draft.ts';
import { parseJournalName, stemOf } from './journal-name.ts';
import { journalFiles } from './journal-paths.ts';
import { linesOf } from './lines.ts';
import { recordOf, SEAL_BYTES, sealAtEnd } from './read-line.ts';
import type { JournalRecord } from './record.ts';
import type { ChainProblem, Trajectory } from './trajectory.ts';

/** What one file turned out to hold, told when its end was read. */
export interface JournalReport {
  /** File name without folders. */
  readonly journal: string;
  readonly records: number;
  /** Lines that were no record and were left out. */
  readonly skipped: number;
  /** Whether its writer sealed it. */
  readonly sealed: boolean;
  /** Whether a repair sealed it: nothing was lost since, but what was lost before nobody knows. */
  readonly repaired: boolean;
  readonly bytes: number;
  /** The first {@link MAXIMUM_PROBLEMS}; `problemCount` says how many there were. */
  readonly problems: readonly ChainProblem[];
  readonly problemCount: number;
  /** The file that it goes on from, where that one was not read. */
  readonly missing?: string;
}

export interface ReadOptions {
  readonly onFile?: (report: JournalReport) => void;
  /** Hears how many more bytes were read. */
  readonly onBytes?: (count: number) => void;
  /** Hears of every record, in the order of the files. */
  readonly onRecord?: (record: JournalRecord) => void;
}

/** The end of the file that was read before, and which run of which folder it belongs to. */
interface Before {
  readonly run: string | undefined;
  readonly end: FileEnd | undefined;
  readonly stem: string | undefined;
}

/**
 * Streams the trajectories of journals: directories (their `run-*.jsonl`, in code-point order of names) or files. One is
 * given as soon as its answer was read, the unanswered ones when the last file of their run was, in the order in which they
 * began. Where a run goes on in another file (journal.ts), so do its trajectories.
 *
 * A bad line is skipped and counted, never an error. The hash has no key, so a chain vouches for nothing behind a break: each
 * trajectory carries all problems found in its files before its own last record (unanswered ones: before the end of the run),
 * even where its own lines are whole. Those answered before the break are untouched by it. `onFile` hears of every problem,
 * also of those behind the last trajectory. Memory holds the unanswered trajectories of one run.
 *
 * @throws JournalError `journal_not_found` for a path that does not exist or holds no journal, `journal_not_readable`,
 *   `journal_version` for an intact record of a layout newer than this reader
 */
export async function* readJournals(paths: readonly string[], options: ReadOptions = {}): AsyncGenerator<Trajectory> {
  yield* readFiles(wholeFiles(journalFiles(paths)), options);
}

/** A journal file as it is read: all of it, or what is there so far, where a read waits for more. */
export interface OpenFile {
  readonly path: string;
  /** Bytes to be read; of a file that grows more than there will ever be. */
  readonly size: number;
  readonly seal: ReturnType<typeof sealAtEnd>;
  readonly read: FileHandle['read'];
}

/** Files as they stand, each read to its present end. */
export async function* wholeFiles(files: readonly string[]): AsyncGenerator<OpenFile> {
  for (const path of files) {
    const file = await openForReading(path);
    try {
      const { size } = await file.stat();
      yield { path, size, seal: await sealOf(file, size), read: file.read.bind(file) };
    } finally {
      await file.close();
    }
  }
}

/** The trajectories of files in their order; each is open until the next one is asked for. */
export async function* readFiles(
  files: AsyncIterable<OpenFile>,
  options: ReadOptions = {},
): AsyncGenerator<Trajectory> {
  const drafts = createDrafts();
  let before: Before | undefined;
  for await (const file of files) before = yield* readFile(file, before, drafts, options);
  yield* drafts.rest();
}

async function* readFile(
  file: OpenFile,
  before: Before | undefined,
  drafts: Drafts,
  options: ReadOptions,
): AsyncGenerator<Trajectory, Before> {
  const { path, size, seal } = file;
  const journal = basename(path);
  const run = runOf(path);
  const sealed = seal !== undefined && seal.repaired === undefined;
  const sameRun = before !== undefined && run !== undefined && before.run === run;
  const chain = createChainCheck(journal, sameRun ? before.end : undefined);
  let entered = false;
  for await (const lines of linesOf(file, size)) {
    for (const line of lines) {
      options.onBytes?.((line.bytes?.length ?? 0) + 1);
      const record = recordOf(line, path);
      if (typeof record === 'string') chain.skip(record, line);
      else chain.accept(record, line);
      if (!entered) {
        // A damaged first line does not say what it goes on from; its problem concerns whatever goes on.
        const goesOn = sameRun && (typeof record === 'string' || chain.continues?.stem === before.stem);
        if (!goesOn) yield* drafts.rest();
        drafts.enter({ journal, sealed, problems: chain.problems });
        entered = true;
      }
      if (typeof record === 'string') continue;
      options.onRecord?.(record);
      const finished = drafts.add(record);
      if (finished !== undefined) yield finished;
    }
  }
  const { continues } = chain;
  const missing = continues === undefined || (sameRun && continues.stem === before.stem) ? undefined : continues.stem;
  options.onFile?.({
    journal,
    sealed,
    repaired: seal?.repaired === true,
    bytes: size,
    ...chain.summary(),
    ...(missing === undefined ? {} : { missing: `${missing}.jsonl` }),
  });
  return { run, stem: stemOf(journal), end: chain.end() };
}

function runOf(path: string): string | undefined {
  const name = parseJournalName(basename(path));
  return name === undefined ? undefined : join(dirname(path), name.run);
}

/** The seal of a file, if any. Looked at first, since trajectories leave before the end of the file is read. */
export async function sealOf(file: FileHandle, size: number): Promise<ReturnType<typeof sealAtEnd>> {
  const from = Math.max(0, size - SEAL_BYTES);
  const { buffer, bytesRead } = await file.read(Buffer.alloc(SEAL_BYTES), 0, size - from, from);
  return sealAtEnd(buffer.subarray(0, bytesRead));
}

export async function openForReading(path: string): Promise<FileHandle> {
  try {
    return await open(path, 'r');
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new JournalError('journal_not_readable', `Cannot read the journal "${path}": ${reason}.`, { cause });
  }
}
