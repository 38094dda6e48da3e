/** MinHash signatures: near duplicates found without comparing every text with every other (Broder 1997). */
import { seededRandom } from '../logic/random.ts';

export const PERMUTATIONS = 128;
export const NEAR_DUPLICATE = 0.85;

/** Words in a row that make a shingle. */
const SHINGLE_WORDS = 5;

/** 32 bands of 4 rows: two texts of similarity 0.85 share a band with a probability of 1 − 10⁻¹⁰. */
export const BANDS = 32;
export const BAND_ROWS = PERMUTATIONS / BANDS;

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
  const count = hashShingles(wordsOf(text));
  const minima = new Uint32Array(PERMUTATIONS);
  // Two permutations in one pass, and everything in variables: half of the time that goes into a row could be spent here.
  for (let index = 0; index < PERMUTATIONS; index += 2) {
    const [offset, next] = [OFFSETS[index] as number, OFFSETS[index + 1] as number];
    const [multiplier, nextMultiplier] = [MULTIPLIERS[index] as number, MULTIPLIERS[index + 1] as number];
    let least = 0xffffffff;
    let nextLeast = 0xffffffff;
    for (let at = 0; at < count; at++) {
      const hash = hashes[at] as number;
      const permuted = mix(Math.imul(hash ^ offset, multiplier));
      if (permuted < least) least = permuted;
      const nextPermuted = mix(Math.imul(hash ^ next, nextMultiplier));
      if (nextPermuted < nextLeast) nextLeast = nextPermuted;
    }
    minima[index] = least;
    minima[index + 1] = nextLeast;
  }
  return minima;
}

/** Room for the hashes of one text, used again for the next. */
let hashes = new Uint32Array(1024);

/** Puts a hash for each run of words into {@link hashes}; gives how many. */
function hashShingles(words: readonly string[]): number {
  const count = Math.max(0, words.length - SHINGLE_WORDS) + 1;
  if (hashes.length < count) hashes = new Uint32Array(2 * count);
  const own = Uint32Array.from(words, hash32);
  for (let first = 0; first < count; first++) {
    let hash = 0;
    const end = Math.min(first + SHINGLE_WORDS, own.length);
    for (let at = first; at < end; at++) hash = mix(Math.imul(hash, 31) ^ (own[at] as number));
    hashes[first] = hash;
  }
  return count;
}

/** FNV-1a over UTF-16 code units. */
export function hash32(text: string): number {
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
    for (let row = band * BAND_ROWS; row < (band + 1) * BAND_ROWS; row++)
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
