/** The hash chain of a journal: how a record becomes a line that carries its own SHA-256, and how a line is checked. */
import { createHash, hash } from 'node:crypto';

/** Longest line written or read, in bytes: beyond it a record is refused, and a line is damage. */
export const MAXIMUM_LINE_BYTES = 64 * 1024 * 1024;

const ENDING_LENGTH = ',"sha256":"'.length + 64 + '"}'.length;
const ENDING = /^,"sha256":"([0-9a-f]{64})"\}$/;
/** Line ends to some readers (Python's `splitlines`, JavaScript before 2019), though JSON lets them stand in a string. */
const FOREIGN_LINE_ENDS = /[\u0085\u2028\u2029]/g;

/** Where a file ends that a later one of the same run goes on from. */
export interface FileEnd {
  /** Its name without the extension. */
  readonly stem: string;
  readonly seq: number;
  /** Hash of its last record. */
  readonly head: string;
}

const CONTINUING = /^:(run-.+):([0-9a-f]{64})$/;

/**
 * What the first record of a file has as `prev`: the name of the file without its extension, so that files cannot stand in
 * for each other, and where a run goes on, what it goes on from.
 */
export function firstLink(stem: string, before?: FileEnd): string {
  return before === undefined ? stem : `${stem}:${before.stem}:${before.head}`;
}

/** What a first link says: `start`, or the end it goes on from; undefined where it belongs to another file. */
export function readFirstLink(prev: string, stem: string): 'start' | Omit<FileEnd, 'seq'> | undefined {
  if (prev === stem) return 'start';
  const match = prev.startsWith(stem) ? CONTINUING.exec(prev.slice(stem.length)) : null;
  return match === null ? undefined : { stem: match[1] as string, head: match[2] as string };
}

/** JSON text on one line, by every reader's idea of a line. JSON.stringify already escapes LF, CR and lone surrogates. */
export function onOneLine(json: string): string {
  // As many bytes as characters: all ASCII, as most records are, and told faster than by looking for what is not.
  if (Buffer.byteLength(json) === json.length) return json;
  return json.replace(FOREIGN_LINE_ENDS, (end) => `\\u${end.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/**
 * The line of a record, LF included, and its hash: the members of the frame, then those of the event. `sha256` is put last as
 * text, so that whoever reads the line can cut it off and hash exactly the bytes that were hashed here: the JSON object
 * without that member. Joined as text, since merging the objects first would take most of the time.
 *
 * @param json the JSON text of the event, where it is known already
 * @throws TypeError where the event has a member of the frame, or something that JSON cannot hold
 */
export function sealLine(frame: object, event: object, json = JSON.stringify(event)): { line: string; sha256: string } {
  for (const name in frame)
    if (Object.hasOwn(event, name)) throw new TypeError(`the event has a member "${name}" of its own`);
  const body = onOneLine(`${JSON.stringify(frame).slice(0, -1)},${json.slice(1)}`);
  const sha256 = hash('sha256', body);
  return { line: `${body.slice(0, -1)},"sha256":"${sha256}"}\n`, sha256 };
}

/** Whether the bytes of a line (without its LF) end in the hash of what stands before; false for any other text. */
export function isIntact(line: Buffer): boolean {
  const cut = line.length - ENDING_LENGTH;
  if (cut < 1) return false;
  const claimed = ENDING.exec(line.toString('latin1', cut))?.[1];
  if (claimed === undefined) return false;
  return createHash('sha256').update(line.subarray(0, cut)).update('}').digest('hex') === claimed;
}
