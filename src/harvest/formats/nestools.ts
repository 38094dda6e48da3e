/** Rows of nested calls after NesTools: an argument that is the result of an earlier call is written as a placeholder. */
import { callsOf, type FunctionTool, type JsonObject, questionOf, type Sample } from '../sample.ts';
import { conversationOf, whollyLearned } from './conversation.ts';
import type { Format } from './format.ts';

/**
 * `{test_id, api, task, call, field}` and, beyond the layout, `executed`: the calls as they were made. A list of names or a
 * handle that is the whole result of an earlier call becomes that call's `API_call_<n>`, counted from 0; of several calls with
 * that result, the last. A lone name in the words of the question stays. No row of a sample in which an argument reads like a placeholder.
 */
export const nestools: Format = {
  name: 'nestools',
  reader: 'NesTools-style training and evaluation of nested calls',
  spec: 'NesTools (arXiv 2410.11805), data/test_data.jsonl of its repository',
  extension: 'jsonl',
  columns: [
    { name: 'test_id', type: 'string' },
    { name: 'api', type: 'list of json' },
    { name: 'task', type: 'string' },
    { name: 'call', type: 'list of json' },
    { name: 'field', type: 'string' },
    { name: 'executed', type: 'string' },
  ],
  rows: whollyLearned((sample) => {
    const calls = callsOf(sample);
    if (/API_call_\d/.test(JSON.stringify(calls.map((call) => call.function.arguments)))) return [];
    const executed = JSON.stringify(calls.map((call) => call.function));
    const [api, call, task] = [sample.tools.map(toApi), nested(sample), questionOf(sample)];
    return [{ test_id: sample.id, api, task, call, field: 'knowledge graph', executed }];
  }),
};

function nested(sample: Sample): JsonObject[] {
  const results = conversationOf(sample).turns.flatMap(({ observations }) => observations.map(wholeResult));
  const question = questionOf(sample);
  return callsOf(sample).map(({ function: { name, arguments: given } }, index) => {
    const placeholder = (texts: readonly string[]): string | undefined => {
      const at = results.slice(0, index).findLastIndex((isResult) => isResult(texts));
      return at < 0 ? undefined : `API_call_${at}`;
    };
    const visit = (value: unknown): unknown => {
      if (typeof value === 'string') return question.includes(value) ? value : (placeholder([value]) ?? value);
      if (!Array.isArray(value)) return value;
      const texts = value.filter((item) => typeof item === 'string');
      return (texts.length === value.length ? placeholder(texts) : undefined) ?? value.map(visit);
    };
    const parameters = Object.fromEntries(Object.entries(given).map(([key, value]) => [key, visit(value)]));
    return { api_name: name, parameters, responses: [`API_call_${index}`] };
  });
}

interface Shown {
  readonly result?: unknown;
  readonly total?: unknown;
  readonly items?: readonly { readonly id?: unknown; readonly label?: unknown; readonly value?: unknown }[];
}

/** Tells whether texts are the handle, the names or the ids of everything that a call found. */
function wholeResult(observation: string): (texts: readonly string[]) => boolean {
  let shown: Shown | null;
  try {
    shown = JSON.parse(observation) as Shown | null;
  } catch {
    return () => false;
  }
  const { result, total, items } = shown ?? {};
  const listed = Array.isArray(items) && items.length > 0 && items.length === total ? (items as Shown['items']) : [];
  const names = listed?.map(({ label, value }) => label ?? value) ?? [];
  const ids = listed?.map(({ id }) => id) ?? [];
  return (texts) => (texts.length === 1 && texts[0] === result) || sameSet(texts, names) || sameSet(texts, ids);
}

function sameSet(texts: readonly string[], others: readonly unknown[]): boolean {
  const [one, other] = [new Set<unknown>(texts), new Set(others)];
  return one.size > 0 && one.size === other.size && [...one].every((text) => other.has(text));
}

function toApi({ function: { name, description, parameters } }: FunctionTool): JsonObject {
  const { properties = {}, required = [] } = parameters as {
    readonly properties?: object;
    readonly required?: unknown;
  };
  const described = Object.entries(properties).map(([parameter, schema]) => [
    parameter,
    { type: shortType(schema as Schema), description: (schema as Schema).description ?? '' },
  ]);
  return {
    api_name: name,
    api_description: description,
    parameters: Object.fromEntries(described),
    required,
    responses: { result: { type: 'list', description: 'what the call found' } },
  };
}

interface Schema {
  readonly type?: string;
  readonly anyOf?: readonly Schema[];
  readonly description?: string;
}

const TYPES: ReadonlyMap<string | undefined, string> = new Map([
  ['integer', 'int'],
  ['number', 'float'],
  ['boolean', 'bool'],
  ['array', 'list'],
  ['object', 'dict'],
]);

function shortType({ type, anyOf }: Schema): string {
  return TYPES.get(anyOf?.[0]?.type ?? type) ?? 'str';
}
