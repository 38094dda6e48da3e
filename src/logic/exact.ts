/** Questions in a small exact grammar: unlovely, but each parses back to the formula it came from. */
import { TaskError } from '../errors.ts';
import type { AskedFormula } from './asked.ts';
import { type Formula, related, type TopFormula, type WhereFormula } from './formula.ts';

/**
 * ```
 * question = "Which are " set "?" | "How many are " set "?" | "Is " entity " among " set "?"
 *          | "What are " "[" wording "]" { ", [" wording "]" } " of each of " set "?"
 * set      = entity | "the [" wording "] of " set | "those whose [" wording "] is in " set | "members of [" class "]"
 *          | "(" set { " and " set | " and not " set } ")" | "(" set { " or " set } ")"
 *          | "those of " set " with [" wording "] " comparison " " JSON string "^^" JSON string
 *          | "the " number (" largest" | " smallest") " by [" wording "] of " set
 * comparison = "below" | "at most" | "equal to" | "at least" | "above"
 * entity   = JSON string: the name of an anchor
 * ```
 * Wordings, class labels and anchor names must each be unique in what they are looked up in.
 */
export interface Lexicon {
  relation(iri: string): string;
  entity(iri: string): string;
  className(iri: string): string;
}

/** The way back: undefined where a word is unknown. */
export interface Reader {
  relation(wording: string): string | undefined;
  entity(name: string): string | undefined;
  className(label: string): string | undefined;
}

export function exactQuestion(formula: AskedFormula, lexicon: Lexicon): string {
  if ('count' in formula) return `How many are ${exactSet(formula.count, lexicon)}?`;
  if ('among' in formula) {
    const entity = JSON.stringify(lexicon.entity(formula.is));
    return `Is ${entity} among ${exactSet(formula.among, lexicon)}?`;
  }
  if ('table' in formula) {
    const columns = formula.table.map((relation) => `[${lexicon.relation(relation)}]`).join(', ');
    return `What are ${columns} of each of ${exactSet(formula.of, lexicon)}?`;
  }
  return `Which are ${exactSet(formula, lexicon)}?`;
}

function exactSet(formula: Formula, lexicon: Lexicon): string {
  if ('entity' in formula) return JSON.stringify(lexicon.entity(formula.entity));
  if ('class' in formula) return `members of [${lexicon.className(formula.class)}]`;
  if ('relation' in formula) {
    const wording = lexicon.relation(formula.relation);
    const of = exactSet(formula.of, lexicon);
    return formula.inverse ? `those whose [${wording}] is in ${of}` : `the [${wording}] of ${of}`;
  }
  if ('or' in formula) return `(${formula.or.map((part) => exactSet(part, lexicon)).join(' or ')})`;
  if ('not' in formula) return `not ${exactSet(formula.not, lexicon)}`;
  if ('where' in formula) return exactWhere(formula, lexicon);
  if ('top' in formula) {
    const { top, by, order, of } = formula;
    return `the ${top} ${order} by [${lexicon.relation(by)}] of ${exactSet(of, lexicon)}`;
  }
  return `(${formula.and.map((part) => exactSet(part, lexicon)).join(' and ')})`;
}

const COMPARISON_WORDS = { '<': 'below', '<=': 'at most', '=': 'equal to', '>=': 'at least', '>': 'above' } as const;

function exactWhere({ where: { relation, is, value, datatype }, of }: WhereFormula, lexicon: Lexicon): string {
  const compared = `${COMPARISON_WORDS[is]} ${JSON.stringify(value)}^^${JSON.stringify(datatype)}`;
  return `those of ${exactSet(of, lexicon)} with [${lexicon.relation(relation)}] ${compared}`;
}

/**
 * The formula that an exact question states.
 *
 * @throws TaskError `exact_question` with the place where it stops following the grammar.
 */
export function parseExactQuestion(question: string, reader: Reader): AskedFormula {
  const cursor = { text: question, at: 0 };
  const formula = parseAsked(cursor, reader);
  expect(cursor, '?');
  if (cursor.at !== question.length) fail(cursor, 'the end');
  return formula;
}

function parseAsked(cursor: Cursor, reader: Reader): AskedFormula {
  if (accept(cursor, 'How many are ')) return { count: parseSet(cursor, reader) };
  if (accept(cursor, 'Is ')) {
    const { entity } = parseEntity(cursor, reader);
    expect(cursor, ' among ');
    return { among: parseSet(cursor, reader), is: entity };
  }
  if (accept(cursor, 'What are [')) return parseTable(cursor, reader);
  expect(cursor, 'Which are ');
  return parseSet(cursor, reader);
}

function parseTable(cursor: Cursor, reader: Reader): AskedFormula {
  const table = [bracketed(cursor, reader.relation)];
  while (accept(cursor, ', [')) table.push(bracketed(cursor, reader.relation));
  expect(cursor, ' of each of ');
  return { table, of: parseSet(cursor, reader) };
}

interface Cursor {
  readonly text: string;
  at: number;
}

function fail({ text, at }: Cursor, expected: string): never {
  throw new TaskError(
    'exact_question',
    `expected ${expected} at character ${at + 1}, got ${JSON.stringify(text.slice(at, at + 40))}`,
  );
}

function accept(cursor: Cursor, word: string): boolean {
  if (!cursor.text.startsWith(word, cursor.at)) return false;
  cursor.at += word.length;
  return true;
}

function expect(cursor: Cursor, word: string): void {
  if (!accept(cursor, word)) fail(cursor, JSON.stringify(word));
}

/** Reads up to the closing bracket; wordings hold no brackets. */
function bracketed(cursor: Cursor, read: (word: string) => string | undefined): string {
  const end = cursor.text.indexOf(']', cursor.at);
  const word = cursor.text.slice(cursor.at, end === -1 ? cursor.at : end);
  const found = read(word) ?? fail(cursor, 'a known wording');
  cursor.at = end;
  expect(cursor, ']');
  return found;
}

function parseSet(cursor: Cursor, reader: Reader): Formula {
  if (accept(cursor, 'the [')) {
    const relation = bracketed(cursor, reader.relation);
    expect(cursor, ' of ');
    return related(relation, false, parseSet(cursor, reader));
  }
  if (accept(cursor, 'those of ')) return parseWhere(cursor, reader);
  const ranked = ranking(cursor);
  if (ranked !== undefined) {
    const by = bracketed(cursor, reader.relation);
    expect(cursor, ' of ');
    return { ...ranked, by, of: parseSet(cursor, reader) } satisfies TopFormula;
  }
  if (accept(cursor, 'those whose [')) {
    const relation = bracketed(cursor, reader.relation);
    expect(cursor, ' is in ');
    return related(relation, true, parseSet(cursor, reader));
  }
  if (accept(cursor, 'members of [')) return { class: bracketed(cursor, reader.className) };
  if (accept(cursor, 'not ')) return { not: parseSet(cursor, reader) };
  if (accept(cursor, '(')) return parseGroup(cursor, reader);
  return parseEntity(cursor, reader);
}

function parseGroup(cursor: Cursor, reader: Reader): Formula {
  const parts = [parseSet(cursor, reader)];
  const joint =
    [' and ', ' or '].find((word) => cursor.text.startsWith(word, cursor.at)) ?? fail(cursor, '" and " or " or "');
  while (accept(cursor, joint)) parts.push(parseSet(cursor, reader));
  expect(cursor, ')');
  return joint === ' and ' ? { and: parts } : { or: parts };
}

const RANKING = /the ([1-9]\d{0,5}) (largest|smallest) by \[/uy;

function ranking(cursor: Cursor): Pick<TopFormula, 'top' | 'order'> | undefined {
  RANKING.lastIndex = cursor.at;
  const match = RANKING.exec(cursor.text);
  if (match === null) return undefined;
  cursor.at += match[0].length;
  return { top: Number(match[1]), order: match[2] as TopFormula['order'] };
}

function parseWhere(cursor: Cursor, reader: Reader): Formula {
  const of = parseSet(cursor, reader);
  expect(cursor, ' with [');
  const relation = bracketed(cursor, reader.relation);
  expect(cursor, ' ');
  const words = Object.entries(COMPARISON_WORDS) as [WhereFormula['where']['is'], string][];
  const [is] = words.find(([, word]) => accept(cursor, `${word} `)) ?? fail(cursor, 'a comparison');
  const value = parseString(cursor, 'a value');
  expect(cursor, '^^');
  return { where: { relation, is, value, datatype: parseString(cursor, 'a datatype') }, of };
}

const JSON_STRING = /"(?:[^"\\]|\\.)*"/uy;

function parseEntity(cursor: Cursor, reader: Reader): { entity: string } {
  const { at } = cursor;
  const name = parseString(cursor, 'a set');
  return { entity: reader.entity(name) ?? fail({ ...cursor, at }, 'the name of an anchor') };
}

function parseString(cursor: Cursor, expected: string): string {
  JSON_STRING.lastIndex = cursor.at;
  const quoted = JSON_STRING.exec(cursor.text)?.[0] ?? fail(cursor, expected);
  cursor.at += quoted.length;
  return JSON.parse(quoted) as string;
}
