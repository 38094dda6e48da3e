/** Writes a snapshot file: whole or not at all, for this user alone. */
import { randomUUID } from 'node:crypto';
import { type FileHandle, open, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { makeFolder, PRIVATE } from '../make-folder.ts';
import { checksum, HEAD, MOST_BYTES, pack, type Sections } from './container.ts';

/** Between two of these, others get their turn. */
const SLICE = 1 << 23;
/** What a file is called while it is being written begins so. */
export const STAGED = '.staged-';

/**
 * Writes beside the place and renames, so that whoever reads sees the old file or the new one. Says whether it was written: a
 * full disk, a folder that is not ours or cannot be written to, or a graph too large is no error, for the next start
 * only takes longer.
 */
export async function writeFile(folder: string, name: string, sections: Sections): Promise<boolean> {
  const packed = pack(sections);
  if (packed.bytes > MOST_BYTES || !(await ownFolder(folder))) return false;
  const staged = join(folder, `${STAGED}${randomUUID()}`);
  try {
    const file = await open(staged, 'wx', 0o600);
    try {
      await writePacked(file, packed);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(staged, join(folder, name));
    return true;
  } catch {
    await rm(staged, { force: true }).catch(() => undefined);
    return false;
  }
}

/** Makes the folder where there is none; an existing one must be this user's, and closed to others' writing. */
async function ownFolder(folder: string): Promise<boolean> {
  try {
    makeFolder(folder, PRIVATE);
    const { uid, mode } = await stat(folder);
    return process.getuid === undefined || (uid === process.getuid() && (mode & 0o022) === 0);
  } catch {
    return false;
  }
}

async function writePacked(file: FileHandle, { pieces, head }: ReturnType<typeof pack>): Promise<void> {
  let position = HEAD;
  let sum = 0;
  for (const piece of pieces) {
    for (let at = 0; at < piece.length; at += SLICE) {
      const slice = piece.subarray(at, at + SLICE);
      sum = checksum(slice, sum);
      await writeAll(file, slice, position);
      position += slice.length;
    }
  }
  await writeAll(file, head(sum), 0);
}

async function writeAll(file: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
  for (let at = 0; at < bytes.length; ) {
    at += (await file.write(bytes, at, bytes.length - at, position + at)).bytesWritten;
  }
}
