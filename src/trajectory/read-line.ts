/** What a line of a journal says: a record, or in words why it is none. */
import { JournalError } from '../errors.ts';
import { isIntact } from './chain.ts';
import type { Line } from './lines.ts';
import { type Closed, type Frame, type JournalRecord, RECORD_VERSION } from './record.ts';
import { toRecord } from './record-schema.ts';

/** A closed record without anything in `trajectory` but a UUID is some 400 bytes; the seal is looked for in this many. */
export const SEAL_BYTES = 4096;

const LINE_FEED = 0x0a;

/**
 * @param path named where the line is of a layout newer than this reader
 * @throws JournalError `journal_version`
 */
export function recordOf(line: Pick<Line, 'bytes' | 'ended'>, path: string): JournalRecord | string {
  if (!line.ended) return 'the last line is torn: it does not end in a line feed';
  if (line.bytes === undefined) return 'a line is longer than any record';
  if (!isIntact(line.bytes)) {
    return parse(line.bytes) === undefined
      ? 'a line is not JSON'
      : 'a line does not agree with its own hash: it was damaged or edited';
  }
  const value = parse(line.bytes);
  if (value === undefined) return 'a line is not JSON';
  refuseNewer(value, path);
  const record = toRecord(value);
  return typeof record === 'string' ? `a line is JSON, but no record (${record})` : record;
}

/** The seal that the last bytes of a file are, if its last line is an intact one. */
export function sealAtEnd(tail: Buffer): (Frame & Closed) | undefined {
  if (tail.at(-1) !== LINE_FEED) return undefined;
  const bytes = tail.subarray(tail.lastIndexOf(LINE_FEED, -2) + 1, -1);
  const record = isIntact(bytes) ? toRecord(parse(bytes)) : undefined;
  return typeof record === 'object' && record.type === 'closed' ? record : undefined;
}

function parse(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return undefined;
  }
}

function refuseNewer(value: unknown, path: string): void {
  const version = (value as { v?: unknown } | null)?.v;
  if (typeof version !== 'number' || !Number.isInteger(version) || version <= RECORD_VERSION) return;
  throw new JournalError(
    'journal_version',
    `Cannot read the journal "${path}": it is of layout version ${version}, this program knows up to ${RECORD_VERSION}. ` +
      'Read it with the version of graphtrail that wrote it, or a later one.',
  );
}
