/** The entries of a log: a JSON object a line, or the members of one JSON list that fills the file. */
import type { Line } from '../lines.ts';
import { type Entry, isEntry } from './value.ts';

/** Nobody nests a log so deeply; what does would exhaust the stack of whoever walks through it. */
const DEEPEST = 200;
/** Longest file that is one JSON value, in bytes; lines may be many more. */
const LARGEST_WHOLE = 256 * 1024 * 1024;

export interface ReadLine {
  readonly line: number;
  /** Undefined where it is none, and `reason` says why. */
  readonly value: Entry | undefined;
  readonly reason?: string;
}

/** Where the first line is no JSON by itself but begins like some, the whole file is taken for one value. */
export async function* entriesOf(lines: AsyncIterable<Line>): AsyncGenerator<ReadLine> {
  let whole: Whole | undefined;
  let first = true;
  for await (const { bytes, line } of lines) {
    const text = bytes?.toString('utf8').replace(/^\ufeff/u, '');
    if (whole !== undefined) {
      whole.add(text);
      continue;
    }
    if (text === undefined) {
      yield { line, value: undefined, reason: 'the line is too long' };
      continue;
    }
    if (text.trim() === '') continue;
    const read = [...readText(text, line)];
    if (first && read[0]?.value === undefined && /^\s*[[{]/u.test(text) && read[0]?.reason === NO_JSON)
      whole = wholeFrom(text, line);
    else yield* read;
    first = false;
  }
  if (whole !== undefined) yield* whole.read();
}

const NO_JSON = 'the line is no JSON';

function* readText(text: string, line: number): Generator<ReadLine> {
  if (depthOf(text) > DEEPEST) {
    yield { line, value: undefined, reason: 'the line is nested too deeply' };
    return;
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    yield { line, value: undefined, reason: NO_JSON };
    return;
  }
  for (const member of Array.isArray(value) ? value : [value]) {
    // A list within a list is a conversation.
    const one: unknown = Array.isArray(member) ? { messages: member } : member;
    yield isEntry(one) ? { line, value: one } : { line, value: undefined, reason: 'expected a JSON object' };
  }
}

interface Whole {
  add(text: string | undefined): void;
  read(): Generator<ReadLine>;
}

/** A file that is one value; where it turns out to be none, its lines are read by themselves after all. */
function wholeFrom(first: string, line: number): Whole {
  const texts: string[] = [first];
  let length = first.length;
  let fits = true;
  return {
    add(text) {
      length += (text ?? '').length + 1;
      fits &&= text !== undefined && length <= LARGEST_WHOLE;
      if (fits) texts.push(text ?? '');
    },
    *read() {
      if (!fits) yield { line, value: undefined, reason: `the file is one value of more than ${LARGEST_WHOLE} bytes` };
      else {
        const [one, ...more] = [...readText(texts.join('\n'), line)];
        if (one?.reason !== NO_JSON) yield* [one as ReadLine, ...more];
        else for (const [index, text] of texts.entries()) if (text.trim() !== '') yield* readText(text, line + index);
      }
    },
  };
}

/** How deeply a JSON text is nested, at most. */
function depthOf(text: string): number {
  let [depth, deepest] = [0, 0];
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (quoted) {
      if (unit === BACKSLASH) at += 1;
      else if (unit === QUOTE) quoted = false;
    } else if (unit === QUOTE) quoted = true;
    else if (unit === OPEN_LIST || unit === OPEN_OBJECT) {
      depth += 1;
      if (depth > deepest) deepest = depth;
    } else if (unit === CLOSE_LIST || unit === CLOSE_OBJECT) depth -= 1;
  }
  return deepest;
}

const [QUOTE, BACKSLASH, OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [0x22, 0x5c, 0x5b, 0x5d, 0x7b, 0x7d];
