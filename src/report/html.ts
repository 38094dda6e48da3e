/** HTML as a tagged template: whatever is put into it is text and is escaped, unless this file made it. */

const made = new WeakSet<Markup>();

/** Text that is HTML already. Only {@link html} makes it. */
export interface Markup {
  readonly markup: string;
}

export type Part = string | number | Markup | readonly Part[] | undefined | false;

/** HTML or SVG. Strings and numbers that are put in are escaped, for element content and quoted attributes alike. */
export function html(texts: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  let markup = texts[0] ?? '';
  for (const [index, part] of parts.entries()) markup += toMarkup(part) + (texts[index + 1] ?? '');
  const own: Markup = { markup };
  made.add(own);
  return own;
}

function toMarkup(part: Part): string {
  if (part === undefined || part === false) return '';
  if (Array.isArray(part)) return part.map(toMarkup).join('');
  // An object out of a file that has a key of that name is no markup.
  if (typeof part === 'object') return made.has(part as Markup) ? (part as Markup).markup : '';
  return escaped(String(part));
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '`': '&#96;',
};

/** Controls, unpaired surrogates and non-characters have no place in a document. */
const NO_TEXT = /(?![\n\t])[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}]/gu;

function escaped(text: string): string {
  return text.replace(/[&<>"'`]/g, (character) => ENTITIES[character] ?? '').replace(NO_TEXT, '\ufffd');
}
