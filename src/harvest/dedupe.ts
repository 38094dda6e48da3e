/** Takes out rows that teach the same thing twice, and rows that would leak from one split into another. */
import { createChains } from './chains.ts';
import {
  BAND_ROWS,
  BANDS,
  bandKeys,
  estimate,
  hash32,
  NEAR_DUPLICATE,
  PERMUTATIONS,
  shingles,
  similarity,
} from './minhash.ts';
import type { Split } from './split.ts';

/** Rows 0 … size−1 as they are compared; signatures and texts are asked for again rather than held. */
export interface Compared {
  readonly size: number;
  /** Hash of question and calls, and hash of the question. */
  example(row: number): string;
  question(row: number): string;
  split(row: number): Split;
  /** Why a row is left out whatever the others hold. */
  unfit(row: number): DropReason | undefined;
  /** The signature of its words, and the words in which near duplicates are looked for. */
  minima(row: number): Uint32Array;
  text(row: number): string;
}

/** Why a sample was left out, as the card counts it. */
export const DROPS = {
  same_example: 'the same question and calls as another row',
  between_splits: 'what it is about stands in several splits',
  test_question: 'its question stands in a test set that was to be kept apart',
  test_run: 'thirteen words in a row stand in a test set that was to be kept apart',
  test_near_duplicate: `a near duplicate (Jaccard ≥ ${NEAR_DUPLICATE}) stands in a test set that was to be kept apart`,
  shared_question: 'its question stands in a larger split',
  near_duplicate: `a near duplicate (Jaccard ≥ ${NEAR_DUPLICATE} over runs of five words) stands in a larger split`,
} as const;

export type DropReason = keyof typeof DROPS;

export interface Deduped {
  /** Numbers of the rows that are kept, ascending. */
  readonly kept: Uint32Array;
  readonly dropped: Readonly<Record<DropReason, number>>;
}

/** A candidate pair is looked at in full from this estimate on: five deviations below the limit. */
const WORTH_A_LOOK = NEAR_DUPLICATE - 0.15;

/** In the place of the number of a split: the row is left out. */
const OUT = 255;

/**
 * Keeps one row for each question with its calls (the first), and for every pair that would stand in two splits with the
 * same question or nearly the same words, the row in the larger one.
 *
 * Memory holds some 15 bytes a row, and for each row of all splits but the largest its signature and where its bands lie,
 * some 900 bytes: the rows of the largest are held against those, one after the other.
 *
 * @param splits from the largest to the smallest
 */
export function dedupe(rows: Compared, splits: readonly Split[]): Deduped {
  const dropped = Object.fromEntries(Object.keys(DROPS).map((reason) => [reason, 0])) as Record<DropReason, number>;
  const ranks = rankRows(rows, splits, dropped);
  const open = Uint32Array.from(rowsWhere(ranks, (rank) => rank > 0 && rank !== OUT));
  const questions = createQuestionIndex(rows, open);
  const near = createNearIndex(rows, open);
  for (const rank of splits.keys()) {
    // Rows of one split may resemble one another: only what stands in a later split has to go.
    const isLater = (other: number): boolean => (ranks[other] as number) > rank && ranks[other] !== OUT;
    const drop = (others: Iterable<number>, reason: DropReason): void => {
      for (const other of others) {
        ranks[other] = OUT;
        dropped[reason]++;
      }
    };
    for (const row of rowsWhere(ranks, (one) => one === rank)) drop(questions.like(row, isLater), 'shared_question');
    if (!open.some(isLater)) continue;
    for (const row of rowsWhere(ranks, (one) => one === rank)) drop(near.like(row, isLater), 'near_duplicate');
  }
  return { kept: Uint32Array.from(rowsWhere(ranks, (rank) => rank !== OUT)), dropped };
}

/** For each row the number of its split among `splits`; the first row of each example stays. */
function rankRows(rows: Compared, splits: readonly Split[], dropped: Record<DropReason, number>): Uint8Array {
  const examples = createChains(rows.size);
  const ranks = new Uint8Array(rows.size);
  const isSeen = (example: string, hash: number): boolean => {
    for (let other = examples.first(hash); other >= 0; other = examples.next(other)) {
      if (rows.example(other) === example) return true;
    }
    return false;
  };
  for (let row = 0; row < rows.size; row++) {
    const example = rows.example(row);
    const hash = hash32(example);
    const seen = isSeen(example, hash);
    const unfit = seen ? 'same_example' : rows.unfit(row);
    if (unfit !== undefined) dropped[unfit]++;
    ranks[row] = unfit === undefined ? splits.indexOf(rows.split(row)) : OUT;
    if (!seen) examples.put(hash, row);
  }
  return ranks;
}

function* rowsWhere(ranks: Uint8Array, holds: (rank: number) => boolean): Generator<number> {
  for (let row = 0; row < ranks.length; row++) if (holds(ranks[row] as number)) yield row;
}

/** Finds rows among the open ones, of those that are still wanted. */
interface Index {
  like(row: number, isWanted: (other: number) => boolean): readonly number[];
}

function createQuestionIndex(rows: Compared, open: Uint32Array): Index {
  const chains = createChains(open.length);
  for (const [item, row] of open.entries()) chains.put(hash32(rows.question(row)), item);
  return {
    like: (row, isWanted) => {
      const question = rows.question(row);
      const found: number[] = [];
      for (let item = chains.first(hash32(question)); item >= 0; item = chains.next(item)) {
        const other = open[item] as number;
        if (isWanted(other) && rows.question(other) === question) found.push(other);
      }
      return found;
    },
  };
}

function createNearIndex(rows: Compared, open: Uint32Array): Index {
  const signatures = new Uint32Array(open.length * PERMUTATIONS);
  const signatureOf = (item: number) => signatures.subarray(item * PERMUTATIONS, (item + 1) * PERMUTATIONS);
  const chains = createChains(open.length * BANDS);
  for (const [item, row] of open.entries()) {
    const minima = rows.minima(row);
    signatures.set(minima, item * PERMUTATIONS);
    for (const [band, key] of bandKeys(minima).entries()) chains.put(key, item * BANDS + band);
  }
  /** Which open rows the row was held against already, by the number of the asking. */
  const asked = new Uint32Array(open.length);
  let asking = 0;
  return {
    like: (row, isWanted) => {
      const minima = rows.minima(row);
      const alike: number[] = [];
      asking++;
      for (const [band, key] of bandKeys(minima).entries()) {
        for (let at = chains.first(key); at >= 0; at = chains.next(at)) {
          const item = Math.floor(at / BANDS);
          if (asked[item] === asking || at % BANDS !== band || !isWanted(open[item] as number)) continue;
          if (!sharesBand(minima, signatures, item * PERMUTATIONS, band)) continue;
          asked[item] = asking;
          if (estimate(minima, signatureOf(item)) >= WORTH_A_LOOK) alike.push(open[item] as number);
        }
      }
      if (alike.length === 0) return [];
      const runs = shingles(rows.text(row));
      return alike.filter((other) => similarity(runs, shingles(rows.text(other))) >= NEAR_DUPLICATE);
    },
  };
}

/** Whether the signature that begins at `start` has the same minima in a band. */
function sharesBand(minima: Uint32Array, signatures: Uint32Array, start: number, band: number): boolean {
  for (let at = band * BAND_ROWS; at < (band + 1) * BAND_ROWS; at++) {
    if (minima[at] !== signatures[start + at]) return false;
  }
  return true;
}
