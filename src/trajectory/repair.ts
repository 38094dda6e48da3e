/** Torn tails: the end of a line that a crash cut short is put aside, so that the file ends with a whole record again. */
import {
  closeSync,
  constants,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readdirSync,
  readSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { JournalError } from '../errors.ts';
import { MAXIMUM_LINE_BYTES } from './chain.ts';
import { syncDirectory } from './directory.ts';
import { isWriterGone, releaseFile } from './writer.ts';

export interface Repair {
  /** The file that was cut, and where its tail went. */
  readonly path: string;
  readonly torn: string;
  readonly bytes: number;
}

const LINE_FEED = 0x0a;
const BLOCK = 64 * 1024;
const JOURNAL = /^run-.*\.jsonl$/;

/**
 * Moves what stands after the last whole record of a file into `<name>.torn` and cuts it off. A last line that ends in LF but
 * is no JSON goes too. Only for files that nobody writes any more: the caller must know.
 *
 * @returns what was done, or undefined where the file ends well
 * @throws JournalError `journal_repair_failed`
 */
export function repairJournal(path: string): Repair | undefined {
  return cutTail(path, wholeEnd);
}

/**
 * Puts aside the torn tails (last line without LF) in a directory of those files whose writer is certainly gone: see
 * writer.ts. A tail that cannot be put aside stays where it is; readers skip it.
 */
export function quarantineTornTails(directory: string): Repair[] {
  const repairs: Repair[] = [];
  for (const name of readdirSync(directory).sort()) {
    const path = join(directory, name);
    // Whoever takes the note away is the one to repair: no two processes cut one file.
    if (!JOURNAL.test(name) || !isWriterGone(path) || !releaseFile(path)) continue;
    try {
      const repair = cutTail(path, (descriptor, size) => lastLineFeed(descriptor, size) + 1);
      if (repair !== undefined) repairs.push(repair);
    } catch (error) {
      if (!(error instanceof JournalError)) throw error;
    }
  }
  return repairs;
}

function cutTail(path: string, endOf: (descriptor: number, size: number) => number): Repair | undefined {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(path, constants.O_RDWR | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
    const stat = fstatSync(descriptor);
    if (!stat.isFile()) throw new Error('it is no regular file');
    const end = endOf(descriptor, stat.size);
    if (end === stat.size) return undefined;
    const torn = saveTail(path, descriptor, end, stat.size);
    ftruncateSync(descriptor, end);
    fsyncSync(descriptor);
    return { path, torn, bytes: stat.size - end };
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new JournalError('journal_repair_failed', `Cannot repair the journal "${path}": ${reason}.`, { cause });
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

/** Copies the tail into a new file beside the journal and brings it to disk before anything is cut. */
function saveTail(path: string, descriptor: number, from: number, to: number): string {
  const torn = freeName(`${path}.torn`);
  try {
    const block = Buffer.alloc(BLOCK);
    for (let at = from; at < to; ) {
      const read = readSync(descriptor, block, 0, Math.min(BLOCK, to - at), at);
      if (read === 0) break;
      for (let written = 0; written < read; ) written += writeSync(torn.descriptor, block, written, read - written);
      at += read;
    }
    fsyncSync(torn.descriptor);
  } finally {
    closeSync(torn.descriptor);
  }
  syncDirectory(dirname(path));
  return torn.name;
}

function freeName(name: string): { name: string; descriptor: number } {
  for (let attempt = 1; ; attempt += 1) {
    const candidate = attempt === 1 ? name : `${name}-${attempt}`;
    try {
      return { name: candidate, descriptor: openSync(candidate, 'wx', 0o600) };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || attempt === 100) throw error;
    }
  }
}

/** Offset after the last line that ends in LF and is JSON. */
function wholeEnd(descriptor: number, size: number): number {
  let end = size;
  while (end > 0) {
    const feed = lastLineFeed(descriptor, end);
    if (feed !== end - 1) {
      end = feed + 1;
      continue;
    }
    const start = lastLineFeed(descriptor, feed) + 1;
    if (isJson(descriptor, start, feed)) return end;
    end = start;
  }
  return 0;
}

/** Offset of the last LF before `end`, or -1. */
function lastLineFeed(descriptor: number, end: number): number {
  const block = Buffer.alloc(BLOCK);
  for (let to = end; to > 0; to -= BLOCK) {
    const from = Math.max(0, to - BLOCK);
    const read = readSync(descriptor, block, 0, to - from, from);
    const found = block.subarray(0, read).lastIndexOf(LINE_FEED);
    if (found !== -1) return from + found;
  }
  return -1;
}

function isJson(descriptor: number, from: number, to: number): boolean {
  if (to - from > MAXIMUM_LINE_BYTES) return false;
  const line = Buffer.alloc(to - from);
  try {
    readSync(descriptor, line, 0, line.length, from);
    JSON.parse(line.toString('utf8'));
    return true;
  } catch {
    return false;
  }
}
