/** Decides which of the gathered rows are kept, and in which split each stands. */
import { dedupe } from './dedupe.ts';
import { openGathered } from './gathered.ts';
import { minimaOf } from './gathered-line.ts';
import type { KeptRow, KeptRows, RowSet } from './kept-rows.ts';
import type { RefusalReason } from './refusal.ts';
import type { Sample } from './sample.ts';
import { SPLITS, type Split, type SplitRule } from './split.ts';
import { comparedText } from './template.ts';
import { walkedSamples } from './walked-samples.ts';

export interface Kept extends KeptRows {
  /** Trajectories that were looked at, and those that became no sample by reason. */
  readonly read: number;
  readonly refused: Readonly<Partial<Record<RefusalReason, number>>>;
  close(): void;
}

/**
 * Reads gatherings and compares all rows. The outcome does not depend on how the trajectories were shared out among the
 * folders, nor on their order.
 *
 * @param splits from the largest to the smallest
 * @throws HarvestError `not_readable`
 */
export function keepRows(folders: readonly string[], rule: SplitRule, splits: readonly Split[]): Kept {
  const drawn: Split[] = [];
  const pinned: boolean[] = [];
  const gathered = openGathered(folders, (line, row) => {
    drawn[row] = rule(line.group);
    pinned[row] = line.pinned;
  });
  const { table, read, refused, close } = gathered;
  const samples = walkedSamples(gathered);
  const { row } = samples;
  const sampleAt = (sample: number) => gathered.sample(row(sample));
  const { kept, dropped } = dedupe(
    {
      size: samples.size,
      example: (sample) => table.example(row(sample)),
      question: (sample) => table.question(row(sample)),
      split: (sample) => drawn[row(sample)],
      minima: (sample) => minimaOf(gathered.head(row(sample))),
      text: (sample) => comparedText(sampleAt(sample)),
    },
    splits,
  );
  const setOf = (sample: number) => setName(pinned[row(sample)] === true, drawn[row(sample)] as Split);
  const members = new Map<string, number[]>();
  for (const sample of kept) members.set(setOf(sample), []);
  for (const sample of kept) members.get(setOf(sample))?.push(sample);
  const sets = [true, false].flatMap((isPinned) =>
    SPLITS.flatMap((split): RowSet[] => {
      const own = members.get(setName(isPinned, split));
      return own === undefined
        ? []
        : [{ pinned: isPinned, split, size: own.length, samples: () => each(own, sampleAt) }];
    }),
  );
  function* all(): Generator<KeptRow> {
    const counts = new Map<string, number>();
    for (const sample of kept) {
      const at = row(sample);
      const count = (counts.get(setOf(sample)) ?? 0) + 1;
      counts.set(setOf(sample), count);
      const place = { split: drawn[at] as Split, pinned: pinned[at] === true, row: count };
      yield { sample: sampleAt(sample), ...place, walks: samples.walks(sample) };
    }
  }
  const repeated = table.size - samples.size;
  return { size: kept.length, sets, [Symbol.iterator]: all, dropped, repeated, read, refused, close };
}

function* each(members: readonly number[], sampleAt: (sample: number) => Sample): Generator<Sample> {
  for (const member of members) yield sampleAt(member);
}

function setName(pinned: boolean, split: Split): string {
  return `${pinned}/${split}`;
}
