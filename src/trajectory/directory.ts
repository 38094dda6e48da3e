/** The directory of journals: made private, proven writable, and synced so that new names in it survive a power cut. */
import { accessSync, closeSync, constants, fsyncSync, openSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { JournalError } from '../errors.ts';
import { makeFolder, PRIVATE } from '../graph/make-folder.ts';

/**
 * Makes the directory (mode 0700) where it is absent.
 *
 * @returns its absolute path
 * @throws JournalError `journal_not_writable` where it cannot be made, is no directory or may not be written to
 */
export function openDirectory(directory: string): string {
  const path = resolve(directory);
  try {
    const made = makeFolder(path, PRIVATE);
    if (made !== undefined) syncNames(path, made);
    if (!statSync(path).isDirectory()) throw new Error('it is no directory');
    accessSync(path, constants.W_OK | constants.X_OK);
    return path;
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new JournalError(
      'journal_not_writable',
      `Cannot record into "${directory}": expected a directory that can be written to, got: ${reason}. ` +
        'Give another directory, or make this one writable.',
      { cause },
    );
  }
}

/** Syncs the parent of each directory from `path` up to `topmost`: all that were made. */
function syncNames(path: string, topmost: string): void {
  syncDirectory(dirname(path));
  if (path !== topmost && path !== dirname(path)) syncNames(dirname(path), topmost);
}

/** Brings the names in a directory to disk. Windows cannot open directories and keeps names in its own journal. */
export function syncDirectory(directory: string): void {
  if (process.platform === 'win32') return;
  const descriptor = openSync(directory, constants.O_RDONLY);
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
