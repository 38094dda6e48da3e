/** Whether a question says its answer, by a name or a wording that happens to hold the answer's label. */
import { isComparison } from '../logic/asked.ts';
import type { Task } from './task.ts';

/** Words at least so long are said by words that begin with them as well: "guitar" by "guitarists". */
const INFLECTED = 4;

/** Anchors are named once, as they must be, and that says nothing. Of two that are compared, one is the answer. */
export function saysAnswer({ question, question_exact: exact, formula, anchors, answers }: Task): boolean {
  if (isComparison(formula)) return false;
  const named = [...new Set(anchors.flatMap(({ name, label, id }) => [words(name), words(label), words(id)]))];
  named.sort((a, b) => b.length - a.length);
  const texts = [question, exact].map((text) => named.reduce((rest, name) => rest.replace(name, '  '), words(text)));
  return answers.some(({ label }) => {
    const said = words(label);
    const part = said.length - 2 < INFLECTED ? said : said.slice(0, -1);
    return said !== NOTHING && texts.some((text) => text.includes(part));
  });
}

const NOTHING = '  ';

/** The words of a text in lower case, with a space around each. */
function words(text: string): string {
  return ` ${text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim()} `;
}
