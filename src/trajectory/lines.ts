/** The lines of a file as bytes: streamed, so that memory holds one block and one line. */
import type { FileHandle } from 'node:fs/promises';
import { MAXIMUM_LINE_BYTES } from './chain.ts';

/** Where a line stands in its file: its number from 1, and the offset of its first byte. */
export interface Place {
  readonly line: number;
  readonly byte: number;
}

export interface Line extends Place {
  /** Without the LF; undefined where the line is longer than a record may be, and its bytes were dropped. */
  readonly bytes: Buffer | undefined;
  /** False for the rest of a file that does not end in LF. */
  readonly ended: boolean;
}

export interface LineSplitter {
  /** The lines that this block completes. The block is kept where its last line is not whole. */
  push(block: Buffer): Line[];
  /** What stands behind the last LF, if anything. */
  end(): Line[];
}

const LINE_FEED = 0x0a;
const BLOCK = 256 * 1024;

/** @param place of the first line that will come */
export function splitLines(place: Place = { line: 1, byte: 0 }): LineSplitter {
  let { line: number, byte: start } = place;
  let pieces: Buffer[] = [];
  let held = 0;
  let dropped = false;

  function add(piece: Buffer): void {
    held += piece.length;
    if (held > MAXIMUM_LINE_BYTES) dropped = true;
    if (dropped) pieces = [];
    else pieces.push(piece);
  }

  function take(ended: boolean): Line {
    const [only, ...more] = pieces;
    const bytes = only !== undefined && more.length === 0 ? only : Buffer.concat(pieces);
    const line = { bytes: dropped ? undefined : bytes, ended, line: number, byte: start };
    number += 1;
    start += held + 1;
    pieces = [];
    held = 0;
    dropped = false;
    return line;
  }

  return {
    push(block) {
      const lines: Line[] = [];
      let from = 0;
      for (let feed = block.indexOf(LINE_FEED); feed !== -1; feed = block.indexOf(LINE_FEED, from)) {
        add(block.subarray(from, feed));
        lines.push(take(true));
        from = feed + 1;
      }
      if (from < block.length) add(block.subarray(from));
      return lines;
    },
    end: () => (held > 0 ? [take(false)] : []),
  };
}

/** The lines in the first `size` bytes of a file, in groups of those that one read completed. */
export async function* linesOf(file: Pick<FileHandle, 'read'>, size: number): AsyncGenerator<Line[]> {
  const splitter = splitLines();
  const block = Buffer.allocUnsafe(Math.min(BLOCK, size));
  for (let at = 0; at < size; ) {
    const { bytesRead } = await file.read(block, 0, Math.min(BLOCK, size - at), at);
    if (bytesRead === 0) break;
    at += bytesRead;
    // Copied, since lines keep views on it: what a growing file gives at a time is much less than a block.
    const lines = splitter.push(Buffer.from(block.subarray(0, bytesRead)));
    if (lines.length > 0) yield lines;
  }
  const rest = splitter.end();
  if (rest.length > 0) yield rest;
}
