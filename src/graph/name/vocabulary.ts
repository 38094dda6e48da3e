/** All words that names are made of, sorted, so that those near a word are found in one walk that shares work between neighbours. */
import { sortByteStrings } from '../index/byte-order.ts';
import type { Dictionary } from '../index/dictionary.ts';
import { type TermTable, tableOf } from '../index/term-table.ts';

/** A word of the vocabulary that may be meant, by its rank; `quality` is at most {@link EXACT}. */
export interface NearToken {
  readonly token: number;
  readonly quality: number;
}

export const EXACT = 12;
const BEGINS = 9;
const QUALITY_BY_EDITS = [EXACT, 8, 5];
/** How many words that begin with the one asked for are looked at. */
const MOST_BEGINNING = 2000;

export class Vocabulary {
  readonly #words: TermTable;

  /** From words in code-point order: see {@link sortWords}. */
  constructor(words: TermTable) {
    this.#words = words;
  }

  /** The words within the edits that a word of this length allows (none up to 3 letters, one up to 6, else two), and those that begin with it. */
  near(word: string): NearToken[] {
    const found = new Map<number, number>();
    const first = this.#words.lowerBound(Buffer.from(word));
    const last = Math.min(this.#words.lowerBound(Buffer.from(`${word}\u{10ffff}`)), first + MOST_BEGINNING);
    for (let token = first; token < last; token++) found.set(token, this.#words.key(token) === word ? EXACT : BEGINS);
    const points = Array.from(word, (character) => character.codePointAt(0) as number);
    const edits = points.length <= 3 ? 0 : points.length <= 6 ? 1 : 2;
    if (edits > 0) {
      this.#walk(points, edits, (token, distance) => {
        const quality = QUALITY_BY_EDITS[distance] as number;
        if (quality > (found.get(token) ?? 0)) found.set(token, quality);
      });
    }
    return Array.from(found, ([token, quality]) => ({ token, quality })).sort(
      (left, right) => left.token - right.token,
    );
  }

  /**
   * Levenshtein's table, one row a letter of the vocabulary's word. A word shares the rows of the letters it shares with the
   * word before; where a row has no entry within reach, all words that begin so are passed over.
   */
  #walk(wanted: readonly number[], edits: number, onNear: (token: number, distance: number) => void): void {
    const width = wanted.length + 1;
    const most = wanted.length + edits + 1;
    const rows = Array.from({ length: most + 1 }, () => new Uint8Array(width));
    for (let column = 0; column < width; column++) (rows[0] as Uint8Array)[column] = column;
    const path = new Uint32Array(most);
    let depth = 0;
    let dead = false;
    for (let token = 0; token < this.#words.size; token++) {
      const letters = this.#words.codePoints(token, most);
      let shared = 0;
      while (shared < depth && shared < letters.length && letters[shared] === path[shared]) shared++;
      if (dead && shared === depth) continue;
      depth = shared;
      dead = false;
      while (depth < letters.length && !dead) {
        path[depth] = letters[depth] as number;
        dead =
          nextRow(rows[depth] as Uint8Array, rows[depth + 1] as Uint8Array, wanted, letters[depth] as number) > edits;
        depth++;
      }
      if (dead || letters.length === most) continue;
      const distance = (rows[depth] as Uint8Array)[width - 1] as number;
      if (distance <= edits) onNear(token, distance);
    }
  }
}

/** The words of a dictionary in code-point order, and the rank of each by its number in the dictionary. */
export function sortWords(dictionary: Dictionary): { readonly words: TermTable; readonly ranks: Uint32Array } {
  const order = sortByteStrings(dictionary.bytes, dictionary.offsets, dictionary.size);
  const ranks = new Uint32Array(order.length);
  for (let rank = 0; rank < order.length; rank++) ranks[order[rank] as number] = rank;
  return { words: tableOf(dictionary, order), ranks };
}

/** Fills the row below `above` for one more letter; returns its least entry. */
function nextRow(above: Uint8Array, row: Uint8Array, wanted: readonly number[], letter: number): number {
  let least = (above[0] as number) + 1;
  row[0] = least;
  for (let column = 1; column < row.length; column++) {
    const change = (above[column - 1] as number) + (wanted[column - 1] === letter ? 0 : 1);
    const value = Math.min(change, (above[column] as number) + 1, (row[column - 1] as number) + 1);
    row[column] = value;
    if (value < least) least = value;
  }
  return least;
}
