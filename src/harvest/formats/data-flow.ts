/** Data flow: which call of a sample needed the results of which earlier ones, seen from arguments and observations alone. */
import type { JsonObject, Sample } from '../sample.ts';
import { conversationOf } from './conversation.ts';

/**
 * For each call the indexes, from 0 and ascending, of the earlier calls whose results it may have needed: those that showed
 * one of its arguments as a name, an id, a value, a number or a handle. That the question names it too does not count, for a
 * chain may lead back to where it began. An empty list may come from every earlier call, and what follows an observation that
 * is no JSON may need that one. Where in doubt a call needs too much: it is then only later than it might be.
 */
export function neededCalls(sample: Sample): readonly (readonly number[])[] {
  const shown: { texts: ReadonlySet<string> | undefined; at: number }[] = [];
  return conversationOf(sample).turns.flatMap(({ calls, observations }) => {
    // Calls of one turn were made before any of their results was there.
    const needed = calls.map((call) => {
      const given = [...textsIn(call.function.arguments)];
      return shown
        .filter(({ texts }) => texts === undefined || given.some((text) => text === EMPTY || texts.has(text)))
        .map(({ at }) => at);
    });
    for (const text of observations) shown.push({ texts: shownTexts(text), at: shown.length });
    return needed;
  });
}

/** Whether no call needed the result of another one, so that all can be made from the question alone. */
export function isIndependent(sample: Sample): boolean {
  return neededCalls(sample).every((needed) => needed.length === 0);
}

/** Stands for an empty list among the texts of an argument; no text of a graph is a lone NUL. */
const EMPTY = '\u0000';

/** What a result says of itself; these are words of ours, not of the graph. */
const FRAME = new Set(['status', 'kind', 'total']);

function shownTexts(observation: string): ReadonlySet<string> | undefined {
  try {
    return new Set(textsIn(JSON.parse(observation), FRAME));
  } catch {
    return undefined;
  }
}

/** Every text and number in a value. */
function* textsIn(value: unknown, without: ReadonlySet<string> = new Set()): Generator<string> {
  if (typeof value === 'string' || typeof value === 'number') yield String(value);
  else if (Array.isArray(value)) {
    if (value.length === 0) yield EMPTY;
    for (const item of value) yield* textsIn(item, without);
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, member] of Object.entries(value as JsonObject))
      if (!without.has(key)) yield* textsIn(member, without);
  }
}
