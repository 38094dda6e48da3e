/** Cuts what comes in on a stream into lines, none of them longer than a limit. */

const NEWLINE = 10;

/** What a line turned out to be: its bytes, or only that it was too long to be kept. */
export type Line = Buffer | 'too long';

/**
 * Takes chunks and gives the lines that end in them, without their ends. A line longer than `limit` bytes is not kept: it is
 * told once, at its end, and the next is read as if nothing had happened.
 */
export function lineReader(limit: number): (chunk: Buffer) => Iterable<Line> {
  let parts: Buffer[] = [];
  let length = 0;

  function take(last: Buffer): Line {
    const whole = length + last.length;
    const line = parts.length === 0 ? last : Buffer.concat([...parts, last]);
    parts = [];
    length = 0;
    return whole > limit ? 'too long' : line;
  }

  return function* (chunk) {
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, start)) {
      yield take(chunk.subarray(start, end));
      start = end + 1;
    }
    if (start === chunk.length) return;
    length += chunk.length - start;
    if (length > limit) parts = [];
    else parts.push(chunk.subarray(start));
  };
}
