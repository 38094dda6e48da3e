/** Rows for ms-swift: messages with the roles `tool_call` and `tool_response`, all of them plain text. */
import type { JsonObject } from '../sample.ts';
import { conversationOf, type Turn } from './conversation.ts';
import type { Format } from './format.ts';
import { listText } from './list-text.ts';

/** `{id, messages, tools}`; several calls of a turn are several messages, and their results follow in the same order. `loss: false` marks a turn not to be learned. */
export const msSwift: Format = {
  name: 'ms-swift',
  reader: 'ms-swift (`swift sft --dataset`)',
  spec: 'ms-swift 4.6, "Agent support": the data format of agent templates',
  extension: 'jsonl',
  columns: [
    { name: 'id', type: 'string' },
    { name: 'messages', type: 'list of json' },
    { name: 'tools', type: 'string' },
  ],
  rows: (sample) => {
    const { system, question, turns, answer } = conversationOf(sample);
    const messages = [
      ...(system === '' ? [] : [{ role: 'system', content: system }]),
      { role: 'user', content: question },
      ...turns.flatMap(toMessages),
      { role: 'assistant', content: answer },
    ];
    return [{ id: sample.id, messages, tools: listText(sample.tools) }];
  },
};

function toMessages({ thought, learn, calls, observations }: Turn): JsonObject[] {
  const mark = learn ? {} : { loss: false };
  return [
    ...(thought === '' ? [] : [{ role: 'assistant', content: thought, ...mark }]),
    ...calls.map((call) => ({ role: 'tool_call', content: JSON.stringify(call.function), ...mark })),
    ...observations.map((content) => ({ role: 'tool_response', content })),
  ];
}
