/** Readers of option values, with errors that say what was expected. */
import { InvalidArgumentError, Option } from 'commander';
import { EXTRA_PATTERNS, PATTERNS, patternShape } from '../logic/pattern.ts';

export function wholeNumber(text: string): number {
  const number = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(number)) throw new InvalidArgumentError('expected a whole number');
  return number;
}

/** `all` (the 14 of KG2Tool), or names of patterns with commas between them. */
export function patternList(text: string): string[] {
  if (text === 'all') return [...PATTERNS.keys()];
  const names = text.split(',').map((name) => name.trim());
  const strange = names.find((name) => patternShape(name) === undefined);
  if (strange !== undefined) {
    throw new InvalidArgumentError(
      `there is no pattern "${strange}"; expected "all" or some of ${[...PATTERNS.keys(), ...EXTRA_PATTERNS.keys()].join(',')}`,
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
