/** Text that is not ours as our sentences show it: graphs and agents may write anything, so it stands as data. */
import { cleanLabel } from '../graph/name/clean.ts';

const LONGEST = 60;

/** A text as one line of visible characters in quotation marks, at most 60 long. */
export function quote(text: string): string {
  const characters = [...cleanLabel(text)];
  const shown = characters.length > LONGEST ? [...characters.slice(0, LONGEST - 1), '…'] : characters;
  return JSON.stringify(shown.join(''));
}

/** A class in a sentence: one or two words (letters and digits only, as relations word them) stand bare, more are quoted. */
export function classWords(label: string): string {
  return label.split(' ').length <= 2 ? label : quote(label);
}
