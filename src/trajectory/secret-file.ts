/** Kinds of secrets that an operator adds: a file with one a line. */
import { readFileSync } from 'node:fs';
import { UsageError } from '../errors.ts';
import type { SecretKind } from './secrets.ts';

const LINE = /^([a-z0-9-]{1,40})\s+(\S.*)$/;

/**
 * Reads lines such as `staff-number  EMP-\d{6}`: a name of letters, digits and "-", white space, a JavaScript regular
 * expression. Empty lines and those that begin with "#" are left out.
 *
 * @throws UsageError `secret_file` naming the line
 */
export function readSecretKinds(path: string): SecretKind[] {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (cause) {
    throw new UsageError('secret_file', `cannot read the file of secrets "${path}": ${(cause as Error).message}`, {
      cause,
    });
  }
  return text.split(/\r?\n/).flatMap((line, index) => {
    const trimmed = line.trim();
    return trimmed === '' || trimmed.startsWith('#') ? [] : [kindOf(trimmed, `${path}:${index + 1}`)];
  });
}

function kindOf(line: string, where: string): SecretKind {
  const [, kind, source] = LINE.exec(line) ?? [];
  const wrong = (reason: string, cause?: unknown): UsageError =>
    new UsageError('secret_file', `${where}: ${reason}, got ${JSON.stringify(line.slice(0, 80))}`, { cause });
  if (kind === undefined || source === undefined)
    throw wrong('expected a name in small letters, digits and "-", white space, and a regular expression');
  try {
    return { kind, pattern: new RegExp(source, 'gu') };
  } catch (cause) {
    throw wrong(`expected a JavaScript regular expression (${(cause as Error).message})`, cause);
  }
}
