/** A mix: how a count of tasks is shared over patterns. */
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { TaskError } from '../errors.ts';
import { CONDITION_PATTERNS } from '../logic/condition-pattern.ts';
import { EXTRA_PATTERNS, PATTERNS } from '../logic/pattern.ts';

/** All patterns that a task may have. */
export const PATTERN_NAMES: readonly string[] = [...PATTERNS.keys(), ...EXTRA_PATTERNS.keys(), ...CONDITION_PATTERNS];

/** Weights above 0 by the name of their pattern, in the order of `PATTERN_NAMES`. */
export type Mix = ReadonlyMap<string, number>;

/** What people mostly ask a graph: look-ups of one or two steps, values, tables, what two things share, how many. In percent. */
const PRACTICAL: Readonly<Record<string, number>> = {
  '1p': 26,
  '2p': 16,
  attribute: 14,
  table: 10,
  '2i': 10,
  count: 8,
  '2in': 4,
  '1pv': 3,
  top1: 3,
  yesno: 2,
  compare: 2,
  '3p': 1,
  '2u': 1,
};

export const practicalMix = (): Mix => mixOf(PRACTICAL);

function mixOf(weights: Readonly<Record<string, number>>): Mix {
  const weighted = PATTERN_NAMES.map((name) => [name, weights[name] ?? 0] as const);
  return new Map(weighted.filter(([, weight]) => weight > 0));
}

const HEAVIEST = 1_000_000;

const mixSchema = z
  .record(z.string(), z.number().min(0).max(HEAVIEST))
  .superRefine((weights, context) => {
    for (const name of Object.keys(weights).filter((key) => !PATTERN_NAMES.includes(key)))
      context.addIssue(`there is no pattern ${JSON.stringify(name)}; expected some of ${PATTERN_NAMES.join(',')}`);
  })
  .refine((weights) => Object.values(weights).some((weight) => weight > 0), 'at least one weight must be above 0');

/**
 * The mix in a file such as `{"1p": 3, "2i": 1}`.
 *
 * @throws TaskError `mix_file` where it cannot be read, is no such object, or names a pattern that is none.
 */
export async function readMix(path: string): Promise<Mix> {
  const fail = (what: string, cause?: unknown): never => {
    const expected = 'expected "uniform", "practical" or a JSON file of weights such as {"1p": 3, "2i": 1}';
    throw new TaskError('mix_file', `${expected}, got ${JSON.stringify(path)}: ${what}`, { cause });
  };
  const text = await readFile(path, 'utf8').catch((cause: unknown) => fail((cause as Error).message, cause));
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    return fail((cause as Error).message, cause);
  }
  const parsed = mixSchema.safeParse(json);
  if (parsed.success) return mixOf(parsed.data);
  const [issue] = parsed.error.issues;
  return fail(`${issue?.path.length === 0 ? '' : `"${issue?.path.join('.')}": `}${issue?.message}`);
}
