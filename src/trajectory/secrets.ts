/**
 * What looks like a secret: keys and tokens whose form their issuers publish, key blocks, and passwords where their place
 * gives them away. Nothing is guessed from randomness, since ids of graphs are random too.
 *
 * Every expression is linear in its text: it begins where a word or a mark begins, its repetitions cannot overlap, and what it
 * looks ahead over is bounded. The text comes from clients and graphs.
 */

export interface SecretKind {
  /** Stands in the placeholder. */
  readonly kind: string;
  /** Has the flag `g`. */
  readonly pattern: RegExp;
}

/** A word begins here. */
const W = '(?<![A-Za-z0-9_-])';
/** The token has a digit and an upper-case letter, and a run that no slug has. */
const RANDOM = '(?=[A-Za-z0-9_-]{0,200}\\d)(?=[A-Za-z0-9_-]{0,200}[A-Z])(?=[A-Za-z0-9_-]{0,200}?[A-Za-z0-9]{16})';
const KEY_LABEL = '[A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----';
const SECRET_NAME =
  '(?:password|passwd|pwd|secret|client_secret|api_?key|access_?token|auth_?token|refresh_?token|aws_secret_access_key)';

const SOURCES: readonly (readonly [kind: string, source: string, flags?: string])[] = [
  ['private-key', `-----BEGIN ${KEY_LABEL}(?:[^-]|-(?!----)){0,20000}(?:-----END ${KEY_LABEL})?`],
  ['jwt', `${W}eyJ[A-Za-z0-9_-]{10,}\\.eyJ[A-Za-z0-9_-]{10,}\\.[A-Za-z0-9_-]*`],
  // RFC 6750 §2.1 and RFC 7617; the digit tells a token from a word ("Bearer Telecommunications").
  ['bearer-token', `${W}(?:[Bb]earer|BEARER)\\s{1,9}(?=[A-Za-z._~+/=-]{0,400}\\d)[A-Za-z0-9._~+/-]{16,}=*`],
  ['basic-credentials', `${W}(?:[Aa]uthorization|AUTHORIZATION):\\s{0,9}(?:[Bb]asic|BASIC)\\s{1,9}[A-Za-z0-9+/]{4,}=*`],
  ['api-key', `${W}sk-${RANDOM}[A-Za-z0-9_-]{20,}`],
  ['api-key', `${W}(?:sk|rk|whsec)_(?:live_|test_)?(?=[A-Za-z]{0,200}\\d)[A-Za-z0-9]{20,}`],
  ['aws-access-key', `${W}(?:AKIA|ASIA)[A-Z2-7]{16}(?![A-Za-z0-9])`],
  ['google-api-key', `${W}AIza[A-Za-z0-9_-]{35}(?![A-Za-z0-9_-])`],
  ['github-token', `${W}(?:gh[pousr]_[A-Za-z0-9]{36,}|github_pat_[A-Za-z0-9_]{40,})`],
  ['gitlab-token', `${W}glpat-[A-Za-z0-9_-]{20,}`],
  ['slack-token', `${W}xox[abeoprs]-[A-Za-z0-9]{2,20}-[A-Za-z0-9-]{10,}`],
  ['npm-token', `${W}npm_[A-Za-z0-9]{36}(?![A-Za-z0-9])`],
  ['hugging-face-token', `${W}hf_(?=[A-Za-z]{0,60}\\d)[A-Za-z0-9]{30,}`],
  // The userinfo of a URL (RFC 3986 §3.2.1): only what stands between ":" and "@".
  ['password', '(?<=:\\/\\/[^\\s/?#@:"<>]{0,200}:)[^\\s/?#@"<>]{1,400}(?=@)'],
  ['password', `(?<=${W}${SECRET_NAME}=)[^\\s&"'<>;]{6,}`, 'i'],
];

export const SECRETS: readonly SecretKind[] = SOURCES.map(([kind, source, flags = '']) => ({
  kind,
  pattern: new RegExp(source, `g${flags}`),
}));

/** A text without any of these has no secret of the kinds above, nor has one that is JSON and escapes what it must. */
const MARKS = [
  '-----BEGIN ',
  'eyJ',
  'earer',
  'EARER',
  'uthorization:',
  'UTHORIZATION:',
  'sk-',
  'k_',
  'whsec_',
  'AKIA',
  'ASIA',
  'AIza',
  'ghp_',
  'gho_',
  'ghu_',
  'ghs_',
  'ghr_',
  'github_pat_',
  'glpat-',
  'xox',
  'npm_',
  'hf_',
];
const NAMED = new RegExp(`${SECRET_NAME}=`, 'i');

/** Whether a text, or JSON that holds it, may hold a secret. Looks for plain marks: one expression for all takes ten times as long. */
export function mayHoldSecret(text: string): boolean {
  return (
    MARKS.some((mark) => text.includes(mark)) ||
    (text.includes('@') && text.includes('://')) ||
    (text.includes('=') && NAMED.test(text))
  );
}
