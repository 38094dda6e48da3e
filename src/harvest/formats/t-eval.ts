/** Evaluation sets for T-Eval: the whole plan of a question, and for each step which call comes next. */
import { callsOf, type FunctionTool, type JsonObject, questionOf, type Sample } from '../sample.ts';
import { conversationOf, whollyLearned } from './conversation.ts';
import { neededCalls } from './data-flow.ts';
import type { Column, Format } from './format.ts';

const READER = 'T-Eval (open-compass): rows to be put into one object by their ids';
const SPEC = 'T-Eval v2 (arXiv 2312.14033), data/plan_json_v1.json and teval/evaluators';
const FINISH = 'FinishAction';

const id: Column = { name: 'id', type: 'string' };
const prompt: Column = { name: 'origin_prompt', type: { listOf: ['role', 'content'] } };

/** `{id, meta, ground_truth, origin_prompt}`: the calls with `prev`, the steps whose results each needed, then `FinishAction`. */
export const tEvalPlan: Format = {
  name: 't-eval-plan',
  reader: `${READER} (\`--eval plan\`)`,
  spec: SPEC,
  extension: 'jsonl',
  columns: [id, { name: 'meta', type: 'json' }, { name: 'ground_truth', type: 'list of json' }, prompt],
  rows: whollyLearned((sample) => {
    const needed = neededCalls(sample);
    const calls = callsOf(sample).map(({ function: { name, arguments: args } }, index) => {
      return { id: index, prev: needed[index] ?? [], name, args };
    });
    const finish = { id: calls.length, prev: calls.slice(-1).map((last) => last.id), name: FINISH, args: {} };
    return [
      {
        id: sample.id,
        meta: { prompt_type: 'json', API_list: sample.tools.map((tool) => tool.function.name) },
        ground_truth: [...calls, finish],
        origin_prompt: [system(sample, PLAN_FORMAT), { role: 'user', content: questionOf(sample) }],
      },
    ];
  }),
};

/**
 * `{id, meta, meta_data, ground_truth, origin_prompt}` for each call and for the end: reason, retrieve, understand. The thought
 * is mostly empty, for none is invented: of the scores, `name` and `args` mean something. A step not to be learned has no row.
 */
export const tEvalRru: Format = {
  name: 't-eval-rru',
  reader: `${READER} (\`--eval rru\`)`,
  spec: SPEC,
  extension: 'jsonl',
  columns: [
    id,
    { name: 'meta', type: 'json' },
    { name: 'meta_data', type: 'json' },
    { name: 'ground_truth', type: 'json' },
    prompt,
  ],
  rows: (sample) => {
    const format = { response_format: 'json' };
    const said = [system(sample, STEP_FORMAT), { role: 'user', content: questionOf(sample) }];
    return stepsOf(sample).flatMap(({ truth, observation, learn }, index) => {
      const row = {
        id: `${sample.id}-${index + 1}`,
        meta: format,
        meta_data: format,
        ground_truth: truth,
        origin_prompt: [...said],
      };
      said.push({ role: 'assistant', content: JSON.stringify(truth) }, { role: 'system', content: observation });
      return learn ? [row] : [];
    });
  },
};

function stepsOf(sample: Sample): { truth: JsonObject; observation: string; learn: boolean }[] {
  const walked = conversationOf(sample).turns.flatMap(({ thought, learn, calls, observations }) =>
    calls.map(({ function: { name, arguments: args } }, index) => ({
      truth: { thought, name, args },
      learn,
      observation: observations[index] ?? '',
    })),
  );
  return [...walked, { truth: { thought: '', name: FINISH, args: {} }, learn: true, observation: '' }];
}

const PLAN_FORMAT = [
  'Write a plan that answers the question: a JSON list of actions {"id": number, "name": string, "args": object}, in the order in',
  `which they are carried out, with "${FINISH}" as the last one. Write nothing else.`,
].join('\n');

const STEP_FORMAT = [
  'Say one action at a time, as a JSON object {"thought": string, "name": string, "args": object}; its result is given to you.',
  `When you know the answer, the name is "${FINISH}". Write nothing else.`,
].join('\n');

function system({ tools }: Sample, format: string): { role: string; content: string } {
  return {
    role: 'system',
    content: `You have access to the following API:\n${JSON.stringify(tools.map(toApi))}\n${format}`,
  };
}

function toApi({ function: { name, description, parameters } }: FunctionTool): readonly [string, JsonObject] {
  const { properties = {}, required = [] } = parameters as {
    readonly properties?: Readonly<Record<string, { readonly type?: string; readonly description?: string }>>;
    readonly required?: readonly string[];
  };
  const all = Object.entries(properties).map(([parameter, schema]) => {
    return { name: parameter, type: (schema.type ?? 'string').toUpperCase(), description: schema.description ?? '' };
  });
  const required_parameters = all.filter((parameter) => required.includes(parameter.name));
  const optional_parameters = all.filter((parameter) => !required.includes(parameter.name));
  return [name, { name, description, required_parameters, optional_parameters, return_data: [] }];
}
