/** Readers of option values, with errors that say what was expected. */
import { InvalidArgumentError, Option } from 'commander';
import { PATTERNS } from '../logic/pattern.ts';
import { PATTERN_NAMES } from '../task/mix.ts';
import { SURFACES } from '../tool/toolset.ts';

export function wholeNumber(text: string): number {
  const number = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(number)) throw new InvalidArgumentError('expected a whole number');
  return number;
}

export function positiveNumber(text: string): number {
  const number = wholeNumber(text);
  if (number === 0) throw new InvalidArgumentError('expected a whole number from 1');
  return number;
}

/** Names with commas between them. */
export function nameList(text: string): string[] {
  const names = text.split(',').map((name) => name.trim());
  if (names.includes('')) throw new InvalidArgumentError('expected names with one comma between two of them');
  return names;
}

/** `all` (the 14 of KG2Tool), `every` (those and all others), or names of patterns with commas between them. */
export function patternList(text: string): string[] {
  if (text === 'all') return [...PATTERNS.keys()];
  if (text === 'every') return [...PATTERN_NAMES];
  const names = nameList(text);
  const strange = names.find((name) => !PATTERN_NAMES.includes(name));
  if (strange !== undefined) {
    throw new InvalidArgumentError(
      `there is no pattern "${strange}"; expected "all", "every" or some of ${PATTERN_NAMES.join(',')}`,
    );
  }
  return names;
}

export function surfaceOption(): Option {
  return new Option('--surface <name>', 'which tools are offered').choices(SURFACES).default('auto');
}

export function argumentsOption(): Option {
  return new Option('--arguments <style>', 'how earlier results are passed on')
    .choices(['values', 'handles'])
    .default('values');
}
