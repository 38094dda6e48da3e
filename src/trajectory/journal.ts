/** The journal: what a process records, as append-only files of chained JSON lines that survive a crash. */
import { randomUUID } from 'node:crypto';
import { JournalError } from '../errors.ts';
import type { FileEnd } from './chain.ts';
import { openDirectory } from './directory.ts';
import { createJournalFile, type JournalFile } from './journal-file.ts';
import type { Event } from './record.ts';
import type { Redactor } from './redact.ts';
import { quarantineTornTails } from './repair.ts';
import { type Keep, pruneJournals } from './retention.ts';
import { writeToolsFile } from './tools-file.ts';

export interface JournalOptions {
  /** The clock of `at`. */
  readonly now?: () => Date;
  /** Whether an acknowledged record is on disk (default), or only handed to the operating system. */
  readonly sync?: boolean;
  /** Names the run: a UUID. */
  readonly id?: () => string;
  /** A file that has reached this size or age is sealed, and the run goes on in another. */
  readonly rotate?: { readonly bytes?: number; readonly milliseconds?: number };
  /** Which sealed files are deleted when a journal is opened and after each rotation; left out: none, ever. */
  readonly keep?: Keep;
  /** Hears of the files that were deleted. */
  readonly onPruned?: (paths: readonly string[]) => void;
  /** Takes secrets out of every event before it is hashed and written; left out: nothing is taken out. */
  readonly redact?: Redactor;
}

export interface Journal {
  /** Absolute path of the directory. */
  readonly directory: string;
  /** Path of the file that is being written; undefined before the first record. */
  readonly file: string | undefined;
  /** Its length in bytes, with what is about to be written. */
  readonly bytes: number;
  /**
   * Takes a record in at once; the promise resolves when it is on disk. Records stand in the order of the calls.
   *
   * @param unrecorded how many earlier records of the trajectory could not be written
   * @throws JournalError (as a rejection) `journal_write_failed`, `journal_sync_failed`, `journal_not_writable`,
   *   `journal_record_invalid`, `journal_closed`; the journal stays usable after all but the last
   */
  append(trajectory: string, event: Event, unrecorded?: number): Promise<void>;
  /** Writes `tools-<digest>.json` unless it stands already. */
  writeTools(digest: string, tools: unknown): Promise<void>;
  /** Seals the file with its count and head, and closes it. Calling it again does nothing. */
  close(): Promise<void>;
}

/** Size at which a file is full, in bytes. */
const FULL = 256 * 1024 * 1024;

/**
 * Opens a directory for recording. Each process writes files of its own, a run: `run-<uuid>.jsonl`, made at the first record,
 * then `run-<uuid>.000002.jsonl` and so on, each linked to the end of the one before. The next file is begun where one is full
 * or old, and after a failure: a record that could not be written or synced ends its file. Trajectories go on across files;
 * readers put them together. Torn tails left by processes that are certainly gone are put aside first.
 *
 * @throws JournalError `journal_not_writable`
 */
export function openJournal(directory: string, options: JournalOptions = {}): Journal {
  const path = openDirectory(directory);
  quarantineTornTails(path);
  const { now = () => new Date(), sync = true, id = randomUUID, keep, redact } = options;
  const { bytes = FULL, milliseconds = Number.POSITIVE_INFINITY } = options.rotate ?? {};
  let run: string | undefined;
  let part = 0;
  let file: JournalFile | undefined;
  let before: FileEnd | undefined;
  let closing: Promise<void> | undefined;
  const rotated = new Set<Promise<void>>();
  prune();

  function prune(): void {
    if (keep === undefined) return;
    const pruned = pruneJournals(path, keep, now());
    if (pruned.length > 0) options.onPruned?.(pruned);
  }

  /** Seals a full file. Where the seal cannot be written the file stays unsealed, as its own records were all told of. */
  function retire(full: JournalFile): void {
    const sealing = full.seal().then(prune, () => undefined);
    rotated.add(sealing);
    sealing.then(() => rotated.delete(sealing));
  }

  function current(): JournalFile {
    if (file?.usable && (file.bytes >= bytes || now().getTime() - file.made >= milliseconds)) retire(file);
    if (file?.usable) return file;
    before = file?.end ?? before;
    run ??= id();
    part += 1;
    file = createJournalFile(path, { run, part }, { sync, now, before, redact });
    return file;
  }

  async function seal(): Promise<void> {
    await file?.seal();
    await Promise.all(rotated);
  }

  return {
    directory: path,
    get file() {
      return file?.path;
    },
    get bytes() {
      return file?.bytes ?? 0;
    },
    async append(trajectory, event, unrecorded) {
      if (closing !== undefined)
        throw new JournalError('journal_closed', `The journal in "${path}" is closed already.`);
      return current().append(trajectory, event, unrecorded);
    },
    writeTools: (digest, tools) => writeToolsFile(path, digest, tools),
    close() {
      closing ??= seal();
      return closing;
    },
  };
}
