/** The terms of a graph in code-point order: a term's id is its rank. Kept as bytes; strings are made only when asked for. */
import type { Dictionary } from './dictionary.ts';

const PAGE_BITS = 10;
const PAGE = 1 << PAGE_BITS;
/** How many characters of decoded keys are kept before the cache starts anew: 64 Mi. */
const CACHED_CHARACTERS = 1 << 26;
const CACHED_IDS = 1 << 17;

export class TermTable {
  readonly size: number;
  /** Each term as its length in bytes (little-endian uint32) and its UTF-8 bytes: what the digest hashes. */
  readonly blocks: Buffer;
  /** Where the block of each term begins, and the end. */
  readonly offsets: Uint32Array;
  #pages: (string | undefined)[][] = [];
  #cached = 0;
  readonly #points: number[] = [];
  #ids = new Map<string, number>();

  constructor(blocks: Buffer, offsets: Uint32Array) {
    this.size = offsets.length - 1;
    this.blocks = blocks;
    this.offsets = offsets;
  }

  /** The key (see `termKey`) of an id. */
  key(id: number): string {
    const page = this.#pages[id >>> PAGE_BITS];
    const known = page?.[id & (PAGE - 1)];
    return known === undefined ? this.#decode(id) : known;
  }

  /** The id of a key, or undefined where no triple has such a term. */
  id(key: string): number | undefined {
    const known = this.#ids.get(key);
    if (known !== undefined) return known;
    const wanted = Buffer.from(key, 'utf8');
    const id = this.lowerBound(wanted);
    if (id >= this.size || this.#compare(id, wanted) !== 0) return undefined;
    if (this.#ids.size >= CACHED_IDS) this.#ids = new Map();
    this.#ids.set(this.key(id), id);
    return id;
  }

  /** How many terms come before a string in code-point order. */
  lowerBound(wanted: Uint8Array): number {
    let low = 0;
    let high = this.size;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#compare(middle, wanted) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Length of a key in bytes, known without decoding it. */
  byteLength(id: number): number {
    return (this.offsets[id + 1] as number) - (this.offsets[id] as number) - 4;
  }

  /** The first code points of a key, at most `most`. The array is reused by the next call. */
  codePoints(id: number, most: number): readonly number[] {
    const points = this.#points;
    points.length = 0;
    const end = this.offsets[id + 1] as number;
    for (let at = (this.offsets[id] as number) + 4; at < end && points.length < most; ) {
      const byte = this.blocks[at] as number;
      const length = byte < 0x80 ? 1 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4;
      let point = length === 1 ? byte : byte & (0x7f >> length);
      for (let next = 1; next < length; next++) point = (point << 6) | ((this.blocks[at + next] as number) & 0x3f);
      points.push(point);
      at += length;
    }
    return points;
  }

  #compare(id: number, wanted: Uint8Array): number {
    return this.blocks.compare(wanted, 0, wanted.length, (this.offsets[id] as number) + 4, this.offsets[id + 1]);
  }

  #decode(id: number): string {
    if (!(id >= 0 && id < this.size))
      throw new RangeError(`No term has the id ${id}; ids run from 0 to ${this.size - 1}.`);
    const key = this.blocks.toString('utf8', (this.offsets[id] as number) + 4, this.offsets[id + 1]);
    this.#cached += key.length;
    if (this.#cached > CACHED_CHARACTERS) {
      this.#pages = [];
      this.#cached = key.length;
    }
    let page = this.#pages[id >>> PAGE_BITS];
    if (page === undefined) {
      page = new Array<string | undefined>(PAGE);
      this.#pages[id >>> PAGE_BITS] = page;
    }
    page[id & (PAGE - 1)] = key;
    return key;
  }
}

/** The strings of a dictionary in another order: `order[rank]` is the number of the string there, for those that are kept. */
export function tableOf({ bytes, offsets }: Dictionary, order: Uint32Array): TermTable {
  const size = order.length;
  let total = 0;
  for (const id of order) total += 4 + (offsets[id + 1] as number) - (offsets[id] as number);
  const blocks = Buffer.alloc(total);
  const starts = new Uint32Array(size + 1);
  let at = 0;
  for (let rank = 0; rank < size; rank++) {
    const id = order[rank] as number;
    const start = offsets[id] as number;
    const end = offsets[id + 1] as number;
    starts[rank] = at;
    blocks.writeUInt32LE(end - start, at);
    at += 4;
    for (let place = start; place < end; place++) blocks[at++] = bytes[place] as number;
  }
  starts[size] = at;
  return new TermTable(blocks, starts);
}
