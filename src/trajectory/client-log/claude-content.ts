/** The content of Claude's messages, which its two kinds of logs share: text, thoughts, calls and what they gave. */

import type { Turns } from './turns.ts';
import { entryOf, isEntry, listOf, textOf, textsOf } from './value.ts';

/** What the agent says, thinks and calls, in its order. @returns why a part could not be read */
export function readAssistant(message: unknown, turn: string, line: number, turns: Turns): string | undefined {
  if (!isEntry(message)) return 'expected an assistant entry to have a message';
  const content = message['content'];
  if (typeof content === 'string') {
    turns.say(turn, content, line);
    return undefined;
  }
  if (!Array.isArray(content)) return 'expected the content of a message to be a text or a list of blocks';
  const reasons = content.map((block) => readBlock(block, turn, line, turns));
  return reasons.find((reason) => reason !== undefined);
}

function readBlock(block: unknown, turn: string, line: number, turns: Turns): string | undefined {
  if (!isEntry(block)) return 'expected a block of content to be an object';
  const type = textOf(block, 'type');
  if (type === 'text') {
    const text = textOf(block, 'text');
    if (text === undefined) return 'expected a block of text to have one';
    turns.say(turn, text, line);
  } else if (type === 'thinking') turns.think(turn, textOf(block, 'thinking') ?? '', line);
  // Tools that run where the model does (`server_tool_use`, `mcp_tool_use`) leave no result of ours: they are named.
  else if (type?.endsWith('tool_use') === true) {
    const [id, name] = [textOf(block, 'id'), textOf(block, 'name')];
    if (id === undefined || name === undefined) return 'expected a call to have an id and a name';
    turns.call(turn, { id, name, arguments: entryOf(block, 'input'), line });
  }
  return undefined;
}

/** What calls gave, in a user's message; undefined where it holds none. */
export function readReplies(message: unknown, turns: Turns): { readonly unknown: number } | undefined {
  const blocks = (isEntry(message) ? (listOf(message, 'content') ?? []) : []).filter(isEntry);
  const replies = blocks.filter((block) => textOf(block, 'type') === 'tool_result');
  if (replies.length === 0) return undefined;
  let unknown = 0;
  for (const reply of replies) {
    const known = turns.reply(textOf(reply, 'tool_use_id') ?? '', {
      content: reply['content'],
      failed: reply['is_error'] === true,
    });
    if (!known) unknown += 1;
  }
  return { unknown };
}

/** What Claude Code puts into users' messages by itself. */
const ADDED = /<(system-reminder|ide_[a-z_]+|local-command-[a-z]+)>[\s\S]*?<\/\1>/gu;
const NOT_ASKED =
  /^(?:<(?:command-|local-command-|bash-|task-notification|user-memory-input)|\[Request interrupted|Caveat: The messages below)/u;
/** A prompt of a server, called as a command: what stands behind it is what the user wrote. */
const PROMPT = /<command-name>\/mcp__[^<]*<\/command-name>/u;
const PROMPT_ARGUMENTS = /<command-args>([\s\S]*?)<\/command-args>/u;

/** What a user asked, without what the client added; undefined where nobody asked anything. */
export function askedIn(message: unknown): string | undefined {
  if (!isEntry(message)) return undefined;
  const text = textsOf(message['content']).join('\n\n').replace(ADDED, '').trim();
  if (PROMPT.test(text)) return PROMPT_ARGUMENTS.exec(text)?.[1]?.trim() || undefined;
  return text === '' || NOT_ASKED.test(text) ? undefined : text;
}
