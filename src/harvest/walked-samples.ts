/** Groups gathered rows into samples: several walks may lead to the same one. */
import type { Gathered } from './gathered.ts';

/** Samples count from 0 in id order. */
export interface WalkedSamples {
  readonly size: number;
  /** The row that stands for the sample. */
  row(sample: number): number;
  /**
   * Every walk that led to it as JSON, in the order of journal and trajectory.
   *
   * @param own that of the row which stands for it
   */
  walks(sample: number, own: string): readonly string[];
}

export function walkedSamples(gathered: Gathered): WalkedSamples {
  const { table } = gathered;
  const order = table.inIdOrder();
  const starts = startsOf(order, (one, other) => table.id(one) === table.id(other));
  const rowsOf = (sample: number): Uint32Array => order.subarray(starts[sample], starts[sample + 1] ?? order.length);
  const chosen = new Map<number, number>();
  for (const sample of starts.keys()) {
    const rows = rowsOf(sample);
    if (rows.length > 1) chosen.set(sample, firstByText(rows, gathered));
  }
  return {
    size: starts.length,
    row: (sample) => chosen.get(sample) ?? (order[starts[sample] as number] as number),
    walks: (sample, own) => {
      const rows = rowsOf(sample);
      if (rows.length === 1) return [own];
      return [...new Set(Array.from(rows, (row) => gathered.row(row).walk))].sort();
    },
  };
}

/** Equal samples may be written differently (the order of keys in arguments): which one is taken must not be luck. */
function firstByText(rows: Uint32Array, gathered: Gathered): number {
  let [first = 0] = rows;
  let least = spelled(first, gathered);
  for (const row of rows.subarray(1)) {
    const text = spelled(row, gathered);
    if (text >= least) continue;
    first = row;
    least = text;
  }
  return first;
}

function spelled(row: number, gathered: Gathered): string {
  return JSON.stringify(gathered.row(row).sample);
}

/** The places in an order at which another sample begins. */
function startsOf(order: Uint32Array, isSame: (one: number, other: number) => boolean): Uint32Array {
  const starts = new Uint32Array(order.length);
  let size = 0;
  for (const [position, row] of order.entries()) {
    if (position === 0 || !isSame(row, order[position - 1] as number)) starts[size++] = position;
  }
  return starts.slice(0, size);
}
