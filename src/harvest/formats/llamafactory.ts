/** Rows for LLaMA-Factory: ShareGPT turns, with the entry of `dataset_info.json` that makes it find them. */
import { isCallMessage, type JsonObject, type Message, type ToolCall } from '../sample.ts';
import type { CompanionInput, Format } from './format.ts';

/**
 * `{id, conversations, system, tools}`. Human and observation stand at odd places, function_call and gpt at even ones; several
 * calls of one turn are a JSON array in one value. `system` is empty where there is none, so that every row has each column.
 */
export const llamafactory: Format = {
  name: 'llamafactory',
  reader: 'LLaMA-Factory (give that folder as `dataset_dir`)',
  extension: 'jsonl',
  columns: [
    { name: 'id', type: 'string' },
    { name: 'conversations', type: { listOf: ['from', 'value'] } },
    { name: 'system', type: 'string' },
    { name: 'tools', type: 'string' },
  ],
  convert: ({ id, messages, tools }) => ({
    id,
    conversations: messages.filter(({ role }) => role !== 'system').map(toTurn),
    system: messages.find(({ role }) => role === 'system')?.content ?? '',
    tools: JSON.stringify(tools.map((tool) => tool.function)),
  }),
  companions: (input) => [{ path: 'dataset_info.json', text: `${JSON.stringify(datasetInfo(input), undefined, 2)}\n` }],
};

function toTurn(message: Message): JsonObject {
  if (isCallMessage(message)) return { from: 'function_call', value: callText(message.tool_calls) };
  if (message.role === 'tool') return { from: 'observation', value: message.content };
  return { from: message.role === 'user' ? 'human' : 'gpt', value: message.content };
}

function callText(calls: readonly ToolCall[]): string {
  const said = calls.map((call) => ({ name: call.function.name, arguments: call.function.arguments }));
  return JSON.stringify(said.length === 1 ? said[0] : said);
}

function datasetInfo({ config, splits }: CompanionInput): JsonObject {
  return Object.fromEntries(
    splits.map((split) => [
      `${config.replaceAll('-', '_')}_${split}`,
      {
        file_name: `${split}.jsonl`,
        formatting: 'sharegpt',
        columns: { messages: 'conversations', system: 'system', tools: 'tools' },
        tags: {
          role_tag: 'from',
          content_tag: 'value',
          user_tag: 'human',
          assistant_tag: 'gpt',
          function_tag: 'function_call',
          observation_tag: 'observation',
        },
      },
    ]),
  );
}
