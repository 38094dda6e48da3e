/** gold: the answer is exactly the gold answer of the task, no more and no less. */
import { answerKeys, goldKeys } from '../answer-keys.ts';
import type { Check } from '../check.ts';
import { score } from '../score.ts';

export const gold: Check = {
  id: 'gold',
  run: ({ trajectory, task }) => {
    if (task === undefined) return 'no task with this question is known';
    const step = trajectory.answer?.seq;
    const given = trajectory.answer && answerKeys(trajectory.answer, task);
    if (given === undefined) return [{ step, reason: 'there is no answer to compare' }];
    const { missing, extra } = score(given, goldKeys(task));
    return [
      ...missing.map((term) => ({ step, reason: `the gold answer ${JSON.stringify(term)} is missing` })),
      ...extra.map((term) => ({ step, reason: `${JSON.stringify(term)} is not among the gold answers` })),
    ];
  },
};
