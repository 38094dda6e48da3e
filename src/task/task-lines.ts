/** The lines of a task file as bytes with their places: streamed, so that memory holds one block and one line. */
import { createReadStream } from 'node:fs';
import { TaskError } from '../errors.ts';

export interface TaskLine {
  /** Without the LF. */
  readonly bytes: Buffer;
  /** Where the line begins in the file. */
  readonly offset: number;
  /** Counted from 1. */
  readonly number: number;
  /** False for the rest of a file that does not end in LF. */
  readonly ended: boolean;
}

/** Longest line that can be a task: one with the most answers and a table is some 100 KB. */
const LONGEST = 16 * 1024 * 1024;
const BLOCK = 256 * 1024;
const LINE_FEED = 0x0a;

/**
 * The lines of a file that are not blank.
 *
 * @throws TaskError `task_file` where it cannot be read, or a line is longer than any task
 */
export async function* taskLines(path: string): AsyncGenerator<TaskLine> {
  let rest: Buffer = Buffer.alloc(0);
  let offset = 0;
  let number = 0;
  const line = (bytes: Buffer, ended: boolean): TaskLine => ({ bytes, offset, number: ++number, ended });
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: BLOCK })) {
      const block = rest.length === 0 ? (chunk as Buffer) : Buffer.concat([rest, chunk as Buffer]);
      let from = 0;
      for (let end = block.indexOf(LINE_FEED); end !== -1; end = block.indexOf(LINE_FEED, from)) {
        const next = line(block.subarray(from, end), true);
        if (!isBlank(next.bytes)) yield next;
        offset += end + 1 - from;
        from = end + 1;
      }
      rest = block.subarray(from);
      if (rest.length > LONGEST) throw new RangeError(`line ${number + 1} is longer than ${LONGEST} bytes`);
    }
  } catch (cause) {
    if (cause instanceof TaskError) throw cause;
    throw new TaskError('task_file', `cannot read the task file "${path}": ${(cause as Error).message}`, { cause });
  }
  if (!isBlank(rest)) yield line(rest, false);
}

/** White space by JSON's idea of it. */
function isBlank(bytes: Buffer): boolean {
  return bytes.every((byte) => byte === 0x20 || byte === 0x09 || byte === 0x0d);
}
