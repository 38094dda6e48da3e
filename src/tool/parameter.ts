/** Parameters: one description from which both the JSON Schema shown to clients and the check of what they send are made. */
import { quote } from './quote.ts';
import type { Arguments } from './tool.ts';

export type JsonSchema = Readonly<Record<string, unknown>>;

/**
 * - `set`: a name or a list of names (at most 1,000).
 * - `sets`: at least two of those.
 * - `rows`: rows of cells, each a text or a list of texts.
 * - `value`: a literal, as text or as a number.
 */
export type ParameterKind =
  | 'set'
  | 'sets'
  | 'rows'
  | 'value'
  | 'string'
  | 'strings'
  | 'integer'
  | 'number'
  | 'boolean'
  | { readonly oneOf: readonly string[] };

export interface Parameter {
  readonly name: string;
  readonly kind: ParameterKind;
  readonly description: string;
  readonly required: boolean;
}

/** Longest list of names in one call: longer ones have a handle. */
export const LONGEST_LIST = 1000;
const MOST_SETS = 20;

const NAMES = { type: 'array', items: { type: 'string' }, minItems: 1, maxItems: LONGEST_LIST } as const;
const ROWS = {
  type: 'array',
  items: { type: 'array', items: { anyOf: [{ type: 'string' }, { type: 'array', items: { type: 'string' } }] } },
} as const;
const VALUE = { anyOf: [{ type: 'string' }, { type: 'number' }] } as const;
const SET = { anyOf: [{ type: 'string' }, NAMES] } as const;

function kindSchema(kind: ParameterKind): JsonSchema {
  if (typeof kind === 'object') return { type: 'string', enum: kind.oneOf };
  if (kind === 'set') return SET;
  if (kind === 'sets') return { type: 'array', items: SET, minItems: 2, maxItems: MOST_SETS };
  if (kind === 'strings') return NAMES;
  if (kind === 'value') return VALUE;
  if (kind === 'rows') return ROWS;
  return { type: kind };
}

/** JSON Schema 2020-12 of an argument object: flat, nothing composed at the root, no further properties. */
export function inputSchema(parameters: readonly Parameter[]): JsonSchema {
  const properties: [string, JsonSchema][] = parameters.map((parameter) => [
    parameter.name,
    { ...kindSchema(parameter.kind), description: parameter.description },
  ]);
  const required = parameters.filter((parameter) => parameter.required).map((parameter) => parameter.name);
  return {
    type: 'object',
    properties: Object.fromEntries(properties),
    ...(required.length > 0 ? { required } : {}),
    additionalProperties: false,
  };
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.length > 0 && value.length <= LONGEST_LIST && value.every(isText);
}

const isCell = (value: unknown): boolean => isText(value) || (Array.isArray(value) && value.every(isText));

const isRows = (value: unknown): boolean =>
  Array.isArray(value) &&
  value.length <= LONGEST_LIST &&
  value.every((row) => Array.isArray(row) && row.length <= LONGEST_LIST && row.every(isCell));

const isSet = (value: unknown): boolean => isText(value) || isTexts(value);

/** What a value should have been, or undefined where it fits. */
function misfit(kind: ParameterKind, value: unknown): string | undefined {
  if (typeof kind === 'object') {
    return kind.oneOf.includes(value as string)
      ? undefined
      : `one of ${kind.oneOf.map((one) => `"${one}"`).join(', ')}`;
  }
  switch (kind) {
    case 'set':
      return isSet(value) ? undefined : `a name, or a list of 1 to ${LONGEST_LIST} names`;
    case 'sets':
      return Array.isArray(value) && value.length >= 2 && value.length <= MOST_SETS && value.every(isSet)
        ? undefined
        : `a list of 2 to ${MOST_SETS} sets, each a handle such as "#r1", a name or a list of names`;
    case 'rows':
      return isRows(value) ? undefined : 'a list of rows, each a list of texts or of lists of texts';
    case 'value':
      return isText(value) || Number.isFinite(value) ? undefined : 'a text or a number';
    case 'string':
      return isText(value) ? undefined : 'a text';
    case 'strings':
      return isTexts(value) ? undefined : `a list of 1 to ${LONGEST_LIST} texts`;
    case 'integer':
      return Number.isInteger(value) ? undefined : 'a whole number';
    case 'number':
      return Number.isFinite(value) ? undefined : 'a number';
    case 'boolean':
      return typeof value === 'boolean' ? undefined : 'true or false';
  }
}

/** Why the arguments do not fit, worded for an agent, or undefined where they do. */
export function misfitOf(parameters: readonly Parameter[], values: Arguments): string | undefined {
  const known = parameters.map((parameter) => `"${parameter.name}"`).join(', ') || 'none';
  for (const name of Object.keys(values)) {
    if (!parameters.some((parameter) => parameter.name === name)) {
      return `There is no argument ${quote(name)}. The arguments are: ${known}.`;
    }
  }
  for (const { name, kind, required } of parameters) {
    const given = Object.hasOwn(values, name) ? values[name] : undefined;
    if (given === undefined) {
      if (required) return `The argument "${name}" is missing. The arguments are: ${known}.`;
      continue;
    }
    const expected = misfit(kind, given);
    if (expected !== undefined) return `The argument "${name}" must be ${expected}.`;
  }
  return undefined;
}
