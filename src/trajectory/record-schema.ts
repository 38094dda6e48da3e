/** What a line must look like to be a record. Checked on reading only: nothing in a journal can be trusted. */
import { z } from 'zod';
import { COMPARISONS } from '../graph/value-order.ts';
import type { Result } from '../tool/result.ts';
import type { JournalRecord } from './record.ts';

const text = z.string();
const texts = z.array(text);
const count = z.int().nonnegative();

const input = z.union([z.object({ handle: text }), z.object({ entities: texts })]);

const operation = z.union([
  z.object({ follow: text, inverse: z.literal(true).optional(), of: input }),
  z.object({ and: z.array(input) }),
  z.object({ or: z.array(input) }),
  z.object({ difference: z.tuple([input, input]) }),
  z.object({ complement: input, class: text.optional() }),
  z.object({ members: text }),
  z.object({ where: z.object({ relation: text, is: z.enum(COMPARISONS), value: text, datatype: text }), of: input }),
  z.object({ count: input }),
  z.object({ table: texts, of: input }),
  z.object({ top: count, by: text, order: z.enum(['largest', 'smallest']), of: input }),
  z.object({ search: text, class: text.optional(), limit: count }),
  z.object({ describe: text }),
  z.object({ read: text, offset: count }),
  z.object({ find: text, limit: count }),
  z.object({ overview: z.literal(true) }),
  z.object({ query: text }),
]);

const item = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('entity'), id: text, label: text, of: texts.optional() }),
  z.object({ kind: z.literal('value'), value: text, datatype: text, language: text.optional(), of: texts.optional() }),
]);

const status = z.enum([
  'ok',
  'empty',
  'truncated',
  'unknown',
  'ambiguous',
  'wrong_type',
  'stale_handle',
  'invalid',
  'busy',
]);

const result = z.object({
  status,
  result: text.optional(),
  total: count.optional(),
  atLeast: count.optional(),
  items: z.array(item).optional(),
  number: z.number().optional(),
  rows: z
    .array(
      z.object({
        id: text,
        label: text,
        cells: z.array(z.object({ relation: text, total: count, items: z.array(item) })),
      }),
    )
    .optional(),
  next: text.optional(),
  message: text.optional(),
  task: text.optional(),
  candidates: z.array(z.object({ id: text, label: text, classes: texts })).optional(),
  relations: z.array(z.object({ relation: text, tool: text, description: text })).optional(),
  facts: z.array(z.object({ relation: text, tool: text, total: count, items: z.array(item) })).optional(),
});

const frame = {
  v: z.int().positive(),
  trajectory: text.min(1).max(200),
  seq: z.int().positive(),
  prev: text,
  at: text,
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  redacted: z.int().positive().optional(),
  unrecorded: z.int().positive().optional(),
};

const imported = z.object({
  log: text,
  file: text,
  alone: z.literal(true).optional(),
  subagent: z.literal(true).optional(),
  foreign: texts.optional(),
  missing: count.optional(),
  asked: text.optional(),
  words: text.optional(),
});

const told = { original: text.optional(), words: text.optional(), thought: text.optional() };

const record = z.discriminatedUnion('type', [
  z.object({
    ...frame,
    type: z.literal('opened'),
    graph: z.object({ name: text, digest: text.optional(), triples: count }),
    options: z.record(text, z.union([text, z.number(), z.boolean()])),
    toolset: text,
    versions: z.record(text, text),
    client: z.object({ name: text, version: text }).optional(),
    imported: imported.optional(),
  }),
  z.object({ ...frame, type: z.literal('task'), task: text, question: text, original: text.optional() }),
  z.object({
    ...frame,
    ...told,
    type: z.literal('call'),
    tool: text,
    arguments: z.record(text, z.unknown()),
    operation: operation.optional(),
    digest: text.optional(),
    toolset: text.optional(),
    observation: result,
    milliseconds: z.number().nonnegative(),
  }),
  z.object({
    ...frame,
    ...told,
    type: z.literal('answer'),
    answer: z.object({
      result: text.optional(),
      entities: texts.optional(),
      values: texts.optional(),
      number: z.number().optional(),
      boolean: z.boolean().optional(),
      rows: z.array(z.array(z.union([text, texts]))).optional(),
      none: z.literal(true).optional(),
      text: text.optional(),
    }),
    resolved: texts.optional(),
  }),
  z.object({ ...frame, type: z.literal('closed'), records: count, head: text, repaired: z.literal(true).optional() }),
]);

/**
 * The record in a value read as JSON, or in words what is wrong with it. The value itself is handed on, not a copy: what a
 * record holds beyond its schema, or under names such as `__proto__`, is part of what was hashed.
 */
export function toRecord(value: unknown): JournalRecord | string {
  const parsed = record.safeParse(value);
  if (parsed.success) return value as JournalRecord;
  const issue = parsed.error.issues[0];
  return `${issue?.path.map(String).join('.') || 'record'}: ${issue?.message ?? 'invalid'}`;
}

/** The result in a value read as JSON from anywhere; undefined where it is none. */
export function toResult(value: unknown): Result | undefined {
  return result.safeParse(value).success ? (value as Result) : undefined;
}
