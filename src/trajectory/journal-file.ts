/** One file of a journal: lines written in order at once, and released together once a sync that began later has ended. */
import { closeSync, constants, fdatasync, ftruncateSync, openSync, unlinkSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { JournalError } from '../errors.ts';
import { firstLink, MAXIMUM_LINE_BYTES, sealLine } from './chain.ts';
import { syncDirectory } from './directory.ts';
import { type Event, RECORD_VERSION } from './record.ts';
import { claimFile, releaseFile } from './writer.ts';

export interface JournalFile {
  readonly path: string;
  /** False after any failure: then what comes next belongs into another file. */
  readonly usable: boolean;
  /** Writes the line at once; resolves when it is on disk. Throws JournalError (as a rejection) where it is not. */
  append(trajectory: string, event: Event): Promise<void>;
  /** Writes the seal, waits for the disk and closes. */
  seal(): Promise<void>;
}

interface Waiter {
  resolve(): void;
  reject(error: JournalError): void;
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
  const descriptor = create(path);
  let length = 0;
  let records = 0;
  let head = firstLink(run);
  let usable = true;
  let closed = false;
  let syncing = false;
  let waiting: Waiter[] = [];
  const drained: (() => void)[] = [];

  function write(trajectory: string, event: Event): void {
    const frame = { v: RECORD_VERSION, trajectory, seq: records + 1, prev: head, at: options.now().toISOString() };
    // The frame comes first as text and has the last word on its own members.
    const { line, sha256 } = sealed(path, { ...frame, ...event, ...frame });
    const bytes = Buffer.from(line);
    if (bytes.length > MAXIMUM_LINE_BYTES) throw tooLong(path, bytes.length);
    try {
      writeWhole(descriptor, bytes);
    } catch (cause) {
      abandon();
      throw notWritten(path, cause);
    }
    length += bytes.length;
    records += 1;
    head = sha256;
  }

  /** After a failed write: takes the torn line away again, and leaves no empty file behind on a full disk. */
  function abandon(): void {
    usable = false;
    try {
      ftruncateSync(descriptor, length);
      if (records === 0) unlinkSync(path);
    } catch {
      // The tail stays torn: readers skip it, and nothing is appended to this file any more.
    }
    if (!syncing) finish();
  }

  function finish(): void {
    for (const resolve of drained.splice(0)) resolve();
    if (usable || closed || waiting.length > 0) return;
    closed = true;
    releaseFile(path);
    try {
      closeSync(descriptor);
    } catch {
      // What was acknowledged is synced already; a late complaint concerns nobody.
    }
  }

  /** Group commit: at most one sync in flight; it releases those whose lines were written before it began. */
  function settle(): void {
    if (syncing) return;
    if (waiting.length === 0) {
      finish();
      return;
    }
    const released = waiting;
    waiting = [];
    syncing = true;
    fdatasync(descriptor, (cause) => {
      syncing = false;
      if (cause === null) {
        for (const waiter of released) waiter.resolve();
      } else {
        // A second sync could succeed although the first has dropped the pages: nobody waiting can be told "on disk".
        usable = false;
        const error = notSynced(path, cause);
        for (const waiter of [...released, ...waiting.splice(0)]) waiter.reject(error);
      }
      settle();
    });
  }

  async function append(trajectory: string, event: Event): Promise<void> {
    write(trajectory, event);
    if (!options.sync) return;
    const synced = new Promise<void>((resolve, reject) => waiting.push({ resolve, reject }));
    settle();
    return synced;
  }

  async function seal(): Promise<void> {
    if (syncing || waiting.length > 0) await new Promise<void>((resolve) => drained.push(resolve));
    if (!usable) return;
    try {
      await append(run, { type: 'closed', records, head });
    } finally {
      usable = false;
      if (!syncing) finish();
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

function sealed(path: string, record: object): { line: string; sha256: string } {
  try {
    return sealLine(record);
  } catch (cause) {
    throw new JournalError(
      'journal_record_invalid',
      `Cannot record in "${path}": expected plain JSON data, got a value that JSON cannot hold (${messageOf(cause)}).`,
      { cause },
    );
  }
}

/** A write may take fewer bytes than it was given; the rest follows until all are written or an error says why not. */
function writeWhole(descriptor: number, bytes: Buffer): void {
  for (let written = 0; written < bytes.length; ) written += writeSync(descriptor, bytes, written);
}

function tooLong(path: string, bytes: number): JournalError {
  return new JournalError(
    'journal_record_invalid',
    `Cannot record in "${path}": a record may have ${MAXIMUM_LINE_BYTES} bytes, this one has ${bytes}. Ask for smaller pages.`,
  );
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
