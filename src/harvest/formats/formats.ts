/** All formats by name. */
import { HarvestError } from '../../errors.ts';
import { anthropic } from './anthropic.ts';
import { atif } from './atif.ts';
import { axolotl } from './axolotl.ts';
import { bfcl, bfclAnswers } from './bfcl.ts';
import { dta } from './dta.ts';
import type { Format } from './format.ts';
import { hermes } from './hermes.ts';
import { llamafactory } from './llamafactory.ts';
import { msSwift } from './ms-swift.ts';
import { nemoGym } from './nemo-gym.ts';
import { nestools } from './nestools.ts';
import { openai } from './openai.ts';
import { tEvalPlan, tEvalRru } from './t-eval.ts';
import { toolbench } from './toolbench.ts';
import { trlGrpo } from './trl-grpo.ts';
import { trlSft } from './trl-sft.ts';
import { verifiers } from './verifiers.ts';
import { xlam } from './xlam.ts';

const TRAINING: readonly Format[] = [trlSft, openai, llamafactory, axolotl, msSwift, hermes, anthropic];
const SHAPES: readonly Format[] = [atif, xlam, nestools, dta, toolbench];
const REINFORCEMENT: readonly Format[] = [trlGrpo, verifiers, nemoGym];
const EVALUATION: readonly Format[] = [bfcl, bfclAnswers, tEvalPlan, tEvalRru];

export const FORMATS: readonly Format[] = [...TRAINING, ...SHAPES, ...REINFORCEMENT, ...EVALUATION];

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
