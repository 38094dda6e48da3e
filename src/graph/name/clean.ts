/** Labels as they may leave: graph text is hostile, and much of Unicode is invisible. */

/** Longest label that leaves, in UTF-16 units, the ellipsis included. */
export const LONGEST_LABEL = 200;

/** How much of a raw text is looked at: a megabyte label is not worth reading to its end. */
const LOOKED_AT = 2000;

// Controls; format characters (zero-width, bidi, tags, byte order mark); unpaired surrogates; whatever else is invisible by
// default, such as fillers and variation selectors: none has a place in a name.
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Default_Ignorable_Code_Point}]/gu;
const SPACE = /\s+/gu;
/** What most labels are: nothing to clean. */
const PLAIN = /^[!-~]+(?: [!-~]+)*$/;

/** A raw text as one line of visible characters, at most 200 long, an ellipsis where it was cut. May be empty. */
export function cleanLabel(raw: string): string {
  if (raw.length <= LONGEST_LABEL && PLAIN.test(raw)) return raw;
  const looked = raw.length > LOOKED_AT ? raw.slice(0, LOOKED_AT) : raw;
  const clean = looked.replace(SPACE, ' ').replace(INVISIBLE, '').replace(SPACE, ' ').trim();
  if (clean.length <= LONGEST_LABEL && looked.length === raw.length) return clean;
  if (clean.length < LONGEST_LABEL) return clean === '' ? '' : `${clean}…`;
  const last = clean.charCodeAt(LONGEST_LABEL - 2);
  return `${clean.slice(0, last >= 0xd800 && last <= 0xdbff ? LONGEST_LABEL - 2 : LONGEST_LABEL - 1).trimEnd()}…`;
}

/** The form under which names are looked up if they are not found as they are: NFKC, lower case, single spaces. */
export function foldLabel(label: string): string {
  if (PLAIN.test(label)) return label.toLowerCase();
  return label.normalize('NFKC').toLowerCase().replace(SPACE, ' ').trim();
}
