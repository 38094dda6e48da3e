/** Rows for TRL's SFT trainer: conversational messages with arguments as objects, which chat templates render themselves. */
import { isCallMessage, type JsonObject, type Message } from '../sample.ts';
import { whollyLearned } from './conversation.ts';
import type { Format } from './format.ts';
import { listText } from './list-text.ts';

/**
 * `{id, messages, tools}` as in TRL's "Dataset formats", tool calling. `tools` is a JSON string, which TRL parses: the
 * schemas differ from row to row, and every version of `datasets` can hold a string.
 */
export const trlSft: Format = {
  name: 'trl-sft',
  reader: 'TRL (`SFTTrainer`)',
  spec: 'TRL 1.16, "Dataset formats and types": conversational language modelling with tools',
  extension: 'jsonl',
  columns: [
    { name: 'id', type: 'string' },
    { name: 'messages', type: 'list of json' },
    { name: 'tools', type: 'string' },
  ],
  rows: whollyLearned(({ id, messages, tools }) => [
    { id, messages: messages.map(trlMessage), tools: listText(tools) },
  ]),
};

/** A message without ids, which TRL's templates do not know. */
export function trlMessage(message: Message): JsonObject {
  if (isCallMessage(message)) {
    const calls = message.tool_calls.map((call) => ({ type: call.type, function: call.function }));
    return { role: message.role, content: message.content, tool_calls: calls };
  }
  if (message.role === 'tool') return { role: message.role, name: message.name, content: message.content };
  return { role: message.role, content: message.content };
}
