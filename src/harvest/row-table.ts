/** What is kept in memory of each row while all are compared: 72 bytes, whatever the row holds. */

/** A row: hashes as 32 hexadecimal digits, and where its line stands. */
export interface TableRow {
  readonly id: string;
  readonly example: string;
  readonly question: string;
  readonly place: RowPlace;
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
  /** 16 bytes each, one character a byte: short keys for sets and maps. */
  id(row: number): string;
  example(row: number): string;
  question(row: number): string;
  place(row: number): RowPlace;
  /** Numbers of all rows by id, equal ids in the order in which they came. */
  inIdOrder(): Uint32Array;
}

const WIDTH = 72;
const HASH = 16;
const FILE = 3 * HASH;
const HEAD = FILE + 4;
const CONTENT = HEAD + 4;
const OFFSET = 64;

export function createRowTable(): RowTable {
  let bytes = Buffer.alloc(WIDTH * 1024);
  let size = 0;
  const hashAt = (row: number, column: number): string => {
    const from = row * WIDTH + column * HASH;
    return bytes.toString('latin1', from, from + HASH);
  };
  return {
    get size() {
      return size;
    },
    add({ id, example, question, place }) {
      const from = size * WIDTH;
      if (from === bytes.length) bytes = Buffer.concat([bytes, Buffer.alloc(bytes.length)]);
      for (const [column, hash] of [id, example, question].entries()) {
        bytes.write(hash.slice(0, 2 * HASH), from + column * HASH, HASH, 'hex');
      }
      bytes.writeUInt32LE(place.file, from + FILE);
      bytes.writeUInt32LE(place.head, from + HEAD);
      bytes.writeUInt32LE(place.content, from + CONTENT);
      bytes.writeDoubleLE(place.offset, from + OFFSET);
      size++;
    },
    id: (row) => hashAt(row, 0),
    example: (row) => hashAt(row, 1),
    question: (row) => hashAt(row, 2),
    place: (row) => ({
      file: bytes.readUInt32LE(row * WIDTH + FILE),
      offset: bytes.readDoubleLE(row * WIDTH + OFFSET),
      head: bytes.readUInt32LE(row * WIDTH + HEAD),
      content: bytes.readUInt32LE(row * WIDTH + CONTENT),
    }),
    inIdOrder: () =>
      Uint32Array.from({ length: size }, (_, row) => row).sort((one, other) => {
        const [from, to] = [one * WIDTH, other * WIDTH];
        return bytes.compare(bytes, to, to + HASH, from, from + HASH) || one - other;
      }),
  };
}
