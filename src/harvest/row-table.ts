/** What is kept in memory of each row while all are compared: 72 bytes, whatever the row holds. */
import { SPLITS, type Split } from './split.ts';

/** A row: hashes as hexadecimal digits, of which the first 32 are kept, where its line stands, and its split so far. */
export interface TableRow {
  readonly id: string;
  readonly example: string;
  readonly question: string;
  readonly place: RowPlace;
  readonly split: Split;
  /** Confirmed by an independent engine on a pinned graph. */
  readonly pinned: boolean;
}

/** Number of the file, where the row's two lines begin in it, and the length of each without its line feed. */
export interface RowPlace {
  readonly file: number;
  readonly offset: number;
  readonly head: number;
  readonly content: number;
}

export interface RowTable {
  readonly size: number;
  add(row: TableRow): void;
  /** 32 hexadecimal digits. */
  id(row: number): string;
  /** 16 bytes each, one character a byte: short keys to compare. */
  example(row: number): string;
  question(row: number): string;
  /** The first 52 bits of the question's hash. */
  questionNumber(row: number): number;
  place(row: number): RowPlace;
  split(row: number): Split;
  /** Puts a row into another split. */
  move(row: number, split: Split): void;
  pinned(row: number): boolean;
  /** Numbers of all rows by id, equal ids in the order in which they came. */
  inIdOrder(): Uint32Array;
}

const WIDTH = 72;
const HASH = 16;
const EXAMPLE = HASH;
const QUESTION = 2 * HASH;
const FILE = 3 * HASH;
const HEAD = FILE + 4;
const CONTENT = HEAD + 4;
const SPLIT = CONTENT + 4;
const PINNED = SPLIT + 1;
const OFFSET = 64;

/** Rows in a block: the table grows by blocks, since doubling it would hold it three times for a moment. */
const BLOCK_BITS = 13;
const BLOCK = 1 << BLOCK_BITS;

export function createRowTable(): RowTable {
  const blocks: Buffer[] = [];
  let size = 0;
  const block = (row: number): Buffer => blocks[row >>> BLOCK_BITS] as Buffer;
  const start = (row: number): number => (row & (BLOCK - 1)) * WIDTH;
  const hashAt = (row: number, column: number): string => {
    const from = start(row) + column;
    return block(row).toString('latin1', from, from + HASH);
  };
  return {
    get size() {
      return size;
    },
    add({ id, example, question, place, split, pinned }) {
      if (size === blocks.length * BLOCK) blocks.push(Buffer.alloc(WIDTH * BLOCK));
      const bytes = block(size);
      const from = start(size);
      bytes.write(id, from, HASH, 'hex');
      bytes.write(example, from + EXAMPLE, HASH, 'hex');
      bytes.write(question, from + QUESTION, HASH, 'hex');
      bytes.writeUInt32LE(place.file, from + FILE);
      bytes.writeUInt32LE(place.head, from + HEAD);
      bytes.writeUInt32LE(place.content, from + CONTENT);
      bytes.writeDoubleLE(place.offset, from + OFFSET);
      bytes[from + SPLIT] = SPLITS.indexOf(split);
      bytes[from + PINNED] = pinned ? 1 : 0;
      size++;
    },
    id: (row) => block(row).toString('hex', start(row), start(row) + HASH),
    example: (row) => hashAt(row, EXAMPLE),
    question: (row) => hashAt(row, QUESTION),
    questionNumber: (row) => {
      const from = start(row) + QUESTION;
      return block(row).readUIntBE(from, 6) * 16 + ((block(row)[from + 6] as number) >>> 4);
    },
    place: (row) => {
      const [bytes, from] = [block(row), start(row)];
      return {
        file: bytes.readUInt32LE(from + FILE),
        offset: bytes.readDoubleLE(from + OFFSET),
        head: bytes.readUInt32LE(from + HEAD),
        content: bytes.readUInt32LE(from + CONTENT),
      };
    },
    split: (row) => SPLITS[block(row)[start(row) + SPLIT] as number] as Split,
    move: (row, split) => {
      block(row)[start(row) + SPLIT] = SPLITS.indexOf(split);
    },
    pinned: (row) => block(row)[start(row) + PINNED] === 1,
    inIdOrder: () =>
      Uint32Array.from({ length: size }, (_, row) => row).sort((one, other) => {
        const [from, to] = [start(one), start(other)];
        return block(one).compare(block(other), to, to + HASH, from, from + HASH) || one - other;
      }),
  };
}
