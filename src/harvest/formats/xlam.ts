/** Rows in the single-turn layout of xLAM and APIGen: a query, the tools, and the calls that answer it at once. */
import { callsOf, type FunctionTool, type JsonObject, questionOf } from '../sample.ts';
import { whollyLearned } from './conversation.ts';
import { isIndependent } from './data-flow.ts';
import type { Format } from './format.ts';

/** `{id, query, answers, tools}`, all strings. No row of a sample with a call that needed the result of another one. */
export const xlam: Format = {
  name: 'xlam',
  reader: 'readers of xLAM / APIGen rows (single turn)',
  spec: 'Salesforce xlam-function-calling-60k, data card',
  extension: 'jsonl',
  columns: [
    { name: 'id', type: 'string' },
    { name: 'query', type: 'string' },
    { name: 'answers', type: 'string' },
    { name: 'tools', type: 'string' },
  ],
  rows: whollyLearned((sample) => {
    if (!isIndependent(sample)) return [];
    const answers = callsOf(sample).map((call) => call.function);
    const tools = sample.tools.map(toTool);
    return [
      { id: sample.id, query: questionOf(sample), answers: JSON.stringify(answers), tools: JSON.stringify(tools) },
    ];
  }),
};

interface Schema {
  readonly type?: string;
  readonly anyOf?: readonly Schema[];
  readonly items?: Schema;
  readonly description?: string;
  readonly default?: unknown;
}

function toTool({ function: { name, description, parameters } }: FunctionTool): JsonObject {
  const { properties = {}, required = [] } = parameters as {
    readonly properties?: Readonly<Record<string, Schema>>;
    readonly required?: readonly string[];
  };
  const described = Object.entries(properties).map(([parameter, schema]) => {
    const type = `${pythonType(schema)}${required.includes(parameter) ? '' : ', optional'}`;
    const fallback = schema.default === undefined ? {} : { default: schema.default };
    return [parameter, { type, description: schema.description ?? '', ...fallback }];
  });
  return { name, description, parameters: Object.fromEntries(described) };
}

const PYTHON_TYPES: ReadonlyMap<string | undefined, string> = new Map([
  ['string', 'str'],
  ['integer', 'int'],
  ['number', 'float'],
  ['boolean', 'bool'],
  ['object', 'dict'],
]);

/** The data set writes Python's type hints. */
function pythonType({ type, anyOf, items }: Schema): string {
  if (anyOf !== undefined) return `Union[${anyOf.map(pythonType).join(', ')}]`;
  if (type === 'array') return items === undefined ? 'list' : `List[${pythonType(items)}]`;
  return PYTHON_TYPES.get(type) ?? 'Any';
}
