/** Cuts a SPARQL text into tokens in one pass, so that it can be measured and written plainly before any parser sees it. */

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not stand in an IRI
const IRI = /<[^<>"{}|^`\\\u0000-\u0020]*>/y;

/** One kind of token each, tried in this order at each place; none of them backtracks. */
const KINDS: readonly (readonly [TokenKind, RegExp])[] = [
  ['space', /[ \t\r\n]+|#[^\n\r]*/y],
  ['iri', IRI],
  ['string', /"""(?:""?(?!")|[^"\\]|\\[\s\S])*"""|'''(?:''?(?!')|[^'\\]|\\[\s\S])*'''/y],
  ['string', /"(?!"")(?:[^"\\\n\r]|\\[^\n\r])*"|'(?!'')(?:[^'\\\n\r]|\\[^\n\r])*'/y],
  ['string', /""|''/y],
  ['variable', /[?$][\p{L}\p{M}\p{N}_]+/uy],
  ['word', /(?:\d+\.?\d*|\.\d+)[eE][+-]?\d+/y],
  ['word', /@[A-Za-z]+(?:-[A-Za-z0-9]+)*/y],
  ['word', /(?:[\p{L}\p{M}\p{N}\p{So}_.:%~-]|\\[^\s])+/uy],
  ['sign', /\^\^|\|\||&&|!=|<=|>=|[()[\]{}|^/*+?!=<>,;&.-]/y],
];

export type TokenKind = 'space' | 'iri' | 'string' | 'variable' | 'word' | 'sign';

export interface Token {
  readonly kind: Exclude<TokenKind, 'space'>;
  readonly text: string;
}

/** The tokens, white space and comments left out; or the place of the first character that begins none. */
export function tokensOf(text: string): readonly Token[] | { readonly stuckAt: number } {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const found = tokenAt(text, at);
    if (found === undefined) return { stuckAt: at };
    at += found.text.length;
    if (found.kind !== 'space') tokens.push({ kind: found.kind, text: found.text });
  }
  return tokens;
}

function tokenAt(text: string, at: number): { kind: TokenKind; text: string } | undefined {
  for (const [kind, pattern] of KINDS) {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (found !== null) return { kind, text: found[0] };
  }
  return undefined;
}
