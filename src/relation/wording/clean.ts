/** Makes harmless plain words of text from a graph, which may hold anything: control signs, a megabyte, nothing at all. */
import { createHash } from 'node:crypto';

/** The longest wording, in UTF-16 units. */
export const longestWording = 60;
const longestComment = 200;

/** Letters, digits, spaces, hyphens and apostrophes of a text, at most 60 long, cut at a word; empty where nothing is left. */
export function cleanPhrase(text: string): string {
  const plain = text
    .slice(0, 1000)
    .normalize('NFC')
    .replace(/\((s|es)\)/g, '')
    .replace(/[‘’ʼ`´]/g, "'")
    .replace(/[‐‑‒–]/g, '-')
    .replace(/\p{Cf}+/gu, '')
    .replace(/[^\p{L}\p{M}\p{N}'-]+/gu, ' ')
    .replace(/(\p{M}{2})\p{M}+/gu, '$1')
    .replace(/(?<![\p{L}\p{M}\p{N}])['-]+|['-]+(?![\p{L}\p{N}])/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return /[\p{L}\p{N}]/u.test(plain) ? cutAtWord(plain, longestWording) : '';
}

/** One line of a comment without control and direction signs, at most 200 long; undefined where nothing is left. */
export function cleanComment(text: string): string | undefined {
  const line = text
    .slice(0, 2000)
    .replace(/\p{Cs}+/gu, '')
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .replace(/[\p{Cf}\p{Co}\p{Cn}]+/gu, '')
    .replace(/(\p{M}{2})\p{M}+/gu, '$1')
    .trim();
  if (line === '') return undefined;
  return line.length <= longestComment ? line : `${cutAtWord(line, longestComment - 1)}…`;
}

/** The beginning of a text that fits, cut at a space where one stands in its second half, never inside a character. */
export function cutAtWord(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const space = text.lastIndexOf(' ', limit);
  const cut = text.slice(0, space > limit / 2 ? space : limit);
  return cut.replace(/[\uD800-\uDBFF]$/, '').trimEnd();
}

/** The first digits of the SHA-256 of a text: what tells two things apart when no words do. */
export function shortHash(text: string, length = 6): string {
  return createHash('sha256').update(text).digest('hex').slice(0, length);
}
