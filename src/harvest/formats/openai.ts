/** Rows in OpenAI's fine-tuning layout, which many other services read: arguments as JSON strings, ids on calls. */
import { isCallMessage, type JsonObject, type Message } from '../sample.ts';
import type { Format } from './format.ts';

/** `{messages, tools, parallel_tool_calls}`, and nothing else: unknown keys are refused by some readers. `weight: 0` marks a turn not to be learned. */
export const openai: Format = {
  name: 'openai',
  reader: 'OpenAI-style fine-tuning services',
  spec: 'OpenAI, supervised fine-tuning on chat completions with tools, as of 2026',
  extension: 'jsonl',
  columns: [
    { name: 'messages', type: 'list of json' },
    { name: 'tools', type: 'list of json' },
    { name: 'parallel_tool_calls', type: 'bool' },
  ],
  rows: ({ messages, tools }) => [
    { messages: messages.map(toMessage), tools, parallel_tool_calls: messages.some(hasSeveralCalls) },
  ],
};

function hasSeveralCalls(message: Message): boolean {
  return isCallMessage(message) && message.tool_calls.length > 1;
}

function toMessage(message: Message): JsonObject {
  if (isCallMessage(message)) {
    const calls = message.tool_calls.map(({ id, type, function: { name, arguments: given } }) => ({
      id,
      type,
      function: { name, arguments: JSON.stringify(given) },
    }));
    const said = message.content === '' ? {} : { content: message.content };
    return { role: message.role, ...said, tool_calls: calls, ...(message.learn === false ? { weight: 0 } : {}) };
  }
  if (message.role === 'tool') {
    return { role: message.role, tool_call_id: message.tool_call_id, content: message.content };
  }
  return { role: message.role, content: message.content };
}
