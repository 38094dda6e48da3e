/** Reads OpenAI-style logs: messages of the Chat Completions API and items of the Responses API, in any of the usual wrappings. */
import { type Conversation, conversation } from './conversation.ts';
import type { ReadEntry } from './log.ts';
import { isItem, readItem } from './openai-item.ts';
import { readMessage } from './openai-message.ts';
import type { Turns } from './turns.ts';
import { type Entry, entryOf, isEntry, listOf, textOf } from './value.ts';

/**
 * An entry is a conversation (`{messages: […]}`, a request or a whole exchange as proxies log it, the input and output of a response) or a
 * message or item by itself; those that stand by themselves are one conversation.
 */
export function openAi(turns: Turns): ReadEntry {
  let conversations = 0;
  const begin = (): Conversation => {
    conversations += 1;
    return conversation(`conversation ${conversations}`, turns);
  };
  let single: Conversation | undefined;

  return (entry, line) => {
    const parts = partsOf(entry);
    if (parts === undefined) {
      single ??= begin();
      return readPart(entry, single, line);
    }
    const within = begin();
    const reasons = parts.map((part) =>
      isEntry(part) ? readPart(part, within, line) : 'expected a message to be an object',
    );
    return reasons.find((reason) => reason !== undefined);
  };
}

function readPart(part: Entry, within: Conversation, line: number): string | undefined {
  return isItem(part) ? readItem(part, within, line) : readMessage(part, within, line);
}

/** What a conversation consists of, in its order; undefined where the entry is a message or an item by itself. */
function partsOf(entry: Entry): readonly unknown[] | undefined {
  const asked = wrapped(entry, ['request', 'body']).find(
    (one) => listOf(one, 'messages') !== undefined || Object.hasOwn(one, 'input'),
  );
  const answered = wrapped(entry, ['response', 'completion']).find(
    (one) => listOf(one, 'choices') !== undefined || listOf(one, 'output') !== undefined,
  );
  if ((asked === undefined && answered === undefined) || textOf(entry, 'role') !== undefined || isItem(entry))
    return undefined;
  return [
    ...(asked === undefined ? [] : partsAsked(asked)),
    ...(answered === undefined ? [] : partsAnswered(answered)),
  ];
}

/** The entry itself, and what stands in it under these names. */
function wrapped(entry: Entry, names: readonly string[]): Entry[] {
  const within = names.map((name) => entryOf(entry, name)).filter((one) => one !== undefined);
  return [entry, ...within];
}

function partsAsked(request: Entry): readonly unknown[] {
  const input = request['input'];
  if (typeof input === 'string') return [{ role: 'user', content: input }];
  return listOf(request, 'messages') ?? listOf(request, 'input') ?? [];
}

function partsAnswered(response: Entry): readonly unknown[] {
  const [choice] = listOf(response, 'choices') ?? [];
  const message = isEntry(choice) ? choice['message'] : undefined;
  return message === undefined ? (listOf(response, 'output') ?? []) : [message];
}
