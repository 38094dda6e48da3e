/** One file of a journal: each record written as a line at once, in order, and acknowledged when it is on disk. */
import { closeSync, constants, ftruncateSync, openSync, unlinkSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { JournalError } from '../errors.ts';
import { firstLink, MAXIMUM_LINE_BYTES, sealLine } from './chain.ts';
import { syncDirectory } from './directory.ts';
import { createGroupCommit } from './group-commit.ts';
import { type Event, RECORD_VERSION } from './record.ts';
import { claimFile, releaseFile } from './writer.ts';

export interface JournalFile {
  readonly path: string;
  /** False after any failure and after the seal: what comes next belongs into another file. */
  readonly usable: boolean;
  /** Writes the line at once; resolves when it is on disk, rejects with a JournalError where it is not. */
  append(trajectory: string, event: Event): Promise<void>;
  /** Waits for what is on its way, writes the seal, brings it to disk and closes. */
  seal(): Promise<void>;
}

const CREATE =
  constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT | constants.O_EXCL | (constants.O_NOFOLLOW ?? 0);

/**
 * Creates `run-<run>.jsonl` (exclusively, mode 0600) and makes its name last.
 *
 * @throws JournalError `journal_not_writable` naming the file and the cause
 */
export function createJournalFile(
  directory: string,
  run: string,
  options: { sync: boolean; now(): Date },
): JournalFile {
  const path = join(directory, `run-${run}.jsonl`);
  const lines = createLines(path, create(path));
  const commit = createGroupCommit(lines.descriptor, () => {
    usable = false;
  });
  let usable = true;
  let records = 0;
  let head = firstLink(run);

  function write(trajectory: string, event: Event): void {
    const frame = { v: RECORD_VERSION, trajectory, seq: records + 1, prev: head, at: options.now().toISOString() };
    const { line, sha256 } = sealed(path, frame, event);
    try {
      lines.write(line);
    } catch (cause) {
      usable = false;
      retire();
      throw notWritten(path, cause);
    }
    records += 1;
    head = sha256;
  }

  /** Nothing more is written; the descriptor is closed once the last sync is done. */
  function retire(): void {
    commit.idle().then(() => lines.close());
  }

  async function append(trajectory: string, event: Event): Promise<void> {
    write(trajectory, event);
    if (!options.sync) return;
    try {
      await commit.wait();
    } catch (cause) {
      retire();
      throw notSynced(path, cause);
    }
  }

  async function seal(): Promise<void> {
    await commit.idle();
    if (!usable) return;
    try {
      await append(run, { type: 'closed', records, head });
    } finally {
      usable = false;
      lines.close();
    }
  }

  return {
    path,
    get usable() {
      return usable;
    },
    append,
    seal,
  };
}

function create(path: string): number {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(path, CREATE, 0o600);
    syncDirectory(dirname(path));
    claimFile(path);
    return descriptor;
  } catch (cause) {
    if (descriptor !== undefined) {
      closeSync(descriptor);
      unlinkSync(path);
    }
    throw new JournalError(
      'journal_not_writable',
      `Cannot create the journal file "${path}": ${messageOf(cause)}. Give a directory that this user may write to.`,
      { cause },
    );
  }
}

/** Whole lines or none: after a failed write the part that was written is taken away again. */
function createLines(
  path: string,
  descriptor: number,
): { descriptor: number; write(line: string): void; close(): void } {
  let length = 0;
  let closed = false;

  function undo(): void {
    try {
      ftruncateSync(descriptor, length);
      // A full disk must not gather empty files, one a failing call.
      if (length === 0) unlinkSync(path);
    } catch {
      // The tail stays torn: readers skip it, and nothing is appended to this file any more.
    }
  }

  return {
    descriptor,
    write(line) {
      const bytes = Buffer.from(line);
      try {
        // A write may take fewer bytes than it was given.
        for (let written = 0; written < bytes.length; ) written += writeSync(descriptor, bytes, written);
      } catch (cause) {
        undo();
        throw cause;
      }
      length += bytes.length;
    },
    close() {
      if (closed) return;
      closed = true;
      releaseFile(path);
      try {
        closeSync(descriptor);
      } catch {
        // What was acknowledged is synced already; a late complaint concerns nobody.
      }
    },
  };
}

function sealed(path: string, frame: object, event: object): { line: string; sha256: string } {
  let sealing: { line: string; sha256: string };
  try {
    sealing = sealLine(frame, event);
  } catch (cause) {
    const problem = `expected plain JSON data, got a value that JSON cannot hold (${messageOf(cause)})`;
    throw new JournalError('journal_record_invalid', `Cannot record in "${path}": ${problem}.`, { cause });
  }
  // As UTF-16 here; three bytes a character at most.
  if (sealing.line.length * 3 > MAXIMUM_LINE_BYTES && Buffer.byteLength(sealing.line) > MAXIMUM_LINE_BYTES) {
    const problem = `a record may have ${MAXIMUM_LINE_BYTES} bytes, this one has ${Buffer.byteLength(sealing.line)}`;
    throw new JournalError('journal_record_invalid', `Cannot record in "${path}": ${problem}. Ask for smaller pages.`);
  }
  return sealing;
}

function notWritten(path: string, cause: unknown): JournalError {
  return new JournalError(
    'journal_write_failed',
    `Cannot write to the journal "${path}": ${messageOf(cause)}. This call is not recorded; earlier ones are. ` +
      'Free space or mend the disk: the next call starts a new file.',
    { cause },
  );
}

function notSynced(path: string, cause: unknown): JournalError {
  return new JournalError(
    'journal_sync_failed',
    `Cannot bring the journal "${path}" to disk: ${messageOf(cause)}. The calls waiting for it are not safely recorded. ` +
      'Check the disk: the next call starts a new file.',
    { cause },
  );
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
