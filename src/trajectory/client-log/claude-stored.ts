/** Reads the sessions that Claude Code keeps: entries that name the one before them, so that they form a tree. */
import { askedIn, readAssistant, readReplies } from './claude-content.ts';
import type { ReadEntry } from './log.ts';
import type { Turns } from './turns.ts';
import { entryOf, textOf } from './value.ts';

/**
 * An entry belongs to the turn of the one before it in the tree: a session that was taken back or resumed in two places is told apart.
 * What was made up when a session was compacted, notes of the client and what it shows only to itself are no questions. A
 * sub-agent's entries (`isSidechain`) form trees of their own.
 */
export function claudeStored(turns: Turns): ReadEntry {
  /** By entry. */
  const turnOf = new Map<string, string>();
  /** The turn that was begun last, of the session and of each sub-agent. */
  const latest = new Map<string, string>();

  return (entry, line) => {
    const uuid = textOf(entry, 'uuid');
    if (uuid === undefined) return undefined;
    // A resumed session repeats what it goes on from.
    if (turnOf.has(uuid)) return undefined;
    const subagent = entry['isSidechain'] === true;
    const thread = subagent ? `agent ${textOf(entry, 'agentId') ?? textOf(entry, 'sessionId') ?? ''}` : 'session';
    const before = turnOf.get(textOf(entry, 'parentUuid') ?? textOf(entry, 'logicalParentUuid') ?? '');
    const type = textOf(entry, 'type');
    const version = textOf(entry, 'version');
    if (version !== undefined) turns.name('claude-code', version);
    const asked = type === 'user' ? questionIn(entry) : undefined;
    const turn = asked === undefined ? (before ?? latest.get(thread) ?? uuid) : uuid;
    turnOf.set(uuid, turn);
    latest.set(thread, turn);
    if (asked !== undefined) turns.ask(turn, asked, line, subagent);
    else if (type === 'user') return readResults(entry);
    else if (type === 'assistant' && entry['isApiErrorMessage'] !== true)
      return readAssistant(entry['message'], turn, line, turns);
    return undefined;
  };

  function readResults(entry: Parameters<ReadEntry>[0]): string | undefined {
    const message = entryOf(entry, 'message');
    if (message === undefined) return 'expected a user entry to have a message';
    const replies = readReplies(message, turns);
    return replies === undefined || replies.unknown === 0
      ? undefined
      : 'a result belongs to no call that stands before it';
  }
}

function questionIn(entry: Parameters<ReadEntry>[0]): string | undefined {
  const made = ['isMeta', 'isCompactSummary', 'isVisibleInTranscriptOnly'].some((mark) => entry[mark] === true);
  const message = entryOf(entry, 'message');
  const results =
    Array.isArray(message?.['content']) &&
    message['content'].some((block: unknown) => typeof block === 'object' && block !== null && 'tool_use_id' in block);
  return made || results ? undefined : askedIn(message);
}
