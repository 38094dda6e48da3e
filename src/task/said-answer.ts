/** Whether a question says its answer, by a name or a wording that happens to hold the answer's label. */
import { isComparison } from '../logic/asked.ts';
import type { Task } from './task.ts';

/** Labels that are part of an anchor's are not counted: the anchor must be named. Of two that are compared, one is the answer. */
export function saysAnswer({ question, question_exact: exact, formula, anchors, answers }: Task): boolean {
  if (isComparison(formula)) return false;
  const said = words(`${question} ${exact}`);
  return answers.some(({ label }) => said.includes(words(label)) && !anchors.some((one) => one.label.includes(label)));
}

/** The words of a text with a space around each. */
function words(text: string): string {
  return ` ${text.replace(/[^\p{L}\p{N}]+/gu, ' ').trim()} `;
}
