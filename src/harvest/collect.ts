/** Reads what was built, keeping of each sample its keys and its text, and counts what was refused. */
import { type Deduped, dedupe, type Entry } from './dedupe.ts';
import type { Lineage } from './lineage.ts';
import { isRefusal, type Refusal, type RefusalReason } from './refusal.ts';
import type { Sample } from './sample.ts';
import type { Split, SplitRule } from './split.ts';
import { comparedText, exampleKey, groupKey, questionKey } from './template.ts';

/** One trajectory with what {@link buildSample} made of it. */
export interface Harvested {
  readonly outcome: Sample | Refusal;
  readonly lineage: Lineage;
}

export interface SampleEntry extends Entry {
  readonly pattern: string;
  /** Confirmed by an independent engine on a pinned graph; others stand in configurations of their own. */
  readonly pinned: boolean;
  /** The sample as JSON. */
  readonly json: string;
  /** Every walk that led to this sample. */
  readonly lineage: Lineage[];
}

export interface Collected extends Deduped<SampleEntry> {
  readonly read: number;
  readonly repeated: number;
  readonly refused: Readonly<Partial<Record<RefusalReason, number>>>;
}

/**
 * Reads to the end, then takes out duplicates. The outcome does not depend on the order of the trajectories.
 *
 * @param splits from the largest to the smallest
 */
export async function collect(
  harvested: AsyncIterable<Harvested>,
  rule: SplitRule,
  splits: readonly Split[],
): Promise<Collected> {
  const entries = new Map<string, SampleEntry>();
  const refused = new Map<RefusalReason, number>();
  let read = 0;
  let repeated = 0;
  for await (const { outcome, lineage } of harvested) {
    read++;
    if (isRefusal(outcome)) {
      refused.set(outcome.refused, (refused.get(outcome.refused) ?? 0) + 1);
      continue;
    }
    const known = entries.get(outcome.id);
    if (known === undefined) entries.set(outcome.id, entryOf(outcome, lineage, rule));
    else {
      known.lineage.push(lineage);
      repeated++;
    }
  }
  const counts = [...refused].sort(([a], [b]) => (a < b ? -1 : 1));
  return { read, repeated, refused: Object.fromEntries(counts), ...dedupe([...entries.values()], splits) };
}

function entryOf(sample: Sample, lineage: Lineage, rule: SplitRule): SampleEntry {
  const { provenance } = sample;
  return {
    id: sample.id,
    example: exampleKey(sample),
    question: questionKey(sample),
    split: rule(groupKey(sample)),
    compared: comparedText(sample),
    pattern: provenance.pattern,
    pinned: provenance.pinned && provenance.oracle === 'independent',
    json: JSON.stringify(sample),
    lineage: [lineage],
  };
}
