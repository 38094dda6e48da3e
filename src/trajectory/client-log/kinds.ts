/** The kinds of logs, each with its reader and what gives it away. */
import { claudeStored } from './claude-stored.ts';
import { claudeStream } from './claude-stream.ts';
import type { LogKind, ReadEntry } from './log.ts';
import { openAi } from './openai.ts';
import { isItem } from './openai-item.ts';
import type { Turns } from './turns.ts';
import { type Entry, textOf } from './value.ts';

export const READERS: Readonly<Record<LogKind, (turns: Turns) => ReadEntry>> = {
  'claude-stream': claudeStream,
  'claude-stored': claudeStored,
  openai: openAi,
};

/** The members by which an OpenAI-style entry that wraps others is known. */
const WRAPPERS = ['messages', 'choices', 'input', 'output', 'request', 'body'];

/** The kind that an entry gives away; undefined where it might be of any, or of none. */
export function kindOf(entry: Entry): LogKind | undefined {
  const has = (name: string): boolean => Object.hasOwn(entry, name);
  const type = textOf(entry, 'type');
  if (has('parentUuid') || (has('sessionId') && type !== undefined)) return 'claude-stored';
  if (type === 'system' || type === 'assistant' || type === 'user' || type === 'result')
    return has('session_id') || has('subtype') || has('message') ? 'claude-stream' : undefined;
  if (textOf(entry, 'role') !== undefined || isItem(entry)) return 'openai';
  return type === undefined && WRAPPERS.some(has) ? 'openai' : undefined;
}
