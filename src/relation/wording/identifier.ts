/** Reads the words out of identifiers: local names of IRIs in camelCase, snake_case, kebab-case and percent-encoding. */

const acronyms = new Set(
  (
    'atc bbc cas cpu doi dna dvd eu faa fifa gdp gni gnp gps hiv html hud http iata icao id imdb ioc iq iri isbn iso issn lgbt ' +
    'mlb mri nasa nato nba ncaa nfl nhl oclc odp pdf ppp rna sic snl tv uk un unesco uri url us usa utc uuid vat viaf xml'
  ).split(' '),
);

/** The last part of an IRI, percent-decoded; empty where it ends without one. */
export function localName(iri: string): string {
  const trimmed = iri.slice(0, 4000).replace(/[/#:?=]+$/, '');
  const start = Math.max(...['/', '#', ':', '?', '='].map((sign) => trimmed.lastIndexOf(sign)));
  return decodePercent(trimmed.slice(start + 1));
}

/** Percent-decoding that leaves what it cannot decode. */
export function decodePercent(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Whether a name is a mere code such as `P31`, `BFO_0000050` or `Q5`. */
export function isOpaque(name: string): boolean {
  return /^[A-Za-z]{1,8}[-_]?\d+$/.test(name) && (/^[A-Z]+[-_]?\d+$/.test(name) || /\d{4}/.test(name));
}

/** Whether a label is written like an identifier: `birthPlace`, `place_of_birth`. */
function isIdentifier(label: string): boolean {
  return !/\s/.test(label) && (label.includes('_') || /\p{Ll}{2}\p{Lu}/u.test(label));
}

/** The words of an identifier, acronyms in capitals, all else in lower case. Codes stay as they are. */
export function splitIdentifier(name: string): string[] {
  if (isOpaque(name)) return [name];
  const spaced = name
    .replace(/_s$/, '')
    .replace(/[^\p{L}\p{M}\p{N}'-]+/gu, ' ')
    .replace(/\beMail/g, 'email')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll}{2})/gu, '$1 $2')
    .replace(/(\p{Lu}\p{Ll})(\p{Lu}{2})/gu, '$1 $2')
    .replace(/(\p{N})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .replace(/(\p{Ll}{2}|\p{Ll}\p{N})(\p{Lu})/gu, '$1 $2')
    .replace(/(?<=\b\p{Lu}?\p{Ll})(\p{Lu}\p{Ll})/gu, ' $1')
    .replace(/(\p{L}{3})(\p{N})/gu, '$1 $2')
    .replace(/(?<=\p{Ll})-(?=\p{Ll})/gu, ' ');
  const words = spaced.split(' ').filter((word) => word !== '');
  const shouting = !/\p{Ll}/u.test(name) && words.join('').length > 3;
  return words.map((word) => settleIdentifierWord(word, shouting));
}

function settleIdentifierWord(word: string, shouting: boolean): string {
  const lower = word.toLowerCase();
  if (acronyms.has(lower)) return word === 'ids' ? 'IDs' : word.toUpperCase();
  if (/^olympics?$/.test(lower)) return `O${lower.slice(1)}`;
  const acronym = /^\p{Lu}[\p{Lu}\p{N}]+s?$/u.test(word) && !shouting;
  return acronym || /^\p{Ll}\p{Lu}$/u.test(word) ? word : lower;
}

/** Whether a graph writes its labels in lower case, so that a capital in front marks a name: `Mohs hardness`. */
export function writesLowerCase(labels: readonly string[]): boolean {
  return labels.filter((label) => /^\p{Ll}/u.test(label)).length * 2 > labels.length;
}

/**
 * The words of a label, as they stand inside a sentence: title case and a leading capital go, acronyms and names within
 * (`number of Nobel prizes`) stay. With `lowerCase` (see {@link writesLowerCase}) capitals stay.
 */
export function settleLabel(label: string, lowerCase: boolean): string[] {
  if (isIdentifier(label)) return splitIdentifier(label);
  if (lowerCase) return label.split(/\s+/).filter((word) => word !== '');
  const words = label.split(/\s+/).filter((word) => word !== '');
  const plain = words.filter(
    (word) => /^\p{L}[\p{Ll}\p{M}'-]+$/u.test(word) && !/^(of|in|by|the|and|or|for|to|on|at|with)$/i.test(word),
  );
  const titled = words.length > 1 && plain.length > 0 && plain.every((word) => /^\p{Lu}/u.test(word));
  const shouting = !/\p{Ll}/u.test(label) && (words.length > 1 || label.length > 5);
  return words.map((word, index) => settleLabelWord(word, index === 0 || titled, shouting));
}

function settleLabelWord(word: string, maySettle: boolean, shouting: boolean): string {
  const lower = word.toLowerCase();
  if (shouting) return acronyms.has(lower) ? word : lower;
  if (/^\p{Lu}$/u.test(word) && lower === 'a') return lower;
  if (properAdjective.test(word)) return word;
  return maySettle && /^\p{Lu}[\p{Ll}\p{M}'-]+$/u.test(word) ? lower : word;
}

/** Words that English writes with a capital wherever they stand. */
const properAdjective =
  /^(African|American|Arabic|Asian|Australian|Brazilian|British|Canadian|Celsius|Chinese|Christian|Danish|Dutch|English|European|Fahrenheit|Finnish|French|German|Greek|Hebrew|Hindi|Indian|Irish|Islamic|Italian|Japanese|Jewish|Kelvin|Korean|Latin|Nobel|Norwegian|Olympic|Oscar|Persian|Polish|Portuguese|Roman|Russian|Scottish|Spanish|Swedish|Swiss|Turkish|Wikidata|Wikipedia)$/;
