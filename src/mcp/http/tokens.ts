/** Bearer tokens (RFC 6750): reading a list of them, and whose token a request carries. */
import { createHash, timingSafeEqual } from 'node:crypto';
import { UsageError } from '../../errors.ts';

/** A token is kept as its hash, so that comparing tells nothing of where two differ. */
export interface Token {
  /** Who holds it; two tokens with one name are one client's, as while it changes them. */
  readonly principal: string;
  readonly hash: Buffer;
}

/** Everybody, where no token is asked for. */
export const ANYBODY = '';

/** RFC 6750 §2.1, and long enough not to be guessed. */
const TOKEN = /^[A-Za-z0-9\-._~+/]{16,1024}=*$/;
const NAME = /^[\w.@-]{1,64}$/;

/**
 * Reads tokens, one a line or between commas, each with a name behind it if it has one; `#` opens a remark.
 *
 * @param where how the place is called in an error; tokens themselves are never shown
 * @throws UsageError `token`
 */
export function readTokens(text: string, where: string): Token[] {
  const tokens: Token[] = [];
  for (const [index, line] of text.split(/[\n,]/).entries()) {
    const [token, name, ...rest] = line
      .replace(/(?:^|\s)#.*/, '')
      .split(/\s+/)
      .filter((part) => part !== '');
    if (token === undefined) continue;
    const principal = name ?? `client-${tokens.length + 1}`;
    if (!TOKEN.test(token) || !NAME.test(principal) || rest.length > 0) {
      throw new UsageError(
        'token',
        `entry ${index + 1} of ${where} is no token; expected at least 16 of A-Z a-z 0-9 - . _ ~ + / and, if it has one, a name behind a space. Make one with: openssl rand -hex 32`,
      );
    }
    tokens.push({ principal, hash: hashOf(token) });
  }
  if (tokens.length === 0) throw new UsageError('token', `${where} holds no token; expected one a line`);
  return tokens;
}

/** Whose token stands in an Authorization header; undefined where it is nobody's. */
export function principalOf(tokens: readonly Token[], header: string | undefined): string | undefined {
  if (tokens.length === 0) return ANYBODY;
  const given = /^Bearer +([A-Za-z0-9\-._~+/]+=*) *$/i.exec(header ?? '')?.[1];
  if (given === undefined) return undefined;
  const hash = hashOf(given);
  let found: string | undefined;
  // All are compared, so that the time tells nothing of which.
  for (const token of tokens) if (timingSafeEqual(token.hash, hash)) found = token.principal;
  return found;
}

function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
