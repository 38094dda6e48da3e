import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { FORMATS } from '../../src/harvest/formats/formats.ts';
import { READABLE, readConversation } from '../../src/report/read/conversation.ts';
import { readFacts } from '../../src/report/read/facts.ts';
import { rowsOf } from '../../src/report/read/rows.ts';
import { built, hostileCalls, withCalls } from '../harvest/fixtures/sample.ts';
import { harvestFolder, rowSaying, writeFolder } from './dataset.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'report-'));
});
afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

const formatNamed = (name: string) => {
  const format = FORMATS.find((one) => one.name === name);
  if (format === undefined) throw new Error(`no format ${name}`);
  return format;
};

test.each(READABLE)('a row of %s reads back as the conversation that it was', (name) => {
  fc.assert(
    fc.property(hostileCalls, (calls) => {
      const [row] = formatNamed(name).rows(withCalls(calls));
      const { question, answer, calls: read } = readConversation(JSON.stringify(row));
      expect([question, answer]).toEqual(['q', 'a']);
      expect(read).toEqual(
        calls.map((call) => ({ tool: call.name, arguments: call.arguments, observation: '{"status":"empty"}' })),
      );
    }),
    { numRuns: 40 },
  );
});

test('all layouts tell the same calls, results and tools of a walk', () => {
  const told = READABLE.map((name) => {
    const { calls, tools, question, answer } = readConversation(JSON.stringify(formatNamed(name).rows(built())[0]));
    return { calls, tools, question, answer };
  });
  for (const one of told) expect(one).toEqual(told[0]);
  expect(told[0]?.calls[0]?.observation).toContain('Belgium');
});

test('each proof has the conversation of its own id, in every split', async () => {
  const folder = await harvestFolder(join(root, 'out'), 200);
  const rows = [...rowsOf(folder, readFacts(folder).files)];
  expect(rows).toHaveLength(200);
  expect(new Set(rows.map(({ split }) => split)).size).toBe(3);
  for (const { id, conversation } of rows) expect(conversation?.id).toBe(id);
});

test('a proof whose row a layout left out has no conversation, and those after it keep theirs', () => {
  const rows = ['a', 'b', 'c'].map((text, index) => rowSaying(text, index));
  writeFolder(root, rows);
  const shown = rows.filter((_, index) => index !== 1);
  rmSync(join(root, 'data/trl-sft/train.jsonl'));
  for (const { row } of shown) appendFileSync(join(root, 'data/trl-sft/train.jsonl'), `${JSON.stringify(row)}\n`);
  const read = [...rowsOf(root, readFacts(root).files)];
  expect(read.map(({ conversation }) => conversation?.question)).toEqual(['a', undefined, 'c']);
});

test('rows are read one by one: what comes later in a file is not looked at before', () => {
  writeFolder(root, [rowSaying('a', 0), rowSaying('b', 1)]);
  appendFileSync(join(root, 'provenance.jsonl'), 'no JSON\n');
  const rows = rowsOf(root, readFacts(root).files);
  expect(rows.next().value?.id).toBe('gs1-0-a');
  expect(rows.next().value?.id).toBe('gs1-1-b');
  expect(() => rows.next()).toThrow('provenance.jsonl:3');
});
