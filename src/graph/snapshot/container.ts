/** The form of a snapshot file: a head, a table of named sections, and the sections, all under one checksum. */
import { endianness } from 'node:os';
import { crc32 } from 'node:zlib';
import { GraphError } from '../../errors.ts';

/** Bytes by name. */
export type Sections = ReadonlyMap<string, Uint8Array>;

/** Raised whenever what is written, or what the graph's parsers and name folding make of a file, changes. */
export const FORMAT = 1;

/** The end of line shows where a transfer has taken the file for a text. */
const MAGIC = Buffer.from('GTSNAP\r\n', 'latin1');
/** Read in the machine's order: a file from one with another order shows other bytes. */
const ORDER = 0x0a0b0c0d;
/** Magic 0–7, format 8, order 12, bytes of the file 16–23, bytes of the table 24, checksum 28. */
export const HEAD = 32;
const CHECKSUM = 28;
/** Where a section may begin: the length of a processor's cache line. */
const ALIGNMENT = 64;
/** What one buffer can hold in Node 20, less a little. */
export const MOST_BYTES = 2 ** 32 - 2 ** 16;

/** Whether this machine orders the bytes of a number as a snapshot does: the least first. */
export function canHold(): boolean {
  return endianness() === 'LE';
}

/** A file to be written: its length, and its pieces in order behind the head, which is known when all of them are. */
export interface Packed {
  readonly bytes: number;
  readonly pieces: readonly Uint8Array[];
  /** The head, given the checksum that {@link checksum} made of all pieces. */
  head(sum: number): Buffer;
}

/** Lays sections out. All arrays are used as they are, not copied. */
export function pack(sections: Sections): Packed {
  const places: [name: string, offset: number, length: number][] = [];
  const pieces: Uint8Array[] = [];
  let length = 0;
  for (const [name, bytes] of sections) {
    places.push([name, length, bytes.length]);
    const padding = -bytes.length & (ALIGNMENT - 1);
    pieces.push(bytes, new Uint8Array(padding));
    length += bytes.length + padding;
  }
  const text = JSON.stringify(places);
  const table = Buffer.from(text + ' '.repeat(-(HEAD + Buffer.byteLength(text)) & (ALIGNMENT - 1)));
  const total = HEAD + table.length + length;
  const head = Buffer.alloc(HEAD);
  MAGIC.copy(head);
  head.writeUInt32LE(FORMAT, 8);
  head.writeUInt32LE(ORDER, 12);
  head.writeBigUInt64LE(BigInt(total), 16);
  head.writeUInt32LE(table.length, 24);
  return {
    bytes: total,
    pieces: [table, ...pieces],
    head(sum) {
      head.writeUInt32LE(crc32(head.subarray(0, CHECKSUM), sum), CHECKSUM);
      return head;
    },
  };
}

/** The checksum goes over all behind the head, piece by piece, then over the head. */
export function checksum(piece: Uint8Array, before = 0): number {
  return crc32(piece, before);
}

/** What the head of a file says of it: that it is another program's or a later one's, or what its checksum should be. */
export function readHead(
  head: Buffer,
  bytes: number,
): 'foreign' | { readonly table: number; matches(sum: number): boolean } {
  if (head.length < HEAD || !head.subarray(0, MAGIC.length).equals(MAGIC)) throw damaged('no snapshot begins so');
  if (head.readUInt32LE(8) !== FORMAT || head.readUInt32LE(12) !== ORDER) return 'foreign';
  const said = head.readBigUInt64LE(16);
  if (said !== BigInt(bytes)) throw damaged(`expected ${said} bytes, got ${bytes}`);
  return {
    table: head.readUInt32LE(24),
    matches: (sum) => crc32(head.subarray(0, CHECKSUM), sum) === head.readUInt32LE(CHECKSUM),
  };
}

/** The sections of a whole file, as views on it. @param tableBytes as the head says @throws GraphError `damaged_snapshot` */
export function unpack(file: Uint8Array, tableBytes: number): Sections {
  const start = HEAD + tableBytes;
  if (start > file.length || start % ALIGNMENT !== 0) throw damaged('the table of sections is longer than the file');
  const sections = new Map<string, Uint8Array>();
  for (const place of parsed(Buffer.from(file.buffer, file.byteOffset + HEAD, tableBytes).toString('utf8'))) {
    const [name, offset, length] = place;
    const from = start + offset;
    const fits = isCount(offset) && isCount(length) && offset % ALIGNMENT === 0 && from + length <= file.length;
    if (typeof name !== 'string' || !fits || sections.has(name)) throw damaged('a section lies outside of the file');
    sections.set(name, file.subarray(from, from + length));
  }
  return sections;
}

function parsed(text: string): [name: unknown, offset: number, length: number][] {
  let table: unknown;
  try {
    table = JSON.parse(text);
  } catch {
    throw damaged('the table of sections cannot be read');
  }
  if (Array.isArray(table) && table.every((place) => Array.isArray(place) && place.length === 3)) return table;
  throw damaged('the table of sections cannot be read');
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

/** The error for a snapshot that is not whole; callers pass the snapshot over and read the files again. */
export function damaged(why: string): GraphError {
  return new GraphError('damaged_snapshot', why);
}
