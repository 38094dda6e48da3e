/** Follows journals that other processes write, until those have closed them. */
import { setTimeout } from 'node:timers/promises';
import { JournalError } from '../errors.ts';
import { fileAfter, growingFiles } from './follow.ts';
import { journalFiles } from './journal-paths.ts';
import { type OpenFile, openForReading, type ReadOptions, readFiles, sealOf, wholeFiles } from './read.ts';
import type { Trajectory } from './trajectory.ts';
import { writerOf } from './writer.ts';

export interface FollowOptions extends ReadOptions {
  /** How long a journal may take to appear, in milliseconds; default a minute. */
  readonly patience?: number;
}

const PATIENCE = 60_000;
/** Milliseconds between looks at what does not grow. */
const LOOK = 25;
/** A run goes on in another file soon after one was sealed, or not at all. */
const BETWEEN_FILES = 250;

/**
 * As `readJournals`, but waits where a run is still being written: until its last file is sealed, or its writer is certainly
 * gone. Runs that begin later are not among them. What comes last may not be synced yet.
 *
 * @throws what readJournals throws; `journal_not_found` once patience ends
 */
export async function* followJournals(
  paths: readonly string[],
  { patience = PATIENCE, ...options }: FollowOptions = {},
): AsyncGenerator<Trajectory> {
  const files = await awaitJournals(paths, patience);
  yield* readFiles(followed(files), options);
}

/** The journal files of paths, as soon as there are any. @throws JournalError `journal_not_found` once patience ends */
export async function awaitJournals(paths: readonly string[], patience = PATIENCE): Promise<string[]> {
  const until = Date.now() + patience;
  for (;;) {
    try {
      return journalFiles(paths);
    } catch (error) {
      const awaited = error instanceof JournalError && error.code === 'journal_not_found';
      if (!awaited || Date.now() >= until) throw error;
    }
    await setTimeout(LOOK);
  }
}

async function* followed(files: readonly string[]): AsyncGenerator<OpenFile> {
  for (const path of files) {
    // A later part is read when the one before it has ended.
    if ((await isOver(path)) || files.includes((await fileAfter(path)) ?? '')) yield* wholeFiles([path]);
    else yield* growingFiles(...outsideOf(path), path);
  }
}

/** What an onlooker knows of a run: which of its files is being written, and whether more may come. */
function outsideOf(first: string): [run: { readonly file: string }, more: () => Promise<boolean>] {
  const run = { file: first };
  const more = async (): Promise<boolean> => {
    await setTimeout(LOOK);
    if (!(await isOver(run.file))) return true;
    if ((await fileAfter(run.file)) === undefined) await setTimeout(BETWEEN_FILES);
    const next = await fileAfter(run.file);
    if (next === undefined) return false;
    run.file = next;
    return true;
  };
  return [run, more];
}

/** Whether nothing more will be written to a file. */
async function isOver(path: string): Promise<boolean> {
  const writer = writerOf(path);
  if (writer === 'alive') return false;
  if (writer !== 'unknown') return true;
  const file = await openForReading(path);
  try {
    return (await sealOf(file, (await file.stat()).size)) !== undefined;
  } finally {
    await file.close();
  }
}
