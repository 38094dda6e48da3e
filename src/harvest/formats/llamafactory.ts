/** Rows for LLaMA-Factory: ShareGPT turns, with the entry of `dataset_info.json` that makes it find them. */
import type { JsonObject, ToolCall } from '../sample.ts';
import { conversationOf, type Turn, whollyLearned } from './conversation.ts';
import type { CompanionInput, Format } from './format.ts';
import { listText } from './list-text.ts';

/**
 * `{id, conversations, system, tools}`. Human and observation stand at odd places, function_call and gpt at even ones; several
 * calls of one turn are a JSON array in one value, and so are their results. `system` is empty where there is none, so that
 * every row has each column.
 */
export const llamafactory: Format = {
  name: 'llamafactory',
  reader: 'LLaMA-Factory (give that folder as `dataset_dir`)',
  spec: 'LLaMA-Factory 0.9.5, data/README.md and data/converter.py: sharegpt',
  extension: 'jsonl',
  columns: [
    { name: 'id', type: 'string' },
    { name: 'conversations', type: { listOf: ['from', 'value'] } },
    { name: 'system', type: 'string' },
    { name: 'tools', type: 'string' },
  ],
  rows: whollyLearned((sample) => {
    const { system, question, turns, answer } = conversationOf(sample);
    const said = [{ from: 'human', value: question }, ...turns.flatMap(toTurns), { from: 'gpt', value: answer }];
    const tools = listText(sample.tools.map((tool) => tool.function));
    return [{ id: sample.id, conversations: said, system, tools }];
  }),
  companions: (input) => [{ path: 'dataset_info.json', text: `${JSON.stringify(datasetInfo(input), undefined, 2)}\n` }],
};

function toTurns({ thought, calls, observations }: Turn): JsonObject[] {
  const [only = ''] = observations;
  const called = callText(calls);
  return [
    // With something said before it, the loader finds the JSON by these tags.
    { from: 'function_call', value: thought === '' ? called : `${thought}\n<tool_call>${called}</tool_call>` },
    { from: 'observation', value: observations.length > 1 ? JSON.stringify(observations) : only },
  ];
}

/** `<` is written as `\u003c`, which JSON reads as the same: the loader would take tags in an argument for its own. */
function callText(calls: readonly ToolCall[]): string {
  const said = calls.map((call) => ({ name: call.function.name, arguments: call.function.arguments }));
  return JSON.stringify(said.length === 1 ? said[0] : said).replaceAll('<', '\\u003c');
}

function datasetInfo({ config, splits, extension = 'jsonl' }: CompanionInput): JsonObject {
  return Object.fromEntries(
    splits.map((split) => [
      `${config.replaceAll('-', '_')}_${split}`,
      {
        file_name: `${split}.${extension}`,
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
