/** Reads one message of the Chat Completions API, its older form with one function call included. */
import type { Conversation } from './conversation.ts';
import { type Entry, entryOf, isEntry, listOf, parsed, textOf, textsOf } from './value.ts';

export function readMessage(message: Entry, within: Conversation, line: number): string | undefined {
  const role = textOf(message, 'role');
  const text = textsOf(message['content']).join('\n\n');
  switch (role) {
    case 'system':
    case 'developer':
      return undefined;
    case 'user':
      if (text.trim() !== '') within.ask(text.trim(), line);
      return undefined;
    case 'assistant':
      return readAssistant(message, text, within, line);
    case 'tool':
    case 'function':
      return readReply(message, within);
    default:
      return `expected a message with a role, got ${JSON.stringify(role ?? null)}`;
  }
}

function readAssistant(message: Entry, text: string, within: Conversation, line: number): string | undefined {
  const { turns } = within;
  const thought = textOf(message, 'reasoning_content') ?? textOf(message, 'reasoning');
  if (thought !== undefined) turns.think(within.turn(), thought, line);
  turns.say(within.turn(), text, line);
  const calls = listOf(message, 'tool_calls') ?? [];
  const older = entryOf(message, 'function_call');
  const reasons = [...calls, ...(older === undefined ? [] : [{ function: older }])].map((call) =>
    isEntry(call) ? readCall(call, within, line) : 'expected a call to be an object',
  );
  return reasons.find((reason) => reason !== undefined);
}

function readCall(call: Entry, within: Conversation, line: number): string | undefined {
  const called = entryOf(call, 'function') ?? call;
  const name = textOf(called, 'name');
  if (name === undefined) return 'expected a call to name a function';
  const id = textOf(call, 'id') ?? within.made();
  within.latest.set(name, id);
  const values = argumentsIn(called['arguments']);
  within.turns.call(within.turn(), { id, name, arguments: values, line }, within.id(id));
  return undefined;
}

/** An object, or the JSON text of one. */
export function argumentsIn(given: unknown): Entry | undefined {
  const value = typeof given === 'string' ? (given.trim() === '' ? {} : parsed(given)) : (given ?? {});
  return isEntry(value) ? value : undefined;
}

function readReply(message: Entry, within: Conversation): string | undefined {
  const id = textOf(message, 'tool_call_id') ?? within.latest.get(textOf(message, 'name') ?? '') ?? '';
  const failed = textOf(message, 'status') === 'error';
  return within.turns.reply(within.id(id), { content: message['content'], failed })
    ? undefined
    : 'a result belongs to no call that stands before it';
}
