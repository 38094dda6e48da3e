/** Lists of names in a sentence or in lines, and back: names with commas, "and", quotes or line breaks survive. */

/** Beginnings of sentences; in `inline` and `lines` a `#` stands for the number of names. */
export interface Beginnings {
  readonly one: readonly string[];
  readonly inline: readonly string[];
  readonly lines: readonly string[];
}

/**
 * Whether a name can stand in running text without quotes: no comma, semicolon, quote, control character or "and" inside,
 * no white space or full stop at its ends, and not empty.
 */
export function isPlain(name: string): boolean {
  const whole = name !== '' && name.trim() === name && !name.endsWith('.');
  return whole && !/[,;"\p{Cc}\p{Zl}\p{Zp}]| and |^- /u.test(name);
}

/** `A`, `A and B`, `A, B and C` with the full stop that ends the sentence; a name that is not plain is quoted as in JSON. */
export function writeInline(names: readonly string[]): string {
  const written = names.map((name) => (isPlain(name) ? name : JSON.stringify(name)));
  const last = written.at(-1) ?? '';
  const whole = written.length > 1 ? `${written.slice(0, -1).join(', ')} and ${last}` : last;
  return last.endsWith('"') ? whole : `${whole}.`;
}

/** A line a name. Quoted only where a line break, white space at an end or a leading quote would be lost. */
export function writeBullets(names: readonly string[]): string {
  return names.map((name) => `- ${isLine(name) ? name : JSON.stringify(name)}`).join('\n');
}

function isLine(name: string): boolean {
  return name !== '' && name.trim() === name && !/^"|[\p{Cc}\p{Zl}\p{Zp}]/u.test(name);
}

/** The names in a sentence, or undefined where it begins or counts otherwise. */
export function readNames(sentence: string, beginnings: Beginnings): readonly string[] | undefined {
  const lineEnd = sentence.indexOf('\n');
  if (lineEnd >= 0) {
    const names = sentence
      .slice(lineEnd + 1)
      .split('\n')
      .map(readBullet);
    const known = beginnings.lines.some(
      (text) => text.replace('#', String(names.length)) === sentence.slice(0, lineEnd),
    );
    return known && names.every((name) => name !== undefined) ? names : undefined;
  }
  for (const beginning of beginnings.one) {
    if (sentence.startsWith(beginning)) return readOne(sentence.slice(beginning.length));
  }
  for (const beginning of beginnings.inline) {
    const names = readInline(sentence, beginning);
    if (names !== undefined) return names;
  }
  return undefined;
}

function readBullet(line: string): string | undefined {
  if (!line.startsWith('- ')) return undefined;
  const written = line.slice(2);
  if (!written.startsWith('"')) return written;
  const quoted = readQuoted(written);
  return quoted?.rest === '' ? quoted.name : undefined;
}

function readOne(written: string): readonly string[] | undefined {
  const quoted = readQuoted(written);
  if (quoted !== undefined) return quoted.rest === '' ? [quoted.name] : undefined;
  const name = written.replace(/\.$/u, '');
  return name !== written && isPlain(name) ? [name] : undefined;
}

/** Plain names only: {@link writeInline} quotes no more than one name, and that stands alone. */
function readInline(sentence: string, beginning: string): readonly string[] | undefined {
  const match = inlinePattern(beginning).exec(sentence);
  if (match === null) return undefined;
  const [front, back, ...more] = (match[2] ?? '').split(' and ');
  if (front === undefined || back === undefined || more.length > 0) return undefined;
  const names = [...front.split(', '), back];
  if (beginning.includes('#') && match[1] !== String(names.length)) return undefined;
  return names.every(isPlain) ? names : undefined;
}

const inlinePatterns = new Map<string, RegExp>();

/** A sentence with this beginning: the number in it, and the names. Made once: every row is read back. */
function inlinePattern(beginning: string): RegExp {
  let pattern = inlinePatterns.get(beginning);
  if (pattern === undefined) {
    const [before, after] = beginning.split('#') as [string, string?];
    pattern = new RegExp(`^${before}(${after === undefined ? '' : '[0-9]+'})${after ?? ''}(.+)\\.$`, 'su');
    inlinePatterns.set(beginning, pattern);
  }
  return pattern;
}

/** A name quoted as in JSON at the beginning of a text, with what follows it. */
export function readQuoted(text: string): { readonly name: string; readonly rest: string } | undefined {
  const quoted = /^"(?:[^"\\]|\\.)*"/su.exec(text)?.[0];
  if (quoted === undefined) return undefined;
  try {
    return { name: JSON.parse(quoted) as string, rest: text.slice(quoted.length) };
  } catch {
    return undefined;
  }
}
