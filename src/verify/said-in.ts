/** Whether a text says something as a whole: not as a part of a longer number, nor by chance within a word. */

/** Shorter ones stand within other words by chance. */
const SHORT = 4;
/** Words of these scripts are written without spaces between. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const LETTER = /[\p{L}\p{M}]/u;
const DIGIT = /\p{Nd}/u;

/** One form for comparison: composed, in lower case. */
export const folded = (text: string): string => text.normalize('NFC').toLowerCase();

/**
 * Whether `text` holds `part`, both folded. A word may go on behind it, as inflected names do, unless it is short; a number may not.
 */
export function saysWhole(text: string, part: string): boolean {
  if (part === '') return false;
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) {
    if (standsAlone(text, at, at + part.length)) return true;
  }
  return false;
}

function standsAlone(text: string, from: number, to: number): boolean {
  const [before, first] = [lastOf(text.slice(Math.max(0, from - 2), from)), firstOf(text.slice(from, from + 2))];
  const [last, after] = [lastOf(text.slice(Math.max(from, to - 2), to)), firstOf(text.slice(to, to + 2))];
  if (DIGIT.test(first) && (DIGIT.test(before) || /\d[.,]$/.test(text.slice(Math.max(0, from - 2), from))))
    return false;
  if (DIGIT.test(last) && (DIGIT.test(after) || /^[.,]\d/.test(text.slice(to, to + 2)))) return false;
  if (goesOn(before, first)) return false;
  return to - from >= SHORT || !goesOn(last, after);
}

function goesOn(one: string, other: string): boolean {
  return LETTER.test(one) && LETTER.test(other) && !UNSPACED.test(one) && !UNSPACED.test(other);
}

const firstOf = (text: string): string => [...text][0] ?? '';
const lastOf = (text: string): string => [...text].at(-1) ?? '';
