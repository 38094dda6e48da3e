/** gold: the answer is exactly the gold answer of the task, no more and no less. */
import { answerKeys, goldKeys } from '../answer-keys.ts';
import type { Check, Finding } from '../check.ts';
import { keyName } from '../key-name.ts';
import { score } from '../score.ts';

export const gold: Check = {
  id: 'gold',
  run: async ({ trajectory, task, source }) => {
    if (task === undefined) return 'no task with this question is known';
    const step = trajectory.answer?.seq;
    const given = trajectory.answer && answerKeys(trajectory.answer, task);
    if (given === undefined) {
      const reason = `there is no answer ${trajectory.answer === undefined ? 'to compare' : 'of the form that the question asks for'}`;
      return [{ step, reason }];
    }
    const { missing, extra } = score(given, goldKeys(task));
    const findings: Finding[] = [];
    for (const key of missing)
      findings.push({ step, reason: `the gold answer ${await keyName(key, source)} is missing` });
    for (const key of extra)
      findings.push({ step, reason: `${await keyName(key, source)} is not among the gold answers` });
    return findings;
  },
};
