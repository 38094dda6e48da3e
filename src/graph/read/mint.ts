/** How a value of a tab-separated file becomes an IRI, and how its raw form is found again. */

const ABSOLUTE = /^(?:[a-z][a-z0-9+.-]*:\/\/|urn:)/i;
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that no IRI may hold
const ILLEGAL = /[\u0000-\u0020<>"{}|^`\\\u007f]/g;

/** A value that is a `scheme://` or `urn:` IRI stays itself (characters that no IRI may hold are percent-encoded); any other is put behind `base`, percent-encoded. The value must be well-formed, as all text read from UTF-8 is. */
export function mintIri(value: string, base: string): string {
  if (ABSOLUTE.test(value)) return value.replace(ILLEGAL, encodeURIComponent);
  return base + encodeURIComponent(value);
}

/** The raw value of a minted IRI, or undefined where it was not minted with this base. */
export function rawValue(iri: string, base: string): string | undefined {
  if (!iri.startsWith(base)) return undefined;
  try {
    return decodeURIComponent(iri.slice(base.length));
  } catch {
    return undefined;
  }
}
