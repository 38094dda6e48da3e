/** Follows a journal that is being written, and gives its trajectories as they are found in the files. */
import { readSync } from 'node:fs';
import { type FileHandle, readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Journal } from './journal.ts';
import { parseJournalName } from './journal-name.ts';
import { type OpenFile, openForReading, readFiles } from './read.ts';
import type { Trajectory } from './trajectory.ts';

/**
 * Streams the trajectories of the run that a journal writes, read back from its files as any reader does, so that what is
 * judged is what was recorded. What was written but not yet acknowledged may be among them: the caller knows what was.
 * Their files are not sealed yet.
 *
 * @param more resolves when more may have been written, with false where nothing more will be
 * @throws what {@link readJournals} throws
 */
export function followJournal(
  journal: Pick<Journal, 'file'>,
  more: () => Promise<boolean>,
): AsyncGenerator<Trajectory> {
  return readFiles(growingFiles(journal, more));
}

/** The files of a run from `first` (default: the one that is written now) to the last, each to the end that it will have. */
export async function* growingFiles(
  journal: Pick<Journal, 'file'>,
  more: () => Promise<boolean>,
  first?: string,
): AsyncGenerator<OpenFile> {
  while (journal.file === undefined) if (!(await more())) break;
  let ended = false;
  const next = async (): Promise<boolean> => {
    ended ||= !(await more());
    return !ended;
  };
  for (let path = first ?? journal.file; path !== undefined; path = await fileAfter(path)) {
    const file = await openForReading(path);
    try {
      const isWritten = (): boolean => !ended && journal.file === path;
      yield { path, size: Number.POSITIVE_INFINITY, seal: undefined, read: growing(file, isWritten, next) };
    } finally {
      await file.close();
    }
  }
}

/** Reads at least a byte, waiting where there is none; none only where the file has been written to its end. */
function growing(file: FileHandle, isWritten: () => boolean, more: () => Promise<boolean>): FileHandle['read'] {
  const read = async (buffer: Buffer, offset: number, length: number, position: number) => {
    for (;;) {
      // Asked before reading: what was written until then is seen.
      const last = !isWritten();
      // At once, since what was just written is in memory: a way through the thread pool would cost more than the read.
      const bytesRead = readSync(file.fd, buffer, offset, length, position);
      if (bytesRead > 0 || last) return { bytesRead, buffer };
      await more();
    }
  };
  return read as FileHandle['read'];
}

/** The file in which the run goes on, if it does. */
export async function fileAfter(path: string): Promise<string | undefined> {
  const { run, part } = parseJournalName(basename(path)) as { run: string; part: number };
  const names = await readdir(dirname(path));
  const later = names
    .map((name) => ({ name, parsed: parseJournalName(name) }))
    .filter(({ parsed }) => parsed?.run === run && parsed.part > part)
    .sort((one, other) => (one.parsed?.part as number) - (other.parsed?.part as number));
  return later[0] === undefined ? undefined : join(dirname(path), later[0].name);
}
