/** Names that are near a text: found by their words, ranked by how much of the text and of the name they share. */
import { Dictionary } from '../index/dictionary.ts';
import { GrowingArray } from '../index/growing-array.ts';
import type { TermTable } from '../index/term-table.ts';
import { tokensOf } from './tokens.ts';
import { EXACT, type NearToken, sortWords, Vocabulary } from './vocabulary.ts';

/** Of the text's weight, in thousandths, a name must share at least this. */
const LEAST_COVERED = 334;
/** Words in more names than this only confirm names found by rarer words. */
const COMMON = 100_000;

/** What {@link NearNames} are made of. */
export interface NearRows {
  /** All words of all names, in code-point order. */
  readonly words: TermTable;
  /** Names by word, compressed: `names[starts[word] … starts[word + 1])`. */
  readonly starts: Uint32Array;
  readonly names: Uint32Array;
  /** How many words each name has, above 255 less multiples of 256. */
  readonly lengths: Uint8Array;
}

/** Collects names one by one; then {@link NearNames}. */
export class NearNamesBuilder {
  readonly dictionary = new Dictionary();
  readonly tokens = new GrowingArray();
  readonly names = new GrowingArray();
  readonly lengths = new GrowingArray();

  /** Takes a folded name; its number is how many came before it. */
  add(folded: string): void {
    const tokens = new Set(tokensOf(folded));
    for (const token of tokens) {
      this.tokens.push(this.dictionary.intern(token));
      this.names.push(this.lengths.length);
    }
    this.lengths.push(tokens.size);
  }

  /** All that was collected; the builder is empty afterwards. */
  rows(): NearRows {
    const { words, ranks } = sortWords(this.dictionary);
    const tokens = this.tokens.values();
    const owners = this.names.values();
    const starts = new Uint32Array(words.size + 1);
    for (const token of tokens) (starts[(ranks[token] as number) + 1] as number)++;
    for (let word = 0; word < words.size; word++)
      starts[word + 1] = (starts[word + 1] as number) + (starts[word] as number);
    const next = starts.slice(0, words.size);
    const names = new Uint32Array(owners.length);
    for (let row = 0; row < names.length; row++) {
      const word = ranks[tokens[row] as number] as number;
      const place = next[word] as number;
      next[word] = place + 1;
      names[place] = owners[row] as number;
    }
    return { words, starts, names, lengths: Uint8Array.from(this.lengths.values()) };
  }
}

export class NearNames {
  readonly #vocabulary: Vocabulary;
  readonly #starts: Uint32Array;
  readonly #names: Uint32Array;
  readonly #lengths: Uint8Array;

  constructor({ words, starts, names, lengths }: NearRows) {
    this.#vocabulary = new Vocabulary(words);
    this.#starts = starts;
    this.#names = names;
    this.#lengths = lengths;
  }

  /** Numbers of near names with a score, best first, equal ones in ascending order. */
  near(folded: string): { readonly name: number; readonly score: number }[] {
    const asked = [...new Set(tokensOf(folded))].map((word) => this.#ask(word));
    // The rarest words first: they say most, and keep the common ones from flooding the table.
    asked.sort((left, right) => left.names - right.names);
    const total = asked.reduce((sum, { weight }) => sum + weight * EXACT, 0);
    const found = new Map<number, { covered: number; words: number }>();
    for (const { near, names, weight } of asked) {
      const confirming = names > COMMON && found.size > 0;
      for (const [name, quality] of this.#best(near, confirming ? found : undefined)) {
        const known = found.get(name);
        if (known === undefined) found.set(name, { covered: quality * weight, words: 1 });
        else {
          known.covered += quality * weight;
          known.words++;
        }
      }
    }
    return this.#ranked(found, total);
  }

  #ranked(
    found: ReadonlyMap<number, { covered: number; words: number }>,
    total: number,
  ): { readonly name: number; readonly score: number }[] {
    const ranked: { name: number; score: number }[] = [];
    for (const [name, { covered, words }] of found) {
      const ofText = Math.floor((covered * 1000) / total);
      const ofName = Math.floor((words * 1000) / Math.max(1, this.#lengths[name] as number));
      if (ofText >= LEAST_COVERED) ranked.push({ name, score: 3 * ofText + ofName });
    }
    return ranked.sort((left, right) => right.score - left.score || left.name - right.name);
  }

  /** A word asked for: what may be meant, in how many names that is, and how much it says (in bits: rare words say more). */
  #ask(word: string): { readonly near: readonly NearToken[]; readonly names: number; readonly weight: number } {
    const near = this.#vocabulary.near(word);
    let names = 0;
    for (const { token } of near) names += this.#count(token);
    const rarity = Math.floor(this.#lengths.length / Math.max(1, names));
    return { near, names, weight: 4 + (32 - Math.clz32(rarity)) };
  }

  #count(token: number): number {
    return (this.#starts[token + 1] as number) - (this.#starts[token] as number);
  }

  #best(near: readonly NearToken[], only: ReadonlyMap<number, unknown> | undefined): Map<number, number> {
    const best = new Map<number, number>();
    for (const { token, quality } of near) {
      const end = this.#starts[token + 1] as number;
      for (let place = this.#starts[token] as number; place < end; place++) {
        const name = this.#names[place] as number;
        if (only?.has(name) === false) continue;
        if (quality > (best.get(name) ?? 0)) best.set(name, quality);
      }
    }
    return best;
  }
}
