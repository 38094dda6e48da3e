/** The wordings there are: how a phrase of each kind forms its singular and plural. */
import type { Wording } from '../relation.ts';
import { pluralise, singularise } from './plural.ts';

/** A noun wording of a phrase in whichever number it stands. */
export function noun(phrase: string): Wording {
  const singular = singularise(phrase);
  return { kind: 'noun', singular, plural: pluralise(singular) };
}

/** A noun with what follows it: `place founded` → `places founded`. */
export function describedNoun(words: readonly string[], after: readonly string[]): Wording {
  const singular = singularise(words.join(' '));
  return {
    kind: 'noun',
    singular: [singular, ...after].join(' '),
    plural: [pluralise(singular), ...after].join(' '),
  };
}

export function participle(singular: string, plural = singular): Wording {
  return { kind: 'participle', singular, plural };
}

/** A verb; what was done in the past is said alike of one and of many. */
export function verb(singular: string, plural = singular): Wording {
  return { kind: 'verb', singular, plural };
}

export function lastOf(words: readonly string[]): string {
  return words[words.length - 1] ?? '';
}
