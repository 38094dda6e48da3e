/** The journal: what a process records, as append-only files of chained JSON lines that survive a crash. */
import { randomUUID } from 'node:crypto';
import { JournalError } from '../errors.ts';
import { openDirectory } from './directory.ts';
import { createJournalFile, type JournalFile } from './journal-file.ts';
import type { Event } from './record.ts';
import { quarantineTornTails } from './repair.ts';
import { writeToolsFile } from './tools-file.ts';

export interface JournalOptions {
  /** The clock of `at`. */
  readonly now?: () => Date;
  /** Whether an acknowledged record is on disk (default), or only handed to the operating system. */
  readonly sync?: boolean;
  /** Names files: a UUID each time. */
  readonly id?: () => string;
}

export interface Journal {
  /** Absolute path of the directory. */
  readonly directory: string;
  /** Path of the file that is being written; undefined before the first record. */
  readonly file: string | undefined;
  /**
   * Writes a record at once; the promise resolves when it is on disk. Records stand in the order of the calls.
   *
   * @throws JournalError (as a rejection) `journal_write_failed`, `journal_sync_failed`, `journal_not_writable`,
   *   `journal_record_invalid`, `journal_closed`; the journal stays usable after all but the last
   */
  append(trajectory: string, event: Event): Promise<void>;
  /** Writes `tools-<digest>.json` unless it stands already. */
  writeTools(digest: string, tools: unknown): Promise<void>;
  /** Seals the file with its count and head, and closes it. Calling it again does nothing. */
  close(): Promise<void>;
}

/**
 * Opens a directory for recording. Each process writes files of its own, `run-<uuid>.jsonl`, made at the first record and
 * after a failure: a record that could not be written or synced ends its file, and what comes next goes into a new one.
 * Torn tails left by processes that are certainly gone are put aside first.
 *
 * @throws JournalError `journal_not_writable`
 */
export function openJournal(directory: string, options: JournalOptions = {}): Journal {
  const path = openDirectory(directory);
  quarantineTornTails(path);
  const { now = () => new Date(), sync = true, id = randomUUID } = options;
  let file: JournalFile | undefined;
  let closing: Promise<void> | undefined;

  return {
    directory: path,
    get file() {
      return file?.path;
    },
    async append(trajectory, event) {
      if (closing !== undefined)
        throw new JournalError('journal_closed', `The journal in "${path}" is closed already.`);
      if (file === undefined || !file.usable) file = createJournalFile(path, id(), { sync, now });
      return file.append(trajectory, event);
    },
    writeTools: (digest, tools) => writeToolsFile(path, digest, tools),
    close() {
      closing ??= file?.seal() ?? Promise.resolve();
      return closing;
    },
  };
}
