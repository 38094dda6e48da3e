/** gold: the answer is exactly the gold answer of the task, no more and no less. */

import type { Check } from '../check.ts';
import { score } from '../score.ts';

export const gold: Check = {
  id: 'gold',
  run: ({ trajectory, task }) => {
    if (task === undefined) return 'no task with this question is known';
    const resolved = trajectory.answer?.resolved;
    if (resolved === undefined) return [{ step: trajectory.answer?.seq, reason: 'there is no answer to compare' }];
    const { missing, extra } = score(resolved, task);
    const step = trajectory.answer?.seq;
    return [
      ...missing.map((term) => ({ step, reason: `the gold answer ${JSON.stringify(term)} is missing` })),
      ...extra.map((term) => ({ step, reason: `${JSON.stringify(term)} is not among the gold answers` })),
    ];
  },
};
