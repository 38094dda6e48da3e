/** A file that is written piece by piece, hashed on the way, and synced at the end. */
import { createHash } from 'node:crypto';
import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { HarvestError } from '../errors.ts';
import { makeFolder } from '../graph/make-folder.ts';

/** Bytes gathered before they are written: many files are open at once, so not more. */
const CHUNK = 1 << 16;

export interface StagedFile {
  /** @throws HarvestError `not_written` (a full disk, for example), as the others do */
  write(data: string | Uint8Array): void;
  /** Puts everything given so far into the file, so that a killed process has it there. */
  flush(): void;
  /** Syncs and closes; gives the SHA-256 of the file, where it was written from its beginning, else nothing. */
  close(): string;
  /** Closes without a word, where something else went wrong. */
  abandon(): void;
}

/**
 * Creates a file, or goes on at the end of one.
 *
 * @param flag `wx` where it must not be there yet, `a` to go on
 * @throws HarvestError `not_written`
 */
export function openStagedFile(folder: string, path: string, flag: 'wx' | 'a' = 'wx'): StagedFile {
  // The hash of a part would say nothing.
  const hash = flag === 'wx' ? createHash('sha256') : undefined;
  const gathered = Buffer.alloc(CHUNK);
  let held = 0;
  let closed = false;
  const attempt = <T>(act: () => T): T => {
    try {
      return act();
    } catch (cause) {
      throw notWritten(folder, path, cause);
    }
  };
  const descriptor = attempt(() => {
    makeFolder(dirname(join(folder, path)));
    return openSync(join(folder, path), flag);
  });
  const put = (bytes: Uint8Array): void => {
    hash?.update(bytes);
    attempt(() => writeAll(descriptor, bytes));
  };
  const flush = (): void => {
    const bytes = gathered.subarray(0, held);
    held = 0;
    put(bytes);
  };
  return {
    write(data) {
      if (typeof data === 'string') {
        // A character of a string takes three bytes at most.
        if (3 * data.length > CHUNK - held) flush();
        if (3 * data.length > CHUNK) put(Buffer.from(data));
        else held += gathered.write(data, held);
        return;
      }
      flush();
      put(data);
    },
    flush,
    close() {
      flush();
      attempt(() => {
        fsyncSync(descriptor);
        closeSync(descriptor);
      });
      closed = true;
      return hash?.digest('hex') ?? '';
    },
    // Where one of many files fails, the others may be closed already.
    abandon: () => {
      if (!closed) closeSync(descriptor);
    },
  };
}

/** A write may be cut short, on a disk that is nearly full for example; the next one then says why. */
function writeAll(descriptor: number, bytes: Uint8Array): void {
  for (let written = 0; written < bytes.length; ) written += writeSync(descriptor, bytes, written);
}

function notWritten(folder: string, path: string, cause: unknown): HarvestError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  const advice =
    (cause as NodeJS.ErrnoException).code === 'ENOSPC'
      ? ' Make room on that disk, or give a folder on another one.'
      : '';
  return new HarvestError(
    'not_written',
    `Expected to write "${path}" in "${folder}", but: ${reason}. Nothing was replaced.${advice}`,
    { cause },
  );
}

/** A whole file at once; gives its SHA-256. @throws HarvestError `not_written` */
export function writeStaged(folder: string, path: string, text: string): string {
  const file = openStagedFile(folder, path);
  try {
    file.write(text);
    return file.close();
  } catch (error) {
    file.abandon();
    throw error;
  }
}
