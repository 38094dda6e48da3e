/** Terms as canonical N-Triples (RDF 1.2 N-Triples, section "Canonical form"), the form that RDFC-1.0 hashes, too. */
import { BLANK_BASE } from './read/blank-nodes.ts';
import { isLiteralKey, termOf } from './term.ts';

// biome-ignore lint/suspicious/noControlCharactersInRegex: the characters that canonical N-Triples escapes
const ESCAPED = /[\u0000-\u001f\u007f"\\]/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: the same
const ESCAPED_ALL = /[\u0000-\u001f\u007f"\\]/g;
const SHORT: ReadonlyMap<string, string> = new Map([
  ['\b', '\\b'],
  ['\t', '\\t'],
  ['\n', '\\n'],
  ['\f', '\\f'],
  ['\r', '\\r'],
  ['"', '\\"'],
  ['\\', '\\\\'],
]);

/** A term, given as its key, as it stands in an N-Triples file. Blank nodes stay the IRIs they were made. */
export function writeTerm(key: string): string {
  if (!isLiteralKey(key)) return `<${key}>`;
  const term = termOf(key);
  if (term.kind === 'iri') return `<${term.iri}>`;
  const value = ESCAPED.test(term.value) ? term.value.replace(ESCAPED_ALL, escaped) : term.value;
  if (term.language !== undefined) return `"${value}"@${term.language}`;
  return key.endsWith('"') ? `"${value}"` : `"${value}"^^<${term.datatype}>`;
}

/** The same with blank nodes as such, under their canonical labels. */
export function writeCanonicalTerm(key: string): string {
  return key.startsWith(BLANK_BASE) ? `_:${key.slice(BLANK_BASE.length)}` : writeTerm(key);
}

function escaped(character: string): string {
  const code = character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
  return SHORT.get(character) ?? `\\u${code}`;
}
