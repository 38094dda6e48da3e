/** Readers of option values, with errors that say what was expected. */
import { InvalidArgumentError, Option } from 'commander';
import { CONDITION_PATTERNS } from '../logic/condition-pattern.ts';
import { EXTRA_PATTERNS, PATTERNS } from '../logic/pattern.ts';

const EVERY: string[] = [...PATTERNS.keys(), ...EXTRA_PATTERNS.keys(), ...CONDITION_PATTERNS];

export function wholeNumber(text: string): number {
  const number = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(number)) throw new InvalidArgumentError('expected a whole number');
  return number;
}

/** `all` (the 14 of KG2Tool), `every` (those and all others), or names of patterns with commas between them. */
export function patternList(text: string): string[] {
  if (text === 'all') return [...PATTERNS.keys()];
  if (text === 'every') return [...EVERY];
  const names = text.split(',').map((name) => name.trim());
  const strange = names.find((name) => !EVERY.includes(name));
  if (strange !== undefined) {
    throw new InvalidArgumentError(
      `there is no pattern "${strange}"; expected "all", "every" or some of ${EVERY.join(',')}`,
    );
  }
  return names;
}

export function surfaceOption(): Option {
  return new Option('--surface <name>', 'which tools are offered')
    .choices(['auto', 'relations', 'search'])
    .default('auto');
}

export function argumentsOption(): Option {
  return new Option('--arguments <style>', 'how earlier results are passed on')
    .choices(['values', 'handles'])
    .default('values');
}
