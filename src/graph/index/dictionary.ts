/** A growing set of strings kept as UTF-8 bytes in typed arrays: what terms are interned in while a graph loads. */
import { randomInt } from 'node:crypto';
import { GraphError } from '../../errors.ts';

const INITIAL_SLOTS = 1 << 12;
/** A power of two. */
const RECENT = 1 << 15;
const MAXIMUM_BYTES = 0xffff_ffff;

/** Gives each distinct string a number, counted from 0 in order of first appearance. The strings themselves are copied, not kept. */
export class Dictionary {
  bytes: Uint8Array = new Uint8Array(1 << 16);
  /** Where each string begins; one more entry marks the end of the last. */
  offsets: Uint32Array = new Uint32Array(INITIAL_SLOTS);
  size = 0;
  #hashes: Uint32Array = new Uint32Array(INITIAL_SLOTS);
  #slots: Uint32Array = new Uint32Array(INITIAL_SLOTS);
  /** Strings that came lately, by a few of their letters: most terms of a graph come again and again. */
  readonly #recent: (string | undefined)[] = new Array<string | undefined>(RECENT).fill(undefined);
  readonly #recentIds = new Uint32Array(RECENT);
  readonly #doubted = new Uint8Array(RECENT);
  // Files are hostile: with a secret start nobody can write terms that all collide. Numbers never depend on it.
  readonly #seed = randomInt(0x7fff_ffff);

  /** The number of a string, new or known. */
  intern(text: string): number {
    const place = placeOf(text);
    if (this.#recent[place] === text) return this.#recentIds[place] as number;
    const size = this.size;
    const id = this.#lookUp(text);
    // What comes once may never come again, and what is well known should not give way to it at once.
    if (id < size) this.#remember(place, id);
    return id;
  }

  #remember(place: number, id: number): void {
    if (this.#recent[place] !== undefined && this.#recentIds[place] !== id && this.#doubted[place] === 0) {
      this.#doubted[place] = 1;
      return;
    }
    this.#recent[place] = this.text(id);
    this.#recentIds[place] = id;
    this.#doubted[place] = 0;
  }

  #lookUp(text: string): number {
    const start = this.#end();
    const end = this.#write(text, start);
    const hash = this.#hash;
    const mask = this.#slots.length - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const found = (this.#slots[slot] as number) - 1;
      if (found < 0) return this.#add(slot, hash, end);
      if (this.#hashes[found] === hash && this.#holds(found, start, end)) return found;
    }
  }

  /** The string of a number. */
  text(id: number): string {
    const end = this.offsets[id + 1] as number;
    return Buffer.from(this.bytes.buffer, this.bytes.byteOffset).toString('utf8', this.offsets[id], end);
  }

  #hash = 0;

  #end(): number {
    return this.offsets[this.size] as number;
  }

  /** Writes the text behind the last string, where it stays if it turns out to be new; returns its end and leaves its hash. */
  #write(text: string, start: number): number {
    const length = text.length;
    if (start + length * 3 > this.bytes.length) this.#growBytes(start + length * 3);
    const bytes = this.bytes;
    let hash = this.#seed;
    let at = start;
    for (let index = 0; index < length; index++) {
      const unit = text.charCodeAt(index);
      if (unit >= 0x80) {
        at = start + Buffer.from(bytes.buffer, bytes.byteOffset).write(text, start, 'utf8');
        hash = this.#seed;
        for (let place = start; place < at; place++) hash = Math.imul(hash ^ (bytes[place] as number), 0x0100_0193);
        break;
      }
      bytes[at++] = unit;
      hash = Math.imul(hash ^ unit, 0x0100_0193);
    }
    hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b_3c6d);
    this.#hash = (hash ^ (hash >>> 13)) >>> 0;
    return at;
  }

  #holds(id: number, start: number, end: number): boolean {
    const bytes = this.bytes;
    let at = this.offsets[id] as number;
    if ((this.offsets[id + 1] as number) - at !== end - start) return false;
    for (let place = start; place < end; place++, at++) if (bytes[place] !== bytes[at]) return false;
    return true;
  }

  #add(slot: number, hash: number, end: number): number {
    const id = this.size++;
    if (id + 2 > this.offsets.length) this.#growTerms();
    this.offsets[id + 1] = end;
    this.#hashes[id] = hash;
    this.#slots[slot] = id + 1;
    if (this.size * 2 > this.#slots.length) this.#growSlots();
    return id;
  }

  #growBytes(needed: number): void {
    if (needed > MAXIMUM_BYTES) {
      throw new GraphError(
        'too_many_terms',
        'The distinct terms take more than 4 GiB, the most one graph can hold. Load a part of the data.',
      );
    }
    const grown = new Uint8Array(Math.min(MAXIMUM_BYTES, Math.max(needed, Math.ceil(this.bytes.length * 1.5))));
    grown.set(this.bytes);
    this.bytes = grown;
  }

  #growTerms(): void {
    const length = Math.ceil(this.offsets.length * 1.5);
    const offsets = new Uint32Array(length);
    offsets.set(this.offsets);
    this.offsets = offsets;
    const hashes = new Uint32Array(length);
    hashes.set(this.#hashes);
    this.#hashes = hashes;
  }

  #growSlots(): void {
    const slots = new Uint32Array(this.#slots.length * 2);
    const mask = slots.length - 1;
    for (let id = 0; id < this.size; id++) {
      let slot = (this.#hashes[id] as number) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = id + 1;
    }
    this.#slots = slots;
  }
}

/** Where a string is looked for among the recent ones: names differ at their ends. */
function placeOf(text: string): number {
  const length = text.length;
  let hash = length;
  for (let index = Math.max(0, length - 6); index < length; index++)
    hash = Math.imul(hash, 31) + text.charCodeAt(index);
  return (hash ^ (hash >>> 15)) & (RECENT - 1);
}
