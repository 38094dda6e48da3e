/** The last message of a sample: an answer in a sentence that names every gold answer, and the reader that checks it. */
import type { Random } from '../logic/random.ts';
import { isPlain, readNames, readQuoted, writeBullets, writeInline } from './name-list.ts';
import { readRows, type SaidRow, writeRows } from './table-lines.ts';

/** Draws nothing: always the first phrasing, the plainest. */
export const PLAINEST: Random = {
  next: () => 0,
  integer: () => 0,
  choose: <T>(list: readonly T[]) => list[0] as T,
  shuffle: <T>(list: readonly T[]) => [...list],
};

/** What is answered. `names` are labels, or values in their lexical form; none at all is the answer "none". */
export type SaidAnswer =
  | { readonly kind: 'names'; readonly names: readonly string[] }
  | { readonly kind: 'number'; readonly number: number }
  | { readonly kind: 'boolean'; readonly boolean: boolean }
  | { readonly kind: 'rows'; readonly rows: readonly SaidRow[] }
  | { readonly kind: 'value'; readonly value: string; readonly unit?: string };

/** Beginnings before one name, before a list within the sentence, and before a list of lines. `#` stands for how many. */
const ONE = ['The answer is ', 'It is ', 'I found one answer: ', 'There is one: '] as const;
const INLINE = ['The answers are ', 'They are ', 'There are #: ', 'I found # answers: '] as const;
const LINES = ['The answers are:', 'There are # answers:', 'I found these #:'] as const;
const VALUE = ['The value is ', 'The value given is '] as const;
const TABLE = ['One line each:', 'This is the table:', 'This is what is stated:'] as const;
const NONE = ['There is none.', 'None: nothing fits.', 'I found none.'] as const;
const NUMBER = [/^The total is (\S+)\.$/u, /^The number is (\S+)\.$/u, /^That makes (\S+)\.$/u] as const;
const NUMBER_TEXTS = ['The total is #.', 'The number is #.', 'That makes #.'] as const;
/** Whichever verb the question begins with: "Did …?" is not answered by "Yes, it is." */
const YES = ['Yes.', 'Yes, that is so.', 'Yes, that is right.'] as const;
const NO = ['No.', 'No, that is not so.', 'No, that is not right.'] as const;

/** Lists from here on may be written as lines; longer ones than {@link LONGEST_INLINE} always are. */
const SHORTEST_LINES = 4;
const LONGEST_INLINE = 8;

/** Words an answer in one of several phrasings. Every one of them reads back to exactly this answer, whatever the names hold. */
export function answerSentence(answer: SaidAnswer, random: Random): string {
  switch (answer.kind) {
    case 'number':
      return random.choose(NUMBER_TEXTS).replace('#', () => String(answer.number));
    case 'boolean':
      return random.choose(answer.boolean ? YES : NO);
    case 'value':
      return `${random.choose(VALUE)}${writeValue(answer.value, answer.unit)}`;
    case 'rows':
      return `${random.choose(TABLE)}\n${writeRows(answer.rows)}`;
    case 'names':
      return drawNames(answer.names, random);
  }
}

function drawNames(names: readonly string[], random: Random): string {
  if (names.length === 0) return random.choose(NONE);
  const count = String(names.length);
  if (names.length === 1) return `${random.choose(ONE)}${writeInline(names)}`;
  const lines = names.length >= SHORTEST_LINES && random.integer(2) === 0;
  if (lines || names.length > LONGEST_INLINE || !names.every(isPlain)) {
    return `${random.choose(LINES).replace('#', count)}\n${writeBullets(names)}`;
  }
  return `${random.choose(INLINE).replace('#', count)}${writeInline(names)}`;
}

function writeValue(value: string, unit: string | undefined): string {
  const written = isPlain(value) && !/\s/u.test(value) ? value : JSON.stringify(value);
  const whole = unit === undefined ? written : `${written} ${unit}`;
  return whole.endsWith('"') ? whole : `${whole}.`;
}

/** The answer that a sentence of {@link answerSentence} names, or undefined where it is no such sentence. */
export function readAnswerSentence(sentence: string): SaidAnswer | undefined {
  if (isOneOf(NONE, sentence)) return { kind: 'names', names: [] };
  if (isOneOf(YES, sentence)) return { kind: 'boolean', boolean: true };
  if (isOneOf(NO, sentence)) return { kind: 'boolean', boolean: false };
  for (const pattern of NUMBER) {
    const number = Number(pattern.exec(sentence)?.[1] ?? Number.NaN);
    if (!Number.isNaN(number)) return { kind: 'number', number };
  }
  const table = TABLE.find((beginning) => sentence.startsWith(`${beginning}\n`));
  if (table !== undefined) {
    const rows = readRows(sentence.slice(table.length + 1));
    return rows && { kind: 'rows', rows };
  }
  const value = VALUE.find((beginning) => sentence.startsWith(beginning));
  if (value !== undefined) return readValue(sentence.slice(value.length));
  const names = readNames(sentence, { one: ONE, inline: INLINE, lines: LINES });
  return names === undefined ? undefined : { kind: 'names', names };
}

function isOneOf(phrasings: readonly string[], sentence: string): boolean {
  return phrasings.includes(sentence);
}

function readValue(written: string): SaidAnswer | undefined {
  const quoted = readQuoted(written);
  const match = /^(\S+?)(?: (.+))?\.$/su.exec(written);
  const value = quoted?.name ?? match?.[1];
  const unit = quoted === undefined ? match?.[2] : /^ (.+)\.$/su.exec(quoted.rest)?.[1];
  if (value === undefined) return undefined;
  return unit === undefined ? { kind: 'value', value } : { kind: 'value', value, unit };
}

/** Whether two answers say the same; names count as often as they occur, their order does not matter. */
export function sameAnswer(one: SaidAnswer | undefined, other: SaidAnswer): boolean {
  if (one?.kind !== other.kind) return false;
  if (one.kind === 'names' && other.kind === 'names') {
    return JSON.stringify([...one.names].sort()) === JSON.stringify([...other.names].sort());
  }
  if (one.kind === 'value' && other.kind === 'value') return one.value === other.value && one.unit === other.unit;
  return JSON.stringify(one) === JSON.stringify(other);
}
