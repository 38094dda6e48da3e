/** Decides which of the gathered rows are kept, and in which split each stands. */
import { entitiesOf, relationsOf } from './about.ts';
import type { TestSets } from './contamination.ts';
import { type DropReason, dedupe } from './dedupe.ts';
import { openGathered } from './gathered.ts';
import { type KeptRows, keptRows, type Placed } from './kept-rows.ts';
import type { RefusalReason } from './refusal.ts';
import type { Sample } from './sample.ts';
import { byShare, type Shares, type Split, type SplitKind, splitRule } from './split.ts';
import { strictSplits } from './strict-split.ts';
import { comparedText, groupKey } from './template.ts';
import type { VerdictCounts } from './verdict-counts.ts';
import { walkedSamples } from './walked-samples.ts';

export interface Kept extends KeptRows {
  /** Trajectories that were looked at, and those that became no sample by reason. */
  readonly read: number;
  readonly refused: Readonly<Partial<Record<RefusalReason, number>>>;
  /** What the verdicts on all of them said. */
  readonly verdicts: VerdictCounts;
  /** Samples left out when all were compared. */
  readonly dropped: Readonly<Record<DropReason, number>>;
  /** Walks of a sample that is there already. */
  readonly repeated: number;
  close(): void;
}

export interface KeepOptions {
  readonly seed: string;
  readonly shares: Shares;
  readonly split: SplitKind;
  readonly testSets: TestSets;
  /** Hears how far comparing has come, in rows that were looked at; some are looked at several times. */
  readonly onCompared?: ((done: number, all: number) => void) | undefined;
}

/**
 * Reads gatherings and compares all rows. The outcome does not depend on how the trajectories were shared out among the
 * folders, nor on their order.
 *
 * @throws HarvestError `not_readable`
 */
export function keepRows(folders: readonly string[], options: KeepOptions): Kept {
  const rule = splitRule(options.seed, options.shares);
  const gathered = openGathered(folders, (line) => rule(line.group));
  const { table, read, refused, verdicts, close } = gathered;
  const samples = walkedSamples(gathered);
  const { row } = samples;
  const look = lookCounter(samples.size, options);
  const sampleAt = (sample: number) => gathered.row(row(sample)).sample;
  const unfit = new Map<number, DropReason>();
  const lookAt = (sample: number): Sample => {
    look();
    return sampleAt(sample);
  };
  drawStrictly(samples.size, lookAt, options).forEach((split, sample) => {
    if (split === undefined) unfit.set(sample, 'between_splits');
    else table.move(row(sample), split);
  });
  if (options.testSets.sets.length > 0) {
    for (let sample = 0; sample < samples.size; sample++) {
      const found = options.testSets.contamination(lookAt(sample));
      if (found !== undefined) unfit.set(sample, found);
    }
  }
  const { kept, dropped } = dedupe(
    {
      size: samples.size,
      example: (sample) => table.example(row(sample)),
      question: (sample) => table.question(row(sample)),
      split: (sample) => table.split(row(sample)),
      unfit: (sample) => unfit.get(sample),
      minima: (sample) => {
        look();
        return gathered.minima(row(sample));
      },
      text: (sample) => comparedText(sampleAt(sample)),
    },
    byShare(options.shares),
  );
  const placed: Placed = {
    kept,
    split: (sample) => table.split(row(sample)),
    pinned: (sample) => table.pinned(row(sample)),
    read: (sample) => gathered.row(row(sample)),
    walks: samples.walks,
  };
  return { ...keptRows(placed), dropped, repeated: table.size - samples.size, read, refused, verdicts, close };
}

/** Counts the looks at rows: each is looked at once in every comparison, those outside of the largest split now and then again. */
function lookCounter(size: number, { split, testSets, onCompared }: KeepOptions): () => void {
  const all = size * (1 + (split === 'group' ? 0 : 1) + (testSets.sets.length > 0 ? 1 : 0));
  let done = 0;
  return () => {
    done = Math.min(done + 1, all);
    onCompared?.(done, all);
  };
}

/** The splits of all samples where a stricter rule than that of groups is asked for, else none. */
function drawStrictly(
  size: number,
  sampleAt: (sample: number) => Sample,
  { seed, shares, split }: KeepOptions,
): (Split | undefined)[] {
  if (split === 'group') return [];
  const about = split === 'entity' ? entitiesOf : relationsOf;
  // The common rule holds too: counts and truths are answers without entities.
  const rows = Array.from({ length: size }, (_, number) => {
    const sample = sampleAt(number);
    return [...about(sample), groupKey(sample)];
  });
  return strictSplits(rows, { seed, shares, splits: byShare(shares) });
}
