/** Which trajectory of a connection practises on which question, and what its answer is told. */
import type { Grade, Practice, PracticeAnswer } from '../tool/practice.ts';
import type { Result } from '../tool/result.ts';

/** Questions begun and not answered that are remembered; clients may begin any number. */
const MOST_OPEN = 1000;

/** Questions of which it is remembered how often they were answered. */
const MOST_ANSWERED = 10_000;

export interface Practised {
  /** A trajectory works on a question to practise on; what is said of it. */
  begun(trajectory: string, question: string): Partial<Result>;
  /** An answer was taken down; what is said of it. */
  answered(trajectory: string, answered: PracticeAnswer): Promise<Partial<Result>>;
}

export function followPractice(practice: Practice): Practised {
  const open = new Map<string, string>();
  const attempts = new Map<string, number>();

  function attemptAt(question: string): number {
    const attempt = (attempts.get(question) ?? 0) + 1;
    remember(attempts, question, attempt, MOST_ANSWERED);
    return attempt;
  }

  return {
    begun(trajectory, question) {
      remember(open, trajectory, question, MOST_OPEN);
      const message = 'This is practice. Answer with the tools, then call submit_answer once: it grades the answer.';
      return { message };
    },
    async answered(trajectory, answered) {
      const question = open.get(trajectory);
      if (question === undefined) return {};
      open.delete(trajectory);
      const grade = await practice.grade(question, answered);
      if (typeof grade === 'string') return { message: `The answer was taken down, but not graded: ${grade}` };
      return { message: told(grade), grade: { ...grade, attempt: attemptAt(question) } };
    },
  };
}

/** The one that was set longest ago is forgotten where there are too many. */
function remember<T>(map: Map<string, T>, key: string, value: T, most: number): void {
  map.delete(key);
  map.set(key, value);
  if (map.size > most) map.delete(map.keys().next().value as string);
}

function told({ correct, reward, missing, extra, expected }: Grade): string {
  if (correct) return 'The answer is correct.';
  if (expected !== undefined) return `The answer is wrong: the question asks for ${expected}.`;
  return `The answer is wrong (reward ${reward.toFixed(2)}): of what is right ${missing} missing, and ${extra} given that is not right.`;
}
