/** Reads one item of the Responses API: messages, reasoning, calls and their output, calls of hosted MCP servers included. */
import type { Conversation } from './conversation.ts';
import { argumentsIn, readMessage } from './openai-message.ts';
import { type Entry, listOf, textOf, textsOf } from './value.ts';

const ITEMS = new Set(['message', 'reasoning', 'function_call', 'function_call_output', 'mcp_call', 'mcp_list_tools']);

export function isItem(entry: Entry): boolean {
  const type = textOf(entry, 'type') ?? '';
  return ITEMS.has(type) || isHostedCall(type);
}

/** `web_search_call`, `file_search_call`, `code_interpreter_call`: tools that run where the model does. */
function isHostedCall(type: string): boolean {
  return type.endsWith('_call') && !ITEMS.has(type);
}

export function readItem(item: Entry, within: Conversation, line: number): string | undefined {
  const { turns } = within;
  const type = textOf(item, 'type') ?? '';
  switch (type) {
    case 'message':
      return readMessage(item, within, line);
    case 'reasoning':
      turns.think(within.turn(), textsOf(listOf(item, 'summary')).join('\n\n'), line);
      return undefined;
    case 'function_call':
    case 'mcp_call':
      return readCall(item, within, line);
    case 'function_call_output': {
      const reply = { content: item['output'], failed: textOf(item, 'status') === 'incomplete' };
      return turns.reply(within.id(textOf(item, 'call_id') ?? ''), reply)
        ? undefined
        : 'a result belongs to no call that stands before it';
    }
    default:
      if (isHostedCall(type)) readHosted(item, type, within, line);
      return undefined;
  }
}

function readHosted(item: Entry, type: string, within: Conversation, line: number): void {
  const id = textOf(item, 'call_id') ?? textOf(item, 'id') ?? within.made();
  const name = textOf(item, 'name') ?? type.slice(0, -'_call'.length);
  within.turns.call(within.turn(), { id, name, arguments: undefined, line }, within.id(id));
}

/** A hosted server's call stands in one item with what it gave. */
function readCall(item: Entry, within: Conversation, line: number): string | undefined {
  const [id, name] = [textOf(item, 'call_id') ?? textOf(item, 'id'), textOf(item, 'name')];
  if (id === undefined || name === undefined) return 'expected a call to have an id and a name';
  const server = textOf(item, 'server_label');
  const full = server === undefined ? name : `mcp__${server}__${name}`;
  const values = argumentsIn(item['arguments']);
  within.turns.call(within.turn(), { id, name: full, arguments: values, line }, within.id(id));
  if (textOf(item, 'output') !== undefined || textOf(item, 'error') !== undefined) {
    const failed = textOf(item, 'error') !== undefined;
    within.turns.reply(within.id(id), { content: textOf(item, 'output') ?? textOf(item, 'error'), failed });
  }
  return undefined;
}
