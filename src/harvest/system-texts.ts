/** A small bank of system texts, drawn by seed; some rows go without. */
import type { Random } from '../logic/random.ts';

/** Version 1 of the bank. A change of it is a change of the converter: the same seed then draws other texts. */
const TEXTS = [
  'You are a helpful assistant with access to tools.',
  'You answer questions with the help of the tools you are given. Call them as often as you need, then answer.',
  'You have tools that look things up in a knowledge graph. Answer from what they return, not from memory.',
  'Use the tools to find the answer. When you have it, say it in one sentence and name every answer.',
  'You are a careful research assistant. Look facts up with the tools, step by step, and state only what they show.',
  'Answer the question of the user. Facts come from the tools; if the tools find nothing, say that there is none.',
] as const;

/** One row in four has no system text, so that a model does not come to need one. */
const ROWS_WITHOUT = 4;

/** A system text, or undefined for a row without one. */
export function drawSystemText(random: Random): string | undefined {
  return random.integer(ROWS_WITHOUT) === 0 ? undefined : random.choose(TEXTS);
}
