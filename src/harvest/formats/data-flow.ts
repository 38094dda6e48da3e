/** Data flow: which call of a sample needed the results of which earlier ones, seen from arguments and observations alone. */
import { callsOf, type JsonObject, questionOf, type Sample } from '../sample.ts';
import { conversationOf } from './conversation.ts';

/**
 * For each call the indexes, from 0 and ascending, of the earlier calls whose results it needed. An argument is free if it was
 * named in the question (an anchor by any of its names, or the very words); else it is needed from every earlier call that
 * showed it as a name, an id, a value, a number or a handle. An empty list is taken to come from every earlier call, and what
 * follows an observation that is no JSON to need that one. Where in doubt a call needs too much: it is then only later than it might be.
 */
export function neededCalls(sample: Sample): readonly (readonly number[])[] {
  const free = freeTexts(sample);
  const shown = conversationOf(sample).turns.flatMap(({ observations }) => observations.map(shownTexts));
  return callsOf(sample).map((call, index) => {
    const given = [...textsIn(call.function.arguments)].filter((text) => !free(text));
    const earlier = shown.slice(0, index).map((texts, at) => ({ texts, at }));
    return earlier
      .filter(({ texts }) => texts === undefined || given.some((text) => text === EMPTY || texts.has(text)))
      .map(({ at }) => at);
  });
}

/** Whether every call could be made from the question alone. */
export function isIndependent(sample: Sample): boolean {
  return neededCalls(sample).every((needed) => needed.length === 0);
}

/** Stands for an empty list among the texts of an argument; no text of a graph is a lone NUL. */
const EMPTY = '\u0000';

/** What a result says of itself; these are words of ours, not of the graph. */
const FRAME = new Set(['status', 'kind', 'total']);

function freeTexts(sample: Sample): (text: string) => boolean {
  const { anchors } = sample.provenance;
  const names = new Set(anchors.flatMap(({ id, iri, label }) => [id, iri, label]));
  const question = questionOf(sample);
  return (text) => names.has(text) || isNamed(text, question);
}

/** Whether the words stand in a question, not as a part of longer words. */
function isNamed(text: string, question: string): boolean {
  for (let at = question.indexOf(text); at >= 0 && text !== ''; at = question.indexOf(text, at + 1)) {
    const around = `${question.slice(0, at).slice(-1)} ${question.slice(at + text.length).slice(0, 1)}`;
    if (!/[\p{L}\p{N}]/u.test(around)) return true;
  }
  return false;
}

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
