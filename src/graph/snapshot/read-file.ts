/** Reads a snapshot file whole, its checksum taken while the next part is being read. */
import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { checksum, damaged, HEAD, MOST_BYTES, readHead, type Sections, unpack } from './container.ts';

const SLICE = 1 << 23;
/** How many slices are being read at once. */
const AHEAD = 2;

/**
 * The sections of a file; undefined where there is none, or none that this program can use: of another format, of another
 * user, or open to others' writing. Error: `damaged_snapshot`.
 */
export async function readFile(path: string): Promise<Sections | undefined> {
  let file: FileHandle;
  try {
    // Not through a link that somebody laid here, and not waiting for the other end of a pipe.
    file = await open(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
  } catch {
    return undefined;
  }
  try {
    const bytes = await ownBytes(file);
    return bytes === undefined ? undefined : await readSections(file, bytes);
  } finally {
    await file.close();
  }
}

/** The length of a file that nobody but this user can have written. */
async function ownBytes(file: FileHandle): Promise<number | undefined> {
  const found = await file.stat();
  const own = process.getuid === undefined || (found.uid === process.getuid() && (found.mode & 0o022) === 0);
  return found.isFile() && own && found.size <= MOST_BYTES ? found.size : undefined;
}

async function readSections(file: FileHandle, bytes: number): Promise<Sections | undefined> {
  const head = Buffer.alloc(Math.min(HEAD, bytes));
  await fill(file, head, 0);
  const said = readHead(head, bytes);
  if (said === 'foreign') return undefined;
  const whole = new Uint8Array(new ArrayBuffer(bytes));
  whole.set(head);
  const sum = await fillSumming(file, whole);
  if (!said.matches(sum)) throw damaged('its checksum is another');
  return unpack(whole, said.table);
}

/** Reads all behind the head, and gives its checksum. */
async function fillSumming(file: FileHandle, whole: Uint8Array): Promise<number> {
  const reads: Promise<Uint8Array>[] = [];
  let next = HEAD;
  let sum = 0;
  for (let at = 0; ; at++) {
    for (; reads.length <= at + AHEAD && next < whole.length; next += SLICE) {
      const read = fill(file, whole.subarray(next, next + SLICE), next);
      // Should one before it fail, nobody waits for this one.
      read.catch(() => undefined);
      reads.push(read);
    }
    const read = reads[at];
    if (read === undefined) return sum;
    sum = checksum(await read, sum);
  }
}

async function fill(file: FileHandle, bytes: Uint8Array, position: number): Promise<Uint8Array> {
  for (let at = 0; at < bytes.length; ) {
    const { bytesRead } = await file.read(bytes, at, bytes.length - at, position + at);
    if (bytesRead === 0) throw damaged('it ends before its time');
    at += bytesRead;
  }
  return bytes;
}
