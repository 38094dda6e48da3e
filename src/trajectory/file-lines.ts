/** The bytes of a journal file that is being written: whole lines or none. */
import { closeSync, constants, ftruncateSync, openSync, unlinkSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { JournalError } from '../errors.ts';
import { syncDirectory } from './directory.ts';
import { claimFile, releaseFile } from './writer.ts';

export interface FileLines {
  readonly descriptor: number;
  /** Bytes that stand in the file. */
  readonly length: number;
  /** Writes them all, or takes away what was written and throws the system's error. */
  write(lines: string): void;
  close(): void;
}

const CREATE =
  constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT | constants.O_EXCL | (constants.O_NOFOLLOW ?? 0);

/**
 * Creates the file (exclusively, mode 0600) and makes its name last.
 *
 * @throws JournalError `journal_not_writable` naming the file and the cause
 */
export function createFileLines(path: string): FileLines {
  const descriptor = create(path);
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
    get length() {
      return length;
    },
    write(lines) {
      const bytes = Buffer.from(lines);
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
      `Cannot create the journal file "${path}": ${cause instanceof Error ? cause.message : String(cause)}. Give a directory that this user may write to.`,
      { cause },
    );
  }
}
