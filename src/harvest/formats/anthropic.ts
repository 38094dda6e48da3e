/** Rows as requests to Anthropic's Messages API: blocks of text, tool use and tool results. */
import type { JsonObject } from '../sample.ts';
import { conversationOf, type Turn, whollyLearned } from './conversation.ts';
import type { Format } from './format.ts';

/** `{id, system, messages, tools}`. Results of all calls of a turn stand in one message of the user, as the API demands. */
export const anthropic: Format = {
  name: 'anthropic',
  reader: "readers of Anthropic's Messages API (ms-swift, Bedrock fine-tuning)",
  spec: 'Anthropic Messages API 2023-06-01: tool_use and tool_result blocks',
  extension: 'jsonl',
  columns: [
    { name: 'id', type: 'string' },
    { name: 'system', type: 'string' },
    { name: 'messages', type: 'list of json' },
    { name: 'tools', type: 'list of json' },
  ],
  rows: whollyLearned((sample) => {
    const { system, question, turns, answer } = conversationOf(sample);
    const messages = [
      { role: 'user', content: [{ type: 'text', text: question }] },
      ...turns.flatMap(toMessages),
      { role: 'assistant', content: [{ type: 'text', text: answer }] },
    ];
    const tools = sample.tools.map(({ function: { name, description, parameters } }) => ({
      name,
      description,
      input_schema: parameters,
    }));
    return [{ id: sample.id, system, messages, tools }];
  }),
};

/** No such row holds a call that was answered with a fault, so `is_error` is false throughout. */
function toMessages({ thought, calls, observations }: Turn): JsonObject[] {
  const uses = calls.map(({ id, function: { name, arguments: input } }) => ({ type: 'tool_use', id, name, input }));
  const results = observations.map((content, index) => ({
    type: 'tool_result',
    tool_use_id: calls[index]?.id ?? '',
    content,
    is_error: false,
  }));
  return [
    { role: 'assistant', content: [...(thought === '' ? [] : [{ type: 'text', text: thought }]), ...uses] },
    { role: 'user', content: results },
  ];
}
