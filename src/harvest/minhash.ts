/** MinHash signatures: near duplicates found without comparing every text with every other (Broder 1997). */
import { seededRandom } from '../logic/random.ts';

export const PERMUTATIONS = 128;
export const NEAR_DUPLICATE = 0.85;

/** Words in a row that make a shingle. */
const SHINGLE_WORDS = 5;

/** 32 bands of 4 rows: two texts of similarity 0.85 share a band with a probability of 1 − 10⁻¹⁰. */
const BANDS = 32;
const ROWS = PERMUTATIONS / BANDS;

/** Words of any script; a character of a script without spaces is a word. */
const WORD = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]|[\p{L}\p{M}\p{N}]+/gu;

const random = seededRandom('minhash/1');
const MULTIPLIERS = Uint32Array.from({ length: PERMUTATIONS }, () => random.integer(2 ** 31) * 2 + 1);
const OFFSETS = Uint32Array.from({ length: PERMUTATIONS }, () => random.integer(2 ** 32));

/** The distinct runs of five words; a shorter text is one run. */
export function shingles(text: string): ReadonlySet<string> {
  const words = wordsOf(text);
  const runs = new Set<string>();
  const last = Math.max(0, words.length - SHINGLE_WORDS);
  for (let first = 0; first <= last; first++) runs.add(words.slice(first, first + SHINGLE_WORDS).join(' '));
  return runs;
}

/** The words of a text, evened out. */
export function wordsOf(text: string): readonly string[] {
  return text.normalize('NFKC').toLowerCase().match(WORD) ?? [];
}

/** 128 minima over the {@link shingles} of a text, one for each permutation. */
export function signature(text: string): Uint32Array {
  const words = wordsOf(text).map(hash32);
  const minima = new Uint32Array(PERMUTATIONS).fill(0xffffffff);
  const last = Math.max(0, words.length - SHINGLE_WORDS);
  for (let first = 0; first <= last; first++) {
    let hash = 0;
    for (let at = first; at < Math.min(first + SHINGLE_WORDS, words.length); at++) {
      hash = mix(Math.imul(hash, 31) ^ (words[at] as number));
    }
    for (let index = 0; index < PERMUTATIONS; index++) {
      const permuted = mix(Math.imul(hash ^ (OFFSETS[index] as number), MULTIPLIERS[index] as number));
      if (permuted < (minima[index] as number)) minima[index] = permuted;
    }
  }
  return minima;
}

/** FNV-1a over UTF-16 code units. */
function hash32(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return hash;
}

/** The finaliser of MurmurHash3: spreads every bit over the whole word. */
function mix(word: number): number {
  let mixed = word;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

/** The keys of a signature's bands: texts that share one are candidates (a chance collision only costs a look). */
export function bandKeys(minima: Uint32Array): number[] {
  return Array.from({ length: BANDS }, (_, band) => {
    let hash = 0;
    for (let row = band * ROWS; row < (band + 1) * ROWS; row++)
      hash = mix(Math.imul(hash, 31) ^ (minima[row] as number));
    return band * 2 ** 32 + hash;
  });
}

/** The share of equal minima: an estimate of the Jaccard similarity with a deviation of about 0.03 near 0.85. */
export function estimate(one: Uint32Array, other: Uint32Array): number {
  let equal = 0;
  for (let index = 0; index < PERMUTATIONS; index++) if (one[index] === other[index]) equal++;
  return equal / PERMUTATIONS;
}

/** The exact Jaccard similarity of two sets of shingles. */
export function similarity(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  let shared = 0;
  for (const run of one) if (other.has(run)) shared++;
  const union = one.size + other.size - shared;
  return union === 0 ? 1 : shared / union;
}
