/** Retention: which journal files are old or many enough to be deleted, where an operator asked for it. */
import { closeSync, openSync, readSync, statSync, unlinkSync } from 'node:fs';
import { basename } from 'node:path';
import { syncDirectory } from './directory.ts';
import { journalsIn } from './journal-paths.ts';
import { SEAL_BYTES, sealAtEnd } from './read-line.ts';
import { hasWriter } from './writer.ts';

export interface Keep {
  /** Files whose seal is older are deleted. */
  readonly milliseconds?: number;
  /** The oldest are deleted until the sealed ones have no more bytes than this. */
  readonly bytes?: number;
}

interface Sealed {
  readonly path: string;
  readonly bytes: number;
  /** When it was sealed, in milliseconds since 1970. */
  readonly at: number;
}

/**
 * Deletes sealed files only: one without an intact seal, or with a note that somebody writes it, is never touched, whatever
 * its age. Nothing is known here of verdicts: harvest before the time is over.
 *
 * @returns the paths deleted, oldest first
 */
export function pruneJournals(directory: string, keep: Keep, now: Date): string[] {
  const sealed = journalsIn(directory)
    .flatMap((path) => sealedFile(path) ?? [])
    .sort((one, other) => one.at - other.at || (basename(one.path) < basename(other.path) ? -1 : 1));
  const { milliseconds = Number.POSITIVE_INFINITY, bytes = Number.POSITIVE_INFINITY } = keep;
  let total = sealed.reduce((sum, file) => sum + file.bytes, 0);
  const deleted: string[] = [];
  for (const file of sealed) {
    if (total <= bytes && now.getTime() - file.at <= milliseconds) continue;
    try {
      unlinkSync(file.path);
      deleted.push(file.path);
      total -= file.bytes;
    } catch {
      // Another process was faster, or it may not be deleted: it is tried again next time.
    }
  }
  if (deleted.length > 0) syncDirectory(directory);
  return deleted;
}

function sealedFile(path: string): Sealed | undefined {
  if (hasWriter(path)) return undefined;
  let descriptor: number | undefined;
  try {
    const { size } = statSync(path);
    descriptor = openSync(path, 'r');
    const from = Math.max(0, size - SEAL_BYTES);
    const tail = Buffer.alloc(size - from);
    readSync(descriptor, tail, 0, tail.length, from);
    const seal = sealAtEnd(tail);
    const at = Date.parse(seal?.at ?? '');
    return Number.isNaN(at) ? undefined : { path, bytes: size, at };
  } catch {
    return undefined;
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}
