/** Which trajectory of a connection practises on which question, and what its answer is told. */
import type { Grade, Practice, PracticeAnswer } from '../tool/practice.ts';
import type { Result } from '../tool/result.ts';

/** Questions begun and not answered that are remembered; clients may begin any number. */
const MOST_OPEN = 1000;

export interface Practised {
  /** A question was stated, or drawn; what is said of it besides. */
  begun(trajectory: string, question: string): Partial<Result>;
  /** An answer was taken down; what is said of it. */
  answered(trajectory: string, answered: PracticeAnswer): Promise<Partial<Result>>;
}

export function followPractice(practice: Practice): Practised {
  const open = new Map<string, string>();
  return {
    begun(trajectory, question) {
      if (!practice.knows(question)) return {};
      open.set(trajectory, question);
      if (open.size > MOST_OPEN) open.delete(open.keys().next().value as string);
      const message = 'This is practice. Answer with the tools, then call submit_answer once: it grades the answer.';
      return { message };
    },
    async answered(trajectory, answered) {
      const question = open.get(trajectory);
      if (question === undefined) return {};
      open.delete(trajectory);
      const grade = await practice.grade(question, answered);
      if (typeof grade === 'string') return { message: `The answer was taken down, but not graded: ${grade}` };
      return { message: told(grade), grade };
    },
  };
}

function told({ correct, reward, missing, extra, expected }: Grade): string {
  if (correct) return 'The answer is correct.';
  if (expected !== undefined) return `The answer is wrong: the question asks for ${expected}.`;
  return `The answer is wrong (reward ${reward.toFixed(2)}): of what is right ${missing} missing, and ${extra} given that is not right.`;
}
