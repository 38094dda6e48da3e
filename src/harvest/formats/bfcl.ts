/** Evaluation sets for the Berkeley Function-Calling Leaderboard: the questions, and beside them the possible answers. */
import { callsOf, type FunctionTool, type JsonObject, questionOf, type Sample, type ToolCall } from '../sample.ts';
import { whollyLearned } from './conversation.ts';
import { isIndependent } from './data-flow.ts';
import type { Column, Format } from './format.ts';

const SPEC = 'BFCL v4 (bfcl-eval 2026.3.23), category parallel_multiple and eval_checker/ast_eval';

const id: Column = { name: 'id', type: 'string' };

/** `{id, question, function}`. No row of a sample with a call that needed the result of another one: the category is single-turn. */
export const bfcl: Format = {
  name: 'bfcl',
  reader: 'BFCL: the question file (`BFCL_v4_parallel_multiple.json`)',
  spec: SPEC,
  extension: 'jsonl',
  columns: [id, { name: 'question', type: 'json' }, { name: 'function', type: 'list of json' }],
  rows: whollyLearned((sample) => {
    if (!isIndependent(sample)) return [];
    const question = [[{ role: 'user', content: questionOf(sample) }]];
    return [{ id: bfclId(sample), question, function: sample.tools.map(toFunction) }];
  }),
};

/**
 * `{id, ground_truth}`: for each call the values that are taken for each argument, the one of the walk first, then the other
 * names of the entity that it names. Rows stand as in `bfcl`.
 */
export const bfclAnswers: Format = {
  name: 'bfcl-answers',
  reader: 'BFCL: the possible answers (`possible_answer/BFCL_v4_parallel_multiple.json`)',
  spec: SPEC,
  extension: 'jsonl',
  columns: [id, { name: 'ground_truth', type: 'list of json' }],
  rows: whollyLearned((sample) => {
    if (!isIndependent(sample)) return [];
    return [{ id: bfclId(sample), ground_truth: callsOf(sample).map((call) => truthOf(call, sample)) }];
  }),
};

/** The category, then an integer, by which BFCL sorts: the sample's id, whose hexadecimal digits it gives back. */
function bfclId({ id: sampleId }: Sample): string {
  return `parallel_multiple_${BigInt(`0x${/[0-9a-f]+$/.exec(sampleId)?.[0] ?? '0'}`)}`;
}

function truthOf({ function: { name, arguments: given } }: ToolCall, sample: Sample): JsonObject {
  const taken = Object.entries(given).map(([key, value]) => [key, [value, ...otherNames(value, sample)]]);
  return { [name]: Object.fromEntries(taken) };
}

function otherNames(value: unknown, { provenance: { anchors } }: Sample): string[] {
  const entity = anchors.find(({ id: short, iri, label }) => [short, iri, label].some((text) => text === value));
  return entity === undefined
    ? []
    : [...new Set([entity.label, entity.id, entity.iri])].filter((text) => text !== value);
}

interface Schema {
  readonly type?: string;
  readonly anyOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
}

function toFunction({ function: { name, description, parameters } }: FunctionTool): JsonObject {
  return { name, description, parameters: { properties: {}, required: [], ...toSchema(parameters) } };
}

const TYPES: ReadonlyMap<string | undefined, string> = new Map([
  ['object', 'dict'],
  ['number', 'float'],
  [undefined, 'any'],
]);

/** BFCL's own type names, one for each argument: of several types the first is named. An array must say what it holds. */
function toSchema(schema: Schema): JsonObject {
  const { anyOf, properties, items, ...rest } = schema;
  const chosen = anyOf?.[0] ?? { items, type: schema.type };
  const type = TYPES.get(chosen.type) ?? chosen.type;
  return {
    ...rest,
    type,
    ...(properties === undefined ? {} : { properties: mapped(properties) }),
    ...(type === 'array' ? { items: toSchema(chosen.items ?? {}) } : {}),
  };
}

function mapped(properties: Readonly<Record<string, Schema>>): JsonObject {
  return Object.fromEntries(Object.entries(properties).map(([key, schema]) => [key, toSchema(schema)]));
}
