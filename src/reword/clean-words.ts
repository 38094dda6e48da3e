/** Cleans texts that may be longer than a label, word by word, as labels are. */
import { cleanLabel } from '../graph/name/clean.ts';

/** One line of visible characters with single spaces. */
export function cleanWords(text: string): string {
  return text
    .split(/\s+/u)
    .map(cleanLabel)
    .filter((word) => word !== '')
    .join(' ');
}
