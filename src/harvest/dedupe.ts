/** Takes out rows that teach the same thing twice, and rows that would leak from one split into another. */
import { bandKeys, estimate, NEAR_DUPLICATE, shingles, similarity } from './minhash.ts';
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
  readonly kept: readonly number[];
  readonly dropped: Readonly<Record<DropReason, number>>;
}

/** A candidate pair is looked at in full from this estimate on: five deviations below the limit. */
const WORTH_A_LOOK = NEAR_DUPLICATE - 0.15;

/**
 * Keeps one row for each question with its calls (the first), and for every pair that would stand in two splits with the
 * same question or nearly the same words, the row in the larger one.
 *
 * Memory holds the signatures of all splits but the largest: its rows are held against the others, one after the other.
 *
 * @param splits from the largest to the smallest
 */
export function dedupe(rows: Compared, splits: readonly Split[]): Deduped {
  const dropped = Object.fromEntries(Object.keys(DROPS).map((reason) => [reason, 0])) as Record<DropReason, number>;
  const [largest = [], ...smaller] = sortIntoSplits(rows, splits, dropped);
  const open = new Set(smaller.flat());
  const questions = createQuestionIndex(rows, open);
  const near = createNearIndex(rows, open);
  const drop = (others: readonly number[], reason: DropReason): void => {
    for (const other of others) if (open.delete(other)) dropped[reason]++;
  };
  const kept: number[] = [];
  for (const own of [largest, ...smaller]) {
    const stay = own === largest ? own : own.filter((row) => open.has(row));
    // Rows of one split may resemble one another: only what stands in a later split has to go.
    for (const row of stay) open.delete(row);
    for (const row of stay) drop(questions.like(row), 'shared_question');
    for (const row of stay) drop(near.like(row), 'near_duplicate');
    for (const row of stay) kept.push(row);
  }
  return { kept: kept.sort((a, b) => a - b), dropped };
}

/** The first row of each example, by split from the largest to the smallest. */
function sortIntoSplits(rows: Compared, splits: readonly Split[], dropped: Record<DropReason, number>): number[][] {
  const examples = new Set<string>();
  const sorted = new Map(splits.map((split): [Split, number[]] => [split, []]));
  for (let row = 0; row < rows.size; row++) {
    const example = rows.example(row);
    const unfit = examples.has(example) ? 'same_example' : rows.unfit(row);
    if (unfit === undefined) sorted.get(rows.split(row))?.push(row);
    else dropped[unfit]++;
    examples.add(example);
  }
  return [...sorted.values()];
}

/** Finds rows among the open ones; a row that is no longer in the set is no longer found. */
interface Index {
  like(row: number): readonly number[];
}

function createQuestionIndex(rows: Compared, open: ReadonlySet<number>): Index {
  const byQuestion = new Map<string, number[]>();
  for (const row of open) put(byQuestion, rows.question(row), row);
  return { like: (row) => byQuestion.get(rows.question(row)) ?? [] };
}

function createNearIndex(rows: Compared, open: ReadonlySet<number>): Index {
  const signatures = new Map([...open].map((row) => [row, rows.minima(row)]));
  const byBand = new Map<number, number[]>();
  for (const [row, minima] of signatures) for (const band of bandKeys(minima)) put(byBand, band, row);
  return {
    like: (row) => {
      if (open.size === 0) return [];
      const minima = rows.minima(row);
      const candidates = new Set(bandKeys(minima).flatMap((band) => byBand.get(band) ?? []));
      const alike = [...candidates].filter(
        (other) => open.has(other) && estimate(minima, signatures.get(other) as Uint32Array) >= WORTH_A_LOOK,
      );
      if (alike.length === 0) return [];
      const runs = shingles(rows.text(row));
      return alike.filter((other) => similarity(runs, shingles(rows.text(other))) >= NEAR_DUPLICATE);
    },
  };
}

function put<Key>(buckets: Map<Key, number[]>, key: Key, row: number): void {
  const bucket = buckets.get(key);
  if (bucket === undefined) buckets.set(key, [row]);
  else bucket.push(row);
}
