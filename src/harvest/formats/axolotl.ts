/** Rows for Axolotl: OpenAI messages in which every key stands in every message, arguments as JSON strings. */
import { isCallMessage, type JsonObject, type Message, type ToolCall } from '../sample.ts';
import type { Format } from './format.ts';
import { listText } from './list-text.ts';

/**
 * `{id, messages, tools}` for `type: chat_template`. Axolotl parses `tools` and `arguments` where they are strings, and passes
 * over keys that are null, so that the same type holds for every message of every row. `train` is false on a turn not to be
 * learned (`message_field_training: train`).
 */
export const axolotl: Format = {
  name: 'axolotl',
  reader: 'Axolotl (`type: chat_template`)',
  spec: 'Axolotl 0.19, "Conversation" dataset format with tools; prompt_strategies/chat_template.py',
  extension: 'jsonl',
  columns: [
    { name: 'id', type: 'string' },
    { name: 'messages', type: 'list of json' },
    { name: 'tools', type: 'string' },
  ],
  rows: ({ id, messages, tools }) => [{ id, messages: messages.map(toMessage), tools: listText(tools) }],
};

function toMessage(message: Message): JsonObject {
  const { role, content } = message;
  const tool = message.role === 'tool' ? message : undefined;
  return {
    role,
    content,
    name: tool?.name ?? null,
    tool_call_id: tool?.tool_call_id ?? null,
    tool_calls: isCallMessage(message) ? message.tool_calls.map(toCall) : null,
    train: isCallMessage(message) && message.learn === false ? false : null,
  };
}

function toCall({ id, type, function: { name, arguments: given } }: ToolCall): JsonObject {
  return { id, type, function: { name, arguments: JSON.stringify(given) } };
}
