/** Takes out rows that teach the same thing twice, and rows that would leak from one split into another. */
import { bandKeys, estimate, NEAR_DUPLICATE, shingles, signature, similarity } from './minhash.ts';
import type { Split } from './split.ts';

/** What is kept of a sample while the others are read: keys and texts, never the sample as an object. */
export interface Entry {
  readonly id: string;
  /** Hash of question and calls, and hash of the question. */
  readonly example: string;
  readonly question: string;
  readonly split: Split;
  /** The words in which near duplicates are looked for. */
  readonly compared: string;
}

/** Why a sample was left out, as the card counts it. */
export const DROPS = {
  same_example: 'the same question and calls as another row',
  shared_question: 'its question stands in a larger split',
  near_duplicate: `a near duplicate (Jaccard ≥ ${NEAR_DUPLICATE} over runs of five words) stands in a larger split`,
} as const;

export type DropReason = keyof typeof DROPS;

export interface Deduped<E> {
  /** In id order. */
  readonly kept: readonly E[];
  readonly dropped: Readonly<Record<DropReason, number>>;
}

/** A candidate pair is looked at in full from this estimate on: five deviations below the limit. */
const WORTH_A_LOOK = NEAR_DUPLICATE - 0.15;

/**
 * Keeps one row for each question with its calls (the smallest id), and for every pair that would stand in two splits with
 * the same question or nearly the same words, the row in the larger one. The order of the entries does not matter.
 *
 * @param splits from the largest to the smallest
 */
export function dedupe<E extends Entry>(entries: readonly E[], splits: readonly Split[]): Deduped<E> {
  const dropped = { same_example: 0, shared_question: 0, near_duplicate: 0 };
  const unique = uniqueExamples(entries);
  dropped.same_example = entries.length - unique.length;
  const questions = new Set<string>();
  const near = createNearIndex();
  const kept: E[] = [];
  for (const split of splits) {
    const fresh: { entry: E; print: Print }[] = [];
    for (const entry of unique.filter((one) => one.split === split)) {
      const print = printOf(entry.compared);
      if (questions.has(entry.question)) dropped.shared_question++;
      else if (near.has(print)) dropped.near_duplicate++;
      else fresh.push({ entry, print });
    }
    // Only now: rows of one split may resemble one another.
    for (const { entry, print } of fresh) {
      questions.add(entry.question);
      near.add(print);
      kept.push(entry);
    }
  }
  return { kept: kept.sort(byId), dropped };
}

function uniqueExamples<E extends Entry>(entries: readonly E[]): E[] {
  const byExample = new Map<string, E>();
  for (const entry of [...entries].sort(byId)) {
    if (!byExample.has(entry.example)) byExample.set(entry.example, entry);
  }
  return [...byExample.values()];
}

const byId = (a: Entry, b: Entry): number => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

/** A text with its signature; its shingles are made again where a candidate is looked at in full. */
interface Print {
  readonly text: string;
  readonly minima: Uint32Array;
  readonly bands: readonly number[];
}

function printOf(text: string): Print {
  const minima = signature(shingles(text));
  return { text, minima, bands: bandKeys(minima) };
}

function createNearIndex(): { has(print: Print): boolean; add(print: Print): void } {
  const byBand = new Map<number, Print[]>();
  return {
    has: (print) => {
      const candidates = new Set(print.bands.flatMap((band) => byBand.get(band) ?? []));
      const alike = [...candidates].filter((other) => estimate(print.minima, other.minima) >= WORTH_A_LOOK);
      if (alike.length === 0) return false;
      const runs = shingles(print.text);
      return alike.some((other) => similarity(runs, shingles(other.text)) >= NEAR_DUPLICATE);
    },
    add: (print) => {
      for (const band of print.bands) {
        const bucket = byBand.get(band);
        if (bucket === undefined) byBand.set(band, [print]);
        else bucket.push(print);
      }
    },
  };
}
