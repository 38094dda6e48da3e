/** Test sets that somebody else will measure with: JSON lines in the common forms, read for their questions and texts. */
import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import { HarvestError } from '../errors.ts';
import { openLineFile } from './line-file.ts';

/** One row of a test set: what is asked, and what is said (by anybody but a tool or the system). */
export interface TestRow {
  readonly questions: readonly string[];
  readonly text: string;
}

/** A file as the card names it. */
export interface TestSet {
  readonly name: string;
  readonly sha256: string;
  readonly rows: number;
}

const ASKERS: ReadonlySet<unknown> = new Set(['user', 'human']);
const SPEAKERS: ReadonlySet<unknown> = new Set([...ASKERS, 'assistant', 'gpt', 'model']);
const TEXT_KEYS = ['text', 'question', 'prompt', 'instruction', 'query', 'input'] as const;

/**
 * Reads a file and gives each row on. Rows are `{messages: [{role, content}]}`, `{conversations: [{from, value}]}`, an object
 * with a text under "text", "question", "prompt", "instruction", "query" or "input", or a bare JSON string.
 *
 * @throws HarvestError `not_readable`, `test_set_form` for a line that is none of these
 */
export function readTestSet(path: string, take: (row: TestRow) => void): TestSet {
  const file = openLineFile(path);
  const hash = createHash('sha256');
  let rows = 0;
  let number = 0;
  try {
    for (const { bytes } of file.lines()) {
      number++;
      hash.update(bytes).update('\n');
      const text = bytes.toString('utf8');
      if (text.trim() === '') continue;
      const row = rowOf(parse(text));
      if (row === undefined) throw noTestRow(path, number, text);
      take(row);
      rows++;
    }
  } finally {
    file.close();
  }
  return { name: basename(path), sha256: hash.digest('hex'), rows };
}

function rowOf(value: unknown): TestRow | undefined {
  if (typeof value === 'string') return { questions: [value], text: value };
  if (typeof value !== 'object' || value === null) return undefined;
  const row = value as Readonly<Record<string, unknown>>;
  const turns = row['messages'] ?? row['conversations'];
  if (Array.isArray(turns)) return turnsOf(turns as readonly unknown[]);
  const texts = TEXT_KEYS.flatMap((key) => (typeof row[key] === 'string' ? [row[key]] : []));
  return texts.length === 0 ? undefined : { questions: texts, text: texts.join('\n') };
}

function turnsOf(turns: readonly unknown[]): TestRow {
  const said = turns.flatMap((turn) => {
    const { role, from, content, value } = (turn ?? {}) as Readonly<Record<string, unknown>>;
    const text = textOf(content ?? value);
    return SPEAKERS.has(role ?? from) && text !== '' ? [{ asked: ASKERS.has(role ?? from), text }] : [];
  });
  return {
    questions: said.filter(({ asked }) => asked).map(({ text }) => text),
    text: said.map(({ text }) => text).join('\n'),
  };
}

/** A text, or the texts among the parts of a content. */
function textOf(content: unknown): string {
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return '';
  return content.map((part) => textOf((part as { text?: unknown } | null)?.text)).join('\n');
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function noTestRow(path: string, line: number, text: string): HarvestError {
  return new HarvestError(
    'test_set_form',
    `${path}:${line}: expected a row with "messages", "conversations" or a text (${TEXT_KEYS.join(', ')}) as one line of JSON, ` +
      `got ${JSON.stringify(text.slice(0, 80))}.`,
  );
}
