/** Data flow: which call of a sample needed the results of which earlier ones, seen from arguments and observations alone. */
import { type JsonObject, questionOf, type Sample } from '../sample.ts';
import { conversationOf } from './conversation.ts';

/**
 * For each call the indexes, from 0 and ascending, of the earlier calls whose results it may have needed: those that showed
 * one of its arguments as a name, an id, a value, a number or a handle. A lone name in the words of the question was not needed
 * from a result that showed it among others; from one that held nothing else it was, for a chain may lead back to where it
 * began. An empty list may come from every earlier call, and what follows an observation that is no JSON may need that one.
 * Where in doubt a call needs too much: it is then only later than it might be.
 */
export function neededCalls(sample: Sample): readonly (readonly number[])[] {
  const question = questionOf(sample);
  const results: Shown[] = [];
  return conversationOf(sample).turns.flatMap(({ calls, observations }) => {
    // Calls of one turn were made before any of their results was there.
    const needed = calls.map((call) => {
      const values = Object.values(call.function.arguments);
      return results.flatMap((shown, at) => (values.some((value) => isNeeded(value, shown, question)) ? [at] : []));
    });
    results.push(...observations.map(shownBy));
    return needed;
  });
}

/** Whether no call needed the result of another one, so that all can be made from the question alone. */
export function isIndependent(sample: Sample): boolean {
  return neededCalls(sample).every((needed) => needed.length === 0);
}

/** What a result showed; undefined where it is no JSON. */
type Shown = { readonly texts: ReadonlySet<string>; readonly alone: boolean } | undefined;

/** Stands for an empty list among the texts of an argument; no text of a graph is a lone NUL. */
const EMPTY = '\u0000';

/** What a result says of itself; these are words of ours, not of the graph. */
const FRAME = new Set(['status', 'kind', 'total']);

function isNeeded(value: unknown, shown: Shown, question: string): boolean {
  if (shown === undefined) return true;
  const texts = [...textsIn(value)];
  if (!texts.some((text) => text === EMPTY || shown.texts.has(text))) return false;
  return shown.alone || typeof value !== 'string' || !isNamed(value, question);
}

/** Whether the words stand in a question, not as a part of longer words. */
function isNamed(text: string, question: string): boolean {
  for (let at = question.indexOf(text); at >= 0 && text !== ''; at = question.indexOf(text, at + 1)) {
    const around = `${question.slice(0, at).slice(-1)} ${question.slice(at + text.length).slice(0, 1)}`;
    if (!/[\p{L}\p{N}]/u.test(around)) return true;
  }
  return false;
}

function shownBy(observation: string): Shown {
  try {
    const result = JSON.parse(observation) as { readonly items?: unknown } | null;
    const items = result?.items;
    return { texts: new Set(textsIn(result, FRAME)), alone: !Array.isArray(items) || items.length < 2 };
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
    for (const [key, member] of Object.entries(value as JsonObject)) {
      if (!without.has(key)) yield* textsIn(member, without);
    }
  }
}
