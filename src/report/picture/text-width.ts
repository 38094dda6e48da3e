/** Text in pictures, where nothing wraps by itself: its width is estimated, and it is broken and cut to fit. */

/** Widths in hundredths of the font size, for the widest of the common system fonts. */
const NARROW = /[iljtfrI1.,:;'"|!()[\]{}/\\ -]/u;
const BROAD = /[mwMWQOG@%&—…]/u;
const SYMBOL = /[^\p{L}\p{N}]/u;
const CAPITAL = /\p{Lu}/u;
const FULL =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Extended_Pictographic}\uff00-\uffef]/u;

/** Pixels that a text of this size takes, rather too many than too few. */
export function widthOf(text: string, size: number): number {
  let hundredths = 0;
  for (const character of text) hundredths += widthOfCharacter(character);
  return (hundredths * size) / 100;
}

function widthOfCharacter(character: string): number {
  if (/\p{M}/u.test(character)) return 0;
  if (FULL.test(character)) return 105;
  if (NARROW.test(character)) return 40;
  if (BROAD.test(character) || SYMBOL.test(character)) return 90;
  return CAPITAL.test(character) ? 70 : 61;
}

/** Lines of words, at most so many and so wide; an ellipsis where something was left out. Words may break at hyphens. */
export function wrapped(text: string, width: number, size: number, lines: number): readonly string[] {
  const pieces = text.trim().split(/(?<=[ -])/u);
  const found: string[] = [];
  let line = '';
  for (const [index, piece] of pieces.entries()) {
    const longer = line + piece;
    if (line === '' || widthOf(longer.trimEnd(), size) <= width) {
      line = longer;
      continue;
    }
    if (found.length === lines - 1) return [...found, fitted(line + pieces.slice(index).join(''), width, size)];
    found.push(fitted(line.trimEnd(), width, size));
    line = piece;
  }
  return line === '' ? found : [...found, fitted(line, width, size)];
}

/** A text cut to a width. */
export function fitted(text: string, width: number, size: number): string {
  if (widthOf(text, size) <= width) return text;
  const characters = [...text];
  while (characters.length > 1 && widthOf(`${characters.join('')}…`, size) > width) characters.pop();
  return `${characters.join('').trimEnd()}…`;
}
