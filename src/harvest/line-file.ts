/** Reads a file line by line, and single lines again by where they stand; memory holds one block and one line. */
import { isAscii } from 'node:buffer';
import { closeSync, openSync, readSync } from 'node:fs';
import { HarvestError } from '../errors.ts';

/** Where a line stands: its first byte, and its length without the line feed. */
export interface Place {
  readonly offset: number;
  readonly length: number;
}

export interface PlacedLine extends Place {
  /** A view that is good until the next line is asked for. */
  readonly bytes: Buffer;
}

export interface LineFile {
  /** Whole lines in order; what stands after the last line feed is left out. */
  lines(): Generator<PlacedLine>;
  at(place: Place): string;
  /** A view that is good until anything is asked for again. */
  bytesAt(place: Place): Buffer;
  close(): void;
}

const LINE_FEED = 0x0a;
const BLOCK = 1 << 20;

/** @throws HarvestError `not_readable` */
export function openLineFile(path: string): LineFile {
  const descriptor = attempt(path, () => openSync(path, 'r'));
  const fill = (buffer: Buffer, from: number, offset: number): number =>
    attempt(path, () => readSync(descriptor, buffer, from, buffer.length - from, offset));

  function* lines(): Generator<PlacedLine> {
    let block = Buffer.alloc(BLOCK);
    let held = 0;
    for (let offset = 0; ; ) {
      const read = fill(block, held, offset + held);
      if (read === 0) return;
      const end = held + read;
      let from = 0;
      for (
        let feed = block.indexOf(LINE_FEED, held);
        feed !== -1 && feed < end;
        feed = block.indexOf(LINE_FEED, from)
      ) {
        yield { offset: offset + from, length: feed - from, bytes: block.subarray(from, feed) };
        from = feed + 1;
      }
      held = end - from;
      offset += from;
      // A line longer than the block: a larger one.
      const next = held === block.length ? Buffer.alloc(block.length * 2) : block;
      block.copy(next, 0, from, end);
      block = next;
    }
  }

  // One for all: a new one for every row would be most of what the collector has to sweep up.
  let room = Buffer.alloc(0);
  const bytesAt = ({ offset, length }: Place): Buffer => {
    if (room.length < length) room = Buffer.alloc(2 * length);
    let read = 0;
    while (read < length) {
      const more = attempt(path, () => readSync(descriptor, room, read, length - read, offset + read));
      if (more === 0) throw notReadable(path, 'it ends early');
      read += more;
    }
    return room.subarray(0, length);
  };

  return {
    lines,
    at: (place) => textOf(bytesAt(place)),
    bytesAt,
    close: () => closeSync(descriptor),
  };
}

/** The text of bytes in UTF-8; most lines are all ASCII, and then are read in a third of the time. */
export function textOf(bytes: Buffer): string {
  return isAscii(bytes) ? bytes.toString('latin1') : bytes.toString('utf8');
}

function attempt<T>(path: string, act: () => T): T {
  try {
    return act();
  } catch (cause) {
    throw notReadable(path, cause instanceof Error ? cause.message : String(cause), cause);
  }
}

function notReadable(path: string, reason: string, cause?: unknown): HarvestError {
  return new HarvestError('not_readable', `Expected to read "${path}", but: ${reason}.`, { cause });
}
