/** Rows in the Hermes function-calling layout: tags in plain text, the form that Qwen's chat templates speak too. */
import type { JsonObject, Sample } from '../sample.ts';
import { conversationOf, type Turn, whollyLearned } from './conversation.ts';
import type { Format } from './format.ts';
import { listText } from './list-text.ts';

/** `{id, conversations, tools}`; the tools stand in the system text as well, which every row therefore has. */
export const hermes: Format = {
  name: 'hermes',
  reader: 'trainers of Hermes- and Qwen-style models (ShareGPT turns, nothing left to render)',
  spec: 'NousResearch hermes-function-calling-v1: func_calling, the Hermes 2 Pro prompt format',
  extension: 'jsonl',
  columns: [
    { name: 'id', type: 'string' },
    { name: 'conversations', type: { listOf: ['from', 'value'] } },
    { name: 'tools', type: 'string' },
  ],
  rows: whollyLearned((sample) => {
    const { question, turns, answer } = conversationOf(sample);
    const conversations = [
      { from: 'system', value: systemText(sample) },
      { from: 'human', value: question },
      ...turns.flatMap(toTurns),
      { from: 'gpt', value: answer },
    ];
    return [{ id: sample.id, conversations, tools: listText(sample.tools) }];
  }),
};

function systemText(sample: Sample): string {
  const { system } = conversationOf(sample);
  return [
    ...(system === '' ? [] : [system, '']),
    'You may call functions. Their signatures stand between <tools> and </tools>:',
    tagged('tools', [listText(sample.tools)]),
    'For each call write a JSON object with the name of the function and its arguments between the tags:',
    '<tool_call>\n{"name": <function-name>, "arguments": <arguments-object>}\n</tool_call>',
  ].join('\n');
}

function toTurns({ thought, calls, observations }: Turn): JsonObject[] {
  const said = calls.map((call) => tagged('tool_call', [JSON.stringify(call.function)]));
  const seen = observations.map((text, index) => {
    const name = JSON.stringify(calls[index]?.function.name ?? '');
    return tagged('tool_response', [`{"name":${name},"content":${asJson(text)}}`]);
  });
  return [
    { from: 'gpt', value: [...(thought === '' ? [] : [thought]), ...said].join('\n') },
    { from: 'tool', value: seen.join('\n') },
  ];
}

/** A value that holds a closing tag would end the block: JSON may write a slash as `\/`, and reads it as the same value. */
function tagged(tag: string, jsonLines: readonly string[]): string {
  return [`<${tag}>`, ...jsonLines.map((json) => json.replaceAll('</', '<\\/')), `</${tag}>`].join('\n');
}

/** An observation as JSON: itself where it is JSON already, else as a string. */
function asJson(text: string): string {
  try {
    JSON.parse(text);
    return text;
  } catch {
    return JSON.stringify(text);
  }
}
