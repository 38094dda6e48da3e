/** graphtrail.config.json: what of a graph is offered and in which words. Read strictly: a slip of the pen is never passed over. */
import { existsSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { z } from 'zod';
import { UsageError } from '../errors.ts';

export const CONFIG_FILE = 'graphtrail.config.json';

/** Longest sentence with which a relation or class is described. */
const LONGEST_NOTE = 200;
const LONGEST_LABEL = 60;
const LARGEST_FILE = 1_000_000;

const name = z.string().min(1);
const label = z.string().trim().min(1).max(LONGEST_LABEL);
const toolName = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,39}$/, 'expected a name such as "get_seat_of_state": a-z, 0-9 and _, at most 40');
const note = z
  .string()
  .trim()
  .min(1)
  .max(LONGEST_NOTE)
  .regex(/^[^\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]+$/u, 'expected one line of visible characters');

const choice = {
  /** Only these are offered. */
  include: z.array(name).min(1).optional(),
  exclude: z.array(name).optional(),
  describe: z.record(name, note).optional(),
};

const renamedRelation = z.union([
  label,
  z.strictObject({ label: label.optional(), tool: toolName.optional(), inverseTool: toolName.optional() }),
]);

const configSchema = z.strictObject({
  $schema: z.string().optional(),
  language: z
    .string()
    .regex(/^[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*$/, 'expected a language tag such as "en"')
    .optional(),
  relations: z.strictObject({ ...choice, rename: z.record(name, renamedRelation).optional() }).optional(),
  classes: z.strictObject({ ...choice, rename: z.record(name, label).optional() }).optional(),
});

export type Config = z.infer<typeof configSchema>;

/** A configuration, and the file that it stands in. */
export interface ReadConfig {
  readonly path: string;
  readonly config: Config;
}

/**
 * The configuration that goes with a graph: the file that `--config` names, else the one beside the graph's files; `--no-config`
 * (`false`): none.
 *
 * @throws UsageError `bad_config` where it cannot be read or understood, `two_configs` where files lie beside different ones
 */
export async function readConfig(
  paths: readonly string[],
  flag: string | boolean | undefined,
): Promise<ReadConfig | undefined> {
  if (flag === false) return undefined;
  if (typeof flag === 'string') return { path: flag, config: await parseConfig(flag) };
  const [path, other] = besides(paths).filter((one) => existsSync(one));
  if (path === undefined) return undefined;
  if (other !== undefined) {
    throw new UsageError(
      'two_configs',
      `the files lie beside different configurations, "${path}" and "${other}"; name one with --config, or none with --no-config`,
    );
  }
  return { path, config: await parseConfig(path) };
}

/** Where a configuration that goes with a graph may be: it need not be there. */
export function configPlaces(paths: readonly string[], flag: string | boolean | undefined): string[] {
  if (flag === false) return [];
  return typeof flag === 'string' ? [flag] : besides(paths);
}

const besides = (paths: readonly string[]): string[] => [...new Set(paths.map(besideOf))];

function besideOf(path: string): string {
  const whole = resolve(path);
  const folder = existsSync(whole) && statSync(whole).isDirectory() ? whole : dirname(whole);
  return join(folder, CONFIG_FILE);
}

async function parseConfig(path: string): Promise<Config> {
  const fail = (what: string, cause?: unknown): never => {
    throw new UsageError('bad_config', `the configuration "${path}" cannot be used: ${what}`, { cause });
  };
  const text = await readFile(path, 'utf8').catch((cause: unknown) => fail((cause as Error).message, cause));
  if (text.length > LARGEST_FILE) return fail(`it has ${text.length} characters, at most ${LARGEST_FILE} are read`);
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    return fail(`it is no JSON: ${(cause as Error).message}`, cause);
  }
  const parsed = configSchema.safeParse(json, { error: worded });
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  return fail(`${place(issue?.path ?? [])}${issue?.message}`);
}

const place = (path: readonly PropertyKey[]): string =>
  path.length === 0 ? '' : `${path.map((key) => JSON.stringify(key)).join(' › ')}: `;

const KEYS: Readonly<Record<string, string>> = {
  '': '"language", "relations" and "classes"',
  relations: '"include", "exclude", "rename" and "describe"',
  classes: '"include", "exclude", "rename" and "describe"',
};

/** Our words for what zod would say of keys and forms. */
function worded(issue: z.core.$ZodRawIssue): string | undefined {
  const at = (issue.path ?? []).map(String).join('.');
  if (issue.code === 'unrecognized_keys') {
    const known = KEYS[at] ?? '"label", "tool" and "inverseTool"';
    return `there is no setting ${issue.keys.map((key) => JSON.stringify(key)).join(', ')}; expected some of ${known}`;
  }
  if (issue.code === 'invalid_union')
    return 'expected a label, or an object of "label", "tool" (a-z, 0-9 and _, at most 40) and "inverseTool"';
  return undefined;
}
