/** Rows in the layout of ToolBench: ReAct text without thoughts, one row a step, closed by a call of `Finish`. */
import type { FunctionTool, JsonObject, Sample } from '../sample.ts';
import { conversationOf } from './conversation.ts';
import type { Format } from './format.ts';

interface Turn extends JsonObject {
  readonly from: 'system' | 'user' | 'assistant' | 'function';
  readonly value: string;
}

/** A turn, and whether a row may end with it to learn it. */
interface Step {
  readonly turn: Turn;
  readonly learn: boolean;
}

/**
 * `{id, conversations}` for each call and for the answer, with all turns up to it: ToolBench's trainer learns the last turn of
 * a row only, so that a turn not to be learned has no row of its own. Where there is no thought, `Thought:` is empty, as it is
 * in ToolBench's own rows.
 */
export const toolbench: Format = {
  name: 'toolbench',
  reader: 'ToolBench / ToolLLaMA (`toolbench/train`)',
  spec: 'OpenBMB/ToolBench, data/toolllama/processed_answer',
  extension: 'jsonl',
  columns: [
    { name: 'id', type: 'string' },
    { name: 'conversations', type: { listOf: ['from', 'value'] } },
  ],
  rows: (sample) => {
    const steps = stepsOf(sample);
    return steps.flatMap(({ learn }, index) => {
      if (!learn) return [];
      const conversations = steps.slice(0, index + 1).map(({ turn }) => turn);
      const step = conversations.filter(({ from }) => from === 'assistant').length;
      return [{ id: `${sample.id}-${step}`, conversations }];
    });
  },
};

const FINISH: FunctionTool['function'] = {
  name: 'Finish',
  description: 'Call this function to give the final answer to the user. Always call it at the end.',
  parameters: {
    type: 'object',
    properties: {
      return_type: { type: 'string', enum: ['give_answer', 'give_up_and_restart'] },
      final_answer: { type: 'string', description: 'The answer for the user.' },
    },
    required: ['return_type'],
  },
};

function stepsOf(sample: Sample): Step[] {
  const { question, turns, answer } = conversationOf(sample);
  const walked = turns.flatMap(({ thought, learn, calls, observations }) =>
    calls.flatMap(({ function: { name, arguments: given } }, index): Step[] => [
      { turn: action(thought, name, given), learn },
      shown('function', JSON.stringify({ error: '', response: observations[index] ?? '' })),
    ]),
  );
  return [
    shown('system', systemText(sample)),
    shown('user', `\n${question}\nBegin!\n`),
    ...walked,
    { turn: action('', FINISH.name, { return_type: 'give_answer', final_answer: answer }), learn: true },
  ];
}

function shown(from: Turn['from'], value: string): Step {
  return { turn: { from, value }, learn: false };
}

/** The name and its arguments stand each on the last lines, and JSON text holds no line feeds: nothing in it ends them. */
function action(thought: string, name: string, given: JsonObject): Turn {
  return { from: 'assistant', value: `\nThought: ${thought}\nAction: ${name}\nAction Input: ${JSON.stringify(given)}` };
}

function systemText(sample: Sample): string {
  const { system } = conversationOf(sample);
  const functions = [...sample.tools.map((tool) => tool.function), FINISH];
  return [
    ...(system === '' ? [] : [system]),
    'You can use many functions to do the task of the user. Each of your steps has this format:',
    'Thought:',
    'Action:',
    'Action Input:',
    '',
    'After a step you are given the result of the call. When you know the answer, call the function "Finish" with it.',
    `Specifically, you have access to the following APIs: ${JSON.stringify(functions)}`,
  ].join('\n');
}
