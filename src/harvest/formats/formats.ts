/** All formats by name. */
import { HarvestError } from '../../errors.ts';
import type { Format } from './format.ts';
import { llamafactory } from './llamafactory.ts';
import { openai } from './openai.ts';
import { trlSft } from './trl-sft.ts';

export const FORMATS: readonly Format[] = [trlSft, openai, llamafactory];

export const FORMAT_NAMES: readonly string[] = FORMATS.map(({ name }) => name);

/**
 * The formats of these names, in the order of {@link FORMATS} and each once.
 *
 * @throws HarvestError `unknown_format`
 */
export function formatsNamed(names: readonly string[]): readonly Format[] {
  const unknown = names.find((name) => !FORMAT_NAMES.includes(name));
  if (unknown !== undefined || names.length === 0) {
    throw new HarvestError('unknown_format', `Expected formats of ${FORMAT_NAMES.join(', ')}, got "${unknown ?? ''}".`);
  }
  return FORMATS.filter(({ name }) => names.includes(name));
}
