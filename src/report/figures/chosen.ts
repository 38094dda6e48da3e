/** Chooses the samples that are drawn: one a pattern, by the hash of seed and id, so that order does not matter. */
import { sha256 } from '../../harvest/canonical-json.ts';
import type { Row } from '../read/rows.ts';
import type { Step } from './steps.ts';

export interface Chosen {
  readonly row: Row;
  readonly steps: readonly Step[];
}

export interface Choosing {
  add(row: Row, steps: readonly Step[]): void;
  chosen(): readonly Chosen[];
}

/** The most telling shapes first; other patterns follow in code-point order. */
const ORDER =
  '2p pi 2in ip up pni count topk 1pv table yesno 3i 3p inp 2u pin 2i compare attribute 3in 1p 4p 3ip 4i top1';

/** So many are drawn, and so many patterns are remembered. */
const DRAWN = 12;
const REMEMBERED = 100;

export function createChoosing(seed: string): Choosing {
  const best = new Map<string, Chosen & { readonly key: string }>();
  return {
    add(row, steps) {
      const { pattern } = row.proof;
      const key = `${rank(row, steps)}${sha256(`report/1/${seed}/${row.id}`)}`;
      const now = best.get(pattern);
      if (now === undefined ? best.size < REMEMBERED : key < now.key) best.set(pattern, { row, steps, key });
    },
    chosen() {
      const order = ORDER.split(' ');
      const place = (pattern: string): number => (order.includes(pattern) ? order.indexOf(pattern) : order.length);
      return [...best]
        .sort(([a], [b]) => place(a) - place(b) || (a < b ? -1 : 1))
        .slice(0, DRAWN)
        .map(([, { row, steps }]) => ({ row, steps }));
    },
  };
}

/** Samples whose calls are all shown come first, then those with sets that a person can look over. */
function rank({ proof }: Row, steps: readonly Step[]): number {
  const whole = steps.every(({ call }) => call !== undefined);
  return (whole ? 0 : 2) + (proof.hardness.largestSet <= 12 ? 0 : 1);
}
