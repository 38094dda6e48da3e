/** How a relation that is said with a verb is denied. */
import type { Wording } from './relation.ts';
import { participleOf } from './wording/verb.ts';

/** "does not contain", "do not contain"; of a deed in the past "has not died in", "have not died in". */
export function negateVerb({ singular, plural }: Wording): { readonly singular: string; readonly plural: string } {
  if (plural.startsWith('have ')) {
    const deed = plural.slice('have '.length);
    return { singular: `has not ${deed}`, plural: `have not ${deed}` };
  }
  if (singular !== plural) return { singular: `does not ${plural}`, plural: `do not ${plural}` };
  const [first = '', ...rest] = plural.split(' ');
  const deed = [participleOf(first), ...rest].join(' ');
  return { singular: `has not ${deed}`, plural: `have not ${deed}` };
}
