/** How relations to values are said where the same word between entities would tell a deed: `founded` is a year then. */
import type { Wording } from '../relation.ts';
import { noun, verb } from './forms.ts';
import { baseOfPresent, isActivePast, isParticiple } from './verb.ts';

/** What is known of the objects. */
export interface Objects {
  readonly valued: boolean;
  /** The most frequent datatype of values. */
  readonly datatype: string | undefined;
}

export function classifyValue(word: string, objects: Objects): Wording {
  const base = baseOfPresent(word, true);
  if (base !== undefined) return verb(word, base);
  if (isParticiple(word) || isActivePast(word)) return dateOf(word, objects);
  const quality = datatypeName(objects) === 'boolean' && /(ive|able|ible|ous|ful|less|ic|al)$/.test(word);
  return noun(quality ? `${word} status` : word);
}

/** `founded` with a date → `date founded`, with a year → `year founded`, with yes and no → `founded status`. */
export function dateOf(deed: string, objects: Objects): Wording {
  const name = datatypeName(objects);
  if (name === 'boolean') return noun(`${deed} status`);
  const head = years.has(name) ? 'year' : /^(date|dateTime|dateTimeStamp|gYearMonth)$/.test(name) ? 'date' : undefined;
  if (head === undefined) return { kind: 'noun', singular: deed, plural: deed };
  return { kind: 'noun', singular: `${head} ${deed}`, plural: `${head}s ${deed}` };
}

const years = new Set('gYear integer int short nonNegativeInteger positiveInteger'.split(' '));

function datatypeName({ datatype = '' }: Objects): string {
  return datatype.slice(datatype.lastIndexOf('#') + 1);
}
