/** The last part of an IRI made readable, for terms that nobody named. */

/** `http://e.org/x#birthPlace` → `birth place`; `…/The_Hague` → `The Hague`; `urn:kg:%2Fm%2F0f8l9c` → `/m/0f8l9c` with base `urn:kg:`. */
export function readableLocalName(iri: string): string {
  const local = localName(iri);
  const decoded = decode(local).replace(/_+/g, ' ');
  const spaced = decoded
    .replace(/(\p{Ll}|\p{Nd})(\p{Lu})/gu, (_, before: string, after: string) => `${before} ${after}`)
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2');
  // Only camelCase loses its capitals: "birthPlace" is two words, "NewYork" a name.
  const readable = /^\p{Ll}+(?:\p{Lu}\p{Ll}+)+$/u.test(decoded) ? spaced.toLowerCase() : spaced;
  return readable.trim() === '' ? iri : readable.trim();
}

/** What follows the last `#`, `/` or `:` that something follows. */
export function localName(iri: string): string {
  const end = iri.replace(/[#/:]+$/, '');
  const start = Math.max(end.lastIndexOf('#'), end.lastIndexOf('/'), end.lastIndexOf(':'));
  return end.slice(start + 1);
}

function decode(text: string): string {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
