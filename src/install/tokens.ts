/** What stands between the values of settings: commas, comments and white space. */
import { createScanner } from 'jsonc-parser';

// The values of jsonc-parser's SyntaxKind, a const enum that isolated modules cannot name.
const COMMA = 5;
const LINE_COMMENT = 12;
const BLOCK_COMMENT = 13;
const LINE_BREAK = 14;
const WHITE_SPACE = 15;

export interface Token {
  readonly kind: 'comma' | 'comment' | 'line break' | 'white space';
  readonly offset: number;
  readonly end: number;
}

const KINDS: Readonly<Record<number, Token['kind']>> = {
  [COMMA]: 'comma',
  [LINE_COMMENT]: 'comment',
  [BLOCK_COMMENT]: 'comment',
  [LINE_BREAK]: 'line break',
  [WHITE_SPACE]: 'white space',
};

/** The tokens from an offset between two values, up to a value, a key, a bracket or the end of the text. */
export function tokensBetween(text: string, offset: number): Token[] {
  const scanner = createScanner(text, false);
  scanner.setPosition(offset);
  const tokens: Token[] = [];
  for (;;) {
    const kind = KINDS[scanner.scan()];
    if (kind === undefined) return tokens;
    const start = scanner.getTokenOffset();
    tokens.push({ kind, offset: start, end: start + scanner.getTokenLength() });
  }
}

export const commaIn = (tokens: readonly Token[]): Token | undefined => tokens.find(({ kind }) => kind === 'comma');

/** The white space before an offset, where nothing else stands before it in its line. */
export function indentOf(text: string, offset: number): string | undefined {
  return /(?:^|[\r\n])([ \t]*)$/.exec(text.slice(0, offset).slice(-LONGEST_INDENT))?.[1];
}

const LONGEST_INDENT = 1000;

/** The white space at the beginning of the line of an offset. */
export function lineIndent(text: string, offset: number): string {
  const start = Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1;
  return /^[ \t]*/.exec(text.slice(start, offset))?.[0] ?? '';
}
