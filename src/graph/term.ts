/** RDF terms as they leave the graph, and the string key under which a term is interned, sorted and hashed. */

/** An IRI, or a literal in its lexical form (never normalised). Blank nodes are made IRIs on loading. */
export type Term =
  | { readonly kind: 'iri'; readonly iri: string }
  | { readonly kind: 'literal'; readonly value: string; readonly datatype: string; readonly language?: string };

const XSD_STRING = 'http://www.w3.org/2001/XMLSchema#string';
const RDF_LANG_STRING = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#langString';

/** The key of a term: an IRI as it is; a literal as `"value"`, `"value"@language` or `"value"^^datatype` (n3's internal form). */
export function termKey(term: Term): string {
  if (term.kind === 'iri') return term.iri;
  if (term.language !== undefined) return `"${term.value}"@${term.language}`;
  return term.datatype === XSD_STRING ? `"${term.value}"` : `"${term.value}"^^${term.datatype}`;
}

/** The term of a key; the inverse of {@link termKey}. */
export function termOf(key: string): Term {
  if (!isLiteralKey(key)) return { kind: 'iri', iri: key };
  const end = key.lastIndexOf('"');
  const value = key.slice(1, end);
  const suffix = key.slice(end + 1);
  if (suffix.startsWith('@')) {
    return { kind: 'literal', value, datatype: RDF_LANG_STRING, language: suffix.slice(1) };
  }
  return { kind: 'literal', value, datatype: suffix.startsWith('^^') ? suffix.slice(2) : XSD_STRING };
}

/** Whether a key is that of a literal: no IRI begins with a quotation mark. */
export function isLiteralKey(key: string): boolean {
  return key.charCodeAt(0) === 0x22;
}
