/** A growing set of strings kept as UTF-8 bytes in typed arrays: what terms are interned in while a graph loads. */
import { randomInt } from 'node:crypto';
import { GraphError } from '../../errors.ts';

const INITIAL_SLOTS = 1 << 12;
/** Below so many strings none need be remembered: the table itself is small. */
const FEW = 1024;
/** A power of two. */
const RECENT = 1 << 16;
/** Longer strings are not remembered: they are literals, and a second copy of a megabyte is no help. */
const LONG = 1000;
/** In a graph of many terms most would push out each other: only one miss in so many takes a place that is taken. */
const PATIENCE = 16;
/** 3 GiB: with a length before each term all must stay within what 32 bits can address. */
const MAXIMUM_BYTES = 0xc000_0000;

/** Gives each distinct string a number, counted from 0 in order of first appearance. The strings themselves are copied, not kept. */
export class Dictionary {
  bytes: Buffer = Buffer.alloc(1 << 16);
  /** Where each string begins; one more entry marks the end of the last. */
  offsets: Uint32Array = new Uint32Array(INITIAL_SLOTS);
  size = 0;
  /** Open addressing: a hash and, one higher so that 0 means none, a number in each slot, side by side for the processor's cache. */
  #slots: Uint32Array = new Uint32Array(INITIAL_SLOTS * 2);
  /** Strings that came lately, by a few of their letters, each at one of two neighbouring places: most terms come again and again. */
  #recent: (string | undefined)[] = [];
  #recentIds = new Uint32Array(0);
  #misses = 0;
  // Files are hostile: with a secret start nobody can write terms that all collide. Numbers never depend on it.
  readonly #seed = randomInt(0x7fff_ffff);

  /** The number of a string, new or known. */
  intern(text: string): number {
    if (this.#recent.length === 0) return this.#lookUp(text);
    const place = placeOf(text);
    if (this.#recent[place] === text) return this.#recentIds[place] as number;
    if (this.#recent[place ^ 1] === text) return this.#recentIds[place ^ 1] as number;
    const size = this.size;
    const id = this.#lookUp(text);
    // What comes for the first time may never come again.
    if (id < size && text.length <= LONG) this.#remember(place, id);
    return id;
  }

  #beginRemembering(): void {
    this.#recent = new Array<string | undefined>(RECENT).fill(undefined);
    this.#recentIds = new Uint32Array(RECENT);
  }

  #remember(wanted: number, id: number): void {
    const place = this.#recent[wanted] === undefined ? wanted : wanted ^ 1;
    if (this.#recent[place] !== undefined && ++this.#misses % PATIENCE !== 0) return;
    this.#recent[place] = this.text(id);
    this.#recentIds[place] = id;
  }

  #lookUp(text: string): number {
    const start = this.#end();
    const end = this.#write(text, start);
    const hash = this.#hash;
    const slots = this.#slots;
    const mask = slots.length - 1;
    for (let slot = (hash * 2) & mask; ; slot = (slot + 2) & mask) {
      const found = slots[slot + 1] as number;
      if (found === 0) return this.#add(slot, hash, end);
      if (slots[slot] === hash && this.#holds(found - 1, start, end)) return found - 1;
    }
  }

  /** The string of a number. */
  text(id: number): string {
    return this.bytes.toString('utf8', this.offsets[id], this.offsets[id + 1]);
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
        at = start + bytes.write(text, start, 'utf8');
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
    this.#slots[slot] = hash;
    this.#slots[slot + 1] = id + 1;
    if (this.size === FEW) this.#beginRemembering();
    if (this.size * 4 > this.#slots.length) this.#growSlots();
    return id;
  }

  #growBytes(needed: number): void {
    if (needed > MAXIMUM_BYTES) {
      throw new GraphError(
        'too_many_terms',
        'The distinct terms take more than 3 GiB, the most one graph can hold. Load a part of the data.',
      );
    }
    const grown = Buffer.alloc(Math.min(MAXIMUM_BYTES, Math.max(needed, Math.ceil(this.bytes.length * 1.5))));
    grown.set(this.bytes);
    this.bytes = grown;
  }

  #growTerms(): void {
    const length = Math.ceil(this.offsets.length * 1.5);
    const offsets = new Uint32Array(length);
    offsets.set(this.offsets);
    this.offsets = offsets;
  }

  #growSlots(): void {
    const old = this.#slots;
    const slots = new Uint32Array(old.length * 2);
    const mask = slots.length - 1;
    for (let from = 0; from < old.length; from += 2) {
      if (old[from + 1] === 0) continue;
      let slot = ((old[from] as number) * 2) & mask;
      while (slots[slot + 1] !== 0) slot = (slot + 2) & mask;
      slots[slot] = old[from] as number;
      slots[slot + 1] = old[from + 1] as number;
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
