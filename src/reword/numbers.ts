/** Numbers in a question, written with digits or as words. */

const WORDS = (
  'two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen ' +
  'twenty'
).split(' ');

/** From here on a word counts as a number: "one" mostly does not ("one of the rivers"). */
const FIRST_WORD = 2;

const NUMBER = /\d+(?:,\d{3}(?!\d))*(?:\.\d+)?/gu;

/** Every number of a text in digits without grouping; the words "two" to "twenty" too. */
export function numbersIn(text: string): Set<string> {
  const found = new Set<string>();
  for (const [digits] of text.matchAll(NUMBER)) found.add(digits.replaceAll(',', ''));
  for (const [word] of text.toLowerCase().matchAll(/\p{L}+/gu)) {
    const at = WORDS.indexOf(word);
    if (at !== -1) found.add(String(at + FIRST_WORD));
  }
  return found;
}
