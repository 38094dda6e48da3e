/** Two chat templates of our own, laid out as those of Qwen and of Llama 3 are: what a trainer makes of a row, and what of it is learned. */
import { isCallMessage, type Message, type Sample, type ToolCall } from '../src/harvest/sample.ts';

/** A piece of the text that the model is given; the loss is computed on what is learned, and on nothing else. */
export interface Piece {
  readonly text: string;
  readonly learned: boolean;
  /** What it is, so that a reader can be spared the length of it. */
  readonly part: 'frame' | 'tools' | 'said' | 'observation';
}

export interface ChatTemplate {
  readonly name: string;
  /** Written as one token each. */
  readonly special: RegExp;
  render(sample: Pick<Sample, 'messages' | 'tools'>): readonly Piece[];
}

const frame = (text: string): Piece => ({ text, learned: false, part: 'frame' });
const said = (text: string, learned = false): Piece => ({ text, learned, part: 'said' });
const observation = (text: string): Piece => ({ text, learned: false, part: 'observation' });
const tools = (text: string): Piece => ({ text, learned: false, part: 'tools' });

const systemOf = (messages: readonly Message[]): string =>
  messages.find(({ role }) => role === 'system')?.content ?? '';

const callText = ({ function: { name, arguments: given } }: ToolCall, key: string): string =>
  JSON.stringify({ name, [key]: given });

/** A turn whose call was refused is shown, not learned. */
const isLearned = (message: Message): boolean => !('learn' in message && message.learn === false);

/** ChatML with tools, calls and results between tags. */
export const qwenLike: ChatTemplate = {
  name: 'Qwen-like',
  special: /<\|im_(?:start|end)\|>|<\/?tool_(?:call|response)>/g,
  render: ({ messages, tools: offered }) => [
    frame('<|im_start|>system\n'),
    said(systemOf(messages) === '' ? '' : `${systemOf(messages)}\n\n`),
    frame('# Tools\n\nYou may call one or more functions to assist with the user query.\n\n<tools>\n'),
    tools(offered.map((tool) => JSON.stringify(tool)).join('\n')),
    frame(
      '\n</tools>\n\nFor each function call, write a JSON object with its name and arguments within <tool_call> tags.',
    ),
    frame('<|im_end|>\n'),
    ...messages.filter(({ role }) => role !== 'system').flatMap(qwenTurn),
  ],
};

function qwenTurn(message: Message): Piece[] {
  if (message.role === 'tool') {
    const open = frame('<|im_start|>user\n<tool_response>\n');
    return [open, observation(message.content), frame('\n</tool_response><|im_end|>\n')];
  }
  if (message.role !== 'assistant') {
    return [frame(`<|im_start|>${message.role}\n`), said(message.content), frame('<|im_end|>\n')];
  }
  const calls = isCallMessage(message) ? message.tool_calls : [];
  const called = calls.map((call) => `<tool_call>\n${callText(call, 'arguments')}\n</tool_call>`);
  const text = [...(message.content === '' ? [] : [message.content]), ...called].join('\n');
  return [frame('<|im_start|>assistant\n'), said(`${text}<|im_end|>`, isLearned(message)), frame('\n')];
}

/** Headers, tools in the first user turn, calls as bare JSON with `parameters`, results from `ipython`. */
export const llamaLike: ChatTemplate = {
  name: 'Llama-like',
  special: /<\|(?:begin_of_text|start_header_id|end_header_id|eot_id)\|>/g,
  render: ({ messages, tools: offered }) => [
    frame(`<|begin_of_text|>${header('system')}Environment: ipython\n\n`),
    said(systemOf(messages)),
    frame('<|eot_id|>'),
    ...messages
      .filter(({ role }) => role !== 'system')
      .flatMap((message) => llamaTurn(message, offered.map((tool) => JSON.stringify(tool)).join('\n\n'))),
  ],
};

const header = (role: string): string => `<|start_header_id|>${role}<|end_header_id|>\n\n`;

function llamaTurn(message: Message, offered: string): Piece[] {
  if (message.role === 'tool') return [frame(header('ipython')), observation(message.content), frame('<|eot_id|>')];
  if (message.role !== 'assistant') {
    return [
      frame(`${header(message.role)}Given the following functions, respond with a JSON for a function call.\n\n`),
      tools(offered),
      frame('\n\n'),
      said(message.content),
      frame('<|eot_id|>'),
    ];
  }
  const calls = isCallMessage(message) ? message.tool_calls : [];
  const text = [
    ...(message.content === '' ? [] : [message.content]),
    ...calls.map((call) => callText(call, 'parameters')),
  ];
  return [frame(header('assistant')), said(`${text.join('\n')}<|eot_id|>`, isLearned(message))];
}

/** About as many tokens as a tokenizer of a large vocabulary makes: one for each special token, else one for four bytes. */
export function countTokens(pieces: readonly Piece[], { special }: ChatTemplate): { all: number; learned: number } {
  const counts = { all: 0, learned: 0 };
  for (const { text, learned } of pieces) {
    const marks = text.match(special)?.length ?? 0;
    const tokens = marks + Math.ceil(Buffer.byteLength(text.replace(special, '')) / 4);
    counts.all += tokens;
    if (learned) counts.learned += tokens;
  }
  return counts;
}
