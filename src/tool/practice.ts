/** Practice: questions whose right answers the server knows and keeps, and what it says of an answer. */
import type { Answer } from './answer.ts';
import type { Result } from './result.ts';

/** Which question an agent would like; the next one in turn where it says nothing. */
export interface PracticeChoice {
  readonly pattern?: string | undefined;
  /** Longest chain of relations from what the question names to the answer. */
  readonly hops?: number | undefined;
  readonly id?: string | undefined;
}

/** How good an answer is. Nothing of the right answer stands in it, unless the operator wants it revealed. */
export interface Grade {
  /** Neither too little nor too much. */
  readonly correct: boolean;
  /** 0…1 each: of the answer's items those that are right, of the right ones those that were given, and their harmonic mean. */
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  /** 0…1, and 1 exactly where the answer is correct: `f1`. */
  readonly reward: number;
  /** How many right items are missing. */
  readonly missing: number;
  /** The answer's own items that are wrong, the first of them; `extra` counts them all. */
  readonly wrong: readonly string[];
  readonly extra: number;
  /** How often the connection has answered this question, this time included: the second time it may know more than it found. */
  readonly attempt?: number;
  /** The form in which the question asks for its answer, where the answer has another one. */
  readonly expected?: string;
  /** The right answer, where the operator reveals it. */
  readonly gold?: readonly string[];
}

export interface PracticeAnswer {
  readonly answer: Answer;
  /** As IRIs and lexical forms; undefined where the form names none. */
  readonly resolved: readonly string[] | undefined;
}

/** What one connection practises on. */
export interface Practice {
  /** What there is to choose from, ascending; beside the other choice, where that is made already. */
  patterns(hops?: number): readonly string[];
  hops(pattern?: string): readonly number[];
  /** The next question of the choice, or what is wrong with the choice. */
  draw(choice: PracticeChoice): Promise<{ readonly question: string } | { readonly fault: Result }>;
  /** A question is about to be worked on: whether it is one of those whose answers are graded. */
  begin(question: string): Promise<boolean>;
  /** A string: why the answer cannot be graded, told to the agent. */
  grade(question: string, answered: PracticeAnswer): Promise<Grade | string>;
}
