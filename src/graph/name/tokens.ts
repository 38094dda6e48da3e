/** Names as words, for finding near ones. */

const MOST_TOKENS = 32;
const LONGEST_TOKEN = 48;

// Scripts without spaces between words give a token a character.
const TOKEN =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]|(?:(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}])[\p{L}\p{N}])+/gu;
const PLAIN = /^[a-z0-9 ]*$/;

/** The words of a folded name, without accents, at most 32. */
export function tokensOf(folded: string): string[] {
  const plain = PLAIN.test(folded) ? folded : folded.normalize('NFKD').replace(/\p{M}/gu, '');
  const tokens = plain.match(TOKEN) ?? [];
  return tokens
    .slice(0, MOST_TOKENS)
    .map((token) => (token.length > LONGEST_TOKEN ? token.slice(0, LONGEST_TOKEN) : token));
}
