/** chain: the journal is whole as far as it can tell: hashes, order, seal. */
import type { Check } from '../check.ts';

export const chain: Check = {
  id: 'chain',
  run: ({ trajectory }) => trajectory.problems.map(({ seq, reason }) => ({ step: seq, reason })),
};
