/** The one split rule: a sample's group is hashed with the seed, so that adding samples never moves others. */
import { createHash } from 'node:crypto';
import { HarvestError } from '../errors.ts';

export const SPLITS = ['train', 'validation', 'test'] as const;

export type Split = (typeof SPLITS)[number];

/** The shares of the splits; they add up to 1. */
export type Shares = Readonly<Record<Split, number>>;

export const DEFAULT_SHARES: Shares = { train: 0.9, validation: 0.05, test: 0.05 };

/** The rule that splits keep: no shared pair of template and answers; or, more strictly, no shared entity or relation. */
export type SplitKind = 'group' | 'entity' | 'relation';

/** Where no shares are asked for: the stricter rules need larger sides, since none may come out below a twentieth. */
export function sharesFor(kind: SplitKind, shares: Shares | undefined): Shares {
  return shares ?? (kind === 'group' ? DEFAULT_SHARES : { train: 0.8, validation: 0.1, test: 0.1 });
}

/** Draws the split of a group: a key that samples share which must not stand in different splits. */
export type SplitRule = (group: string) => Split;

/**
 * A rule that depends on seed and group alone.
 *
 * @throws HarvestError `split_shares` where the shares are no shares of one whole.
 */
export function splitRule(seed: string, shares: Shares = DEFAULT_SHARES): SplitRule {
  const parts = SPLITS.map((split) => shares[split]);
  const whole = parts.reduce((sum, share) => sum + share, 0);
  if (!parts.every((share) => share >= 0) || Math.abs(whole - 1) > 1e-9) {
    throw new HarvestError(
      'split_shares',
      `Expected shares of train, validation and test that are at least 0 and add up to 1, got "${parts.join('/')}". ` +
        'Give for example 0.9/0.05/0.05.',
    );
  }
  return (group) => {
    const drawn = createHash('sha256').update(`split/1/${seed}/${group}`).digest().readUInt32BE(0) / 2 ** 32;
    if (drawn < shares.train) return 'train';
    return drawn < shares.train + shares.validation || shares.test === 0 ? 'validation' : 'test';
  };
}

/** The splits from the largest share to the smallest: where two splits would share something, the later one gives way. */
export function byShare(shares: Shares): readonly Split[] {
  return [...SPLITS].sort((a, b) => shares[b] - shares[a] || SPLITS.indexOf(a) - SPLITS.indexOf(b));
}
