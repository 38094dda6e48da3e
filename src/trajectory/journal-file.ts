/** One file of a journal: records become chained lines in order, and are acknowledged when they are on disk. */
import { join } from 'node:path';
import { JournalError } from '../errors.ts';
import { type FileEnd, firstLink, MAXIMUM_LINE_BYTES, sealLine } from './chain.ts';
import { createFileLines } from './file-lines.ts';
import { createGroupCommit } from './group-commit.ts';
import { type JournalName, journalName, stemOf } from './journal-name.ts';
import { type Event, type Frame, RECORD_VERSION } from './record.ts';
import type { Redactor } from './redact.ts';

export interface JournalFile {
  readonly path: string;
  /** When it was made, in milliseconds since 1970. */
  readonly made: number;
  /** Bytes written, and those about to be. */
  readonly bytes: number;
  /** False after any failure and after the seal: what comes next belongs into another file. */
  readonly usable: boolean;
  /** The last record that was written; undefined where there is none. */
  readonly end: FileEnd | undefined;
  /** Takes the record in at once; resolves when it is on disk, rejects with a JournalError where it is not. */
  append(trajectory: string, event: Event, unrecorded?: number): Promise<void>;
  /** Writes what is due and the seal at once; resolves when all of it is on disk and the file closed. */
  seal(): Promise<void>;
}

export interface JournalFileOptions {
  readonly sync: boolean;
  readonly now: () => Date;
  /** Where the run's last file ended. */
  readonly before: FileEnd | undefined;
  readonly redact: Redactor | undefined;
}

interface Waiter {
  resolve(): void;
  reject(error: JournalError): void;
}

/**
 * Creates the file exclusively. Records that come within one turn of the event loop are written together: a write a turn
 * costs less than one a record, and nobody is answered before the sync that follows it anyway.
 *
 * @throws JournalError `journal_not_writable` naming the file and the cause
 */
export function createJournalFile(directory: string, name: JournalName, options: JournalFileOptions): JournalFile {
  const path = join(directory, journalName(name));
  const stem = stemOf(journalName(name)) as string;
  const lines = createFileLines(path);
  const made = options.now().getTime();
  /** The last record taken in, written or not. */
  const next = { seq: options.before?.seq ?? 0, head: firstLink(stem, options.before) };
  let end: FileEnd | undefined;
  let records = 0;
  let usable = true;
  let due = '';
  let latest = { time: Number.NaN, text: '' };
  let waiters: Waiter[] = [];
  const commit = createGroupCommit(lines.descriptor, () => {
    usable = false;
  });

  /** The time as ISO 8601; many records come in one millisecond. */
  function at(): string {
    const now = options.now();
    const time = now.getTime();
    if (time !== latest.time) latest = { time, text: now.toISOString() };
    return latest.text;
  }

  function take(trajectory: string, event: Event, unrecorded: number): Promise<void> {
    const frame = { v: RECORD_VERSION, trajectory, seq: next.seq + 1, prev: next.head, at: at() };
    const { line, sha256 } = lineOf(path, unrecorded > 0 ? { ...frame, unrecorded } : frame, event, options.redact);
    next.seq += 1;
    next.head = sha256;
    records += 1;
    if (due === '') setImmediate(flush);
    due += line;
    return new Promise((resolve, reject) => waiters.push({ resolve, reject }));
  }

  function flush(): void {
    if (due === '') return;
    const [written, waiting] = [due, waiters];
    due = '';
    waiters = [];
    const refuse = (error: JournalError): void => {
      for (const { reject } of waiting) reject(error);
      retire();
    };
    if (!usable) {
      refuse(notSynced(path, new Error('an earlier sync failed')));
      return;
    }
    try {
      lines.write(written);
    } catch (cause) {
      usable = false;
      refuse(notWritten(path, cause));
      return;
    }
    end = { stem, ...next };
    const settle = (): void => {
      for (const { resolve } of waiting) resolve();
    };
    if (options.sync) commit.wait().then(settle, (cause) => refuse(notSynced(path, cause)));
    else settle();
  }

  /** Nothing more is written; the descriptor is closed once the last sync is done. */
  function retire(): void {
    usable = false;
    commit.idle().then(() => lines.close());
  }

  return {
    path,
    made,
    get bytes() {
      return lines.length + due.length;
    },
    get usable() {
      return usable;
    },
    get end() {
      return end;
    },
    append: async (trajectory, event, unrecorded = 0) => take(trajectory, event, unrecorded),
    async seal() {
      flush();
      if (!usable) return;
      const sealing = take(name.run, { type: 'closed', records, head: next.head }, 0);
      flush();
      retire();
      await sealing;
    },
  };
}

function lineOf(
  path: string,
  frame: Omit<Frame, 'sha256'>,
  event: Event,
  redact: Redactor | undefined,
): ReturnType<typeof sealLine> {
  const refuse = (problem: string, cause?: unknown): JournalError =>
    new JournalError('journal_record_invalid', `Cannot record in "${path}": ${problem}.`, { cause });
  let sealing: ReturnType<typeof sealLine>;
  try {
    const json = JSON.stringify(event);
    const cleaned = redact?.suspects(json) ? redact.clean(event) : undefined;
    sealing =
      cleaned === undefined || cleaned.redacted === 0
        ? sealLine(frame, event, json)
        : sealLine({ ...frame, redacted: cleaned.redacted }, cleaned.event);
  } catch (cause) {
    throw refuse(`expected plain JSON data, got a value that JSON cannot hold (${messageOf(cause)})`, cause);
  }
  const { line } = sealing;
  // As UTF-16 here; three bytes a character at most.
  if (line.length * 3 > MAXIMUM_LINE_BYTES && Buffer.byteLength(line) > MAXIMUM_LINE_BYTES)
    throw refuse(
      `a record may have ${MAXIMUM_LINE_BYTES} bytes, this one has ${Buffer.byteLength(line)}; ask for smaller pages`,
    );
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
