/** Reads what `claude -p --output-format stream-json --verbose` writes: one event a line, messages a block at a time. */
import { askedIn, readAssistant, readReplies } from './claude-content.ts';
import type { ReadEntry } from './log.ts';
import type { Turns } from './turns.ts';
import { entryOf, textOf } from './value.ts';

/**
 * What was asked stands in the stream only where the client was told to repeat it (`--replay-user-messages`); where it does not, a
 * turn ends with its `result`. What a sub-agent does carries the id of the call that set it to work, and is a turn of its own.
 */
export function claudeStream(turns: Turns): ReadEntry {
  let turn = 0;
  let begun = false;
  let session: string | undefined;

  const keyOf = (thread: string | undefined): string => thread ?? `turn ${turn}`;

  /** The turn of an event; that of a sub-agent begins with what it was told to do. */
  function turnOf(thread: string | undefined, line: number): string {
    const key = keyOf(thread);
    if (thread === undefined) begun = true;
    else if (!turns.has(key)) turns.ask(key, textOf(turns.argumentsOf(thread) ?? {}, 'prompt'), line, true);
    return key;
  }

  function next(): void {
    if (begun) turn += 1;
    begun = false;
  }

  return (entry, line) => {
    const type = textOf(entry, 'type');
    const thread = textOf(entry, 'parent_tool_use_id');
    const of = textOf(entry, 'session_id');
    if (of !== undefined) {
      if (session !== undefined && of !== session) next();
      session = of;
    }
    if (type === 'system') {
      if (textOf(entry, 'subtype') === 'init')
        turns.name('claude-code', textOf(entry, 'claude_code_version') ?? 'unknown');
    } else if (type === 'assistant') {
      return readAssistant(entry['message'], turnOf(thread, line), line, turns);
    } else if (type === 'user') {
      return readUser(entry, thread, line);
    } else if (type === 'result') {
      const words = textOf(entry, 'subtype') === 'success' ? textOf(entry, 'result') : undefined;
      if (words !== undefined) turns.end(turnOf(undefined, line), words, line);
      next();
    }
    return undefined;
  };

  function readUser(entry: Parameters<ReadEntry>[0], thread: string | undefined, line: number): string | undefined {
    const message = entryOf(entry, 'message');
    if (message === undefined) return 'expected a user entry to have a message';
    const replies = readReplies(message, turns);
    if (replies !== undefined)
      return replies.unknown === 0 ? undefined : 'a result belongs to no call that stands before it';
    if (entry['isSynthetic'] === true) return undefined;
    const asked = askedIn(message);
    if (asked === undefined || (thread !== undefined && turns.has(thread))) return undefined;
    if (thread === undefined) {
      next();
      begun = true;
    }
    turns.ask(keyOf(thread), asked, line, thread !== undefined);
    return undefined;
  }
}
