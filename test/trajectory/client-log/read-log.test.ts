import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { LOG_KINDS } from '../../../src/trajectory/client-log/log.ts';
import { readLog } from '../../../src/trajectory/client-log/read-log.ts';

const fixtures = join(import.meta.dirname, 'fixtures');
const folder = mkdtempSync(join(tmpdir(), 'graphtrail-log-'));
afterAll(() => rmSync(folder, { recursive: true }));

function file(text: string | Uint8Array): string {
  const path = join(folder, 'log.jsonl');
  writeFileSync(path, text);
  return path;
}

describe('what a log tells', () => {
  const logs = readdirSync(fixtures).filter((name) => /\.(?:jsonl|log)$/.test(name));

  test.each(logs)('%s', async (name) => {
    const { file: hash, ...log } = await readLog(join(fixtures, name));
    await expect(`${JSON.stringify(log, undefined, 2)}\n`).toMatchFileSnapshot(
      join(fixtures, name.replace(/\.\w+$/, '.turns')),
    );
    expect(hash).toMatch(/^sha256:[0-9a-f]{64}$/);
  });

  test('lines end as on any system, and a byte order mark is no part of the first', async () => {
    const text = readFileSync(join(fixtures, 'stream.jsonl'), 'utf8');
    const { turns } = await readLog(join(fixtures, 'stream.jsonl'));
    expect((await readLog(file(`\ufeff${text.replaceAll('\n', '\r\n')}`))).turns).toEqual(turns);
  });

  test('the list that --output-format json gives tells the same as the stream', async () => {
    const lines = readFileSync(join(fixtures, 'stream.jsonl'), 'utf8').trimEnd().split('\n');
    const { turns } = await readLog(join(fixtures, 'stream.jsonl'));
    const list = JSON.stringify(lines.map((line) => JSON.parse(line)));
    const withoutLines = (value: unknown) =>
      JSON.parse(JSON.stringify(value, (key, one) => (key === 'line' ? 0 : one)));
    expect(withoutLines((await readLog(file(list))).turns)).toEqual(withoutLines(turns));
  });
});

test('a session that was killed does not run into the one that is written behind it', async () => {
  const said = (session_id: string, text: string) =>
    JSON.stringify({ type: 'assistant', message: { content: [{ type: 'text', text }] }, session_id });
  const { turns } = await readLog(file([said('a', 'I look'), said('b', 'It is Paris.')].join('\n')));
  expect(turns.map(({ words }) => words)).toEqual(['I look', 'It is Paris.']);
});

test('tools that run where the model does are named, and no lines that cannot be read', async () => {
  const claude = { type: 'server_tool_use', id: 'srv_1', name: 'web_search', input: { query: 'France' } };
  const openai = { type: 'web_search_call', id: 'ws_1', status: 'completed' };
  const entries: object[][] = [
    [{ type: 'assistant', message: { content: [claude] }, session_id: 'a' }],
    [{ role: 'user', content: 'Which?' }, openai],
  ];
  for (const log of entries) {
    const read = await readLog(file(log.map((entry) => JSON.stringify(entry)).join('\n')));
    expect(read.problems).toEqual([]);
    expect(read.turns.at(-1)?.calls).toMatchObject([{ name: 'web_search' }]);
  }
});

describe('a log that is none', () => {
  test.each([
    ['an empty file', '', 'log_unknown'],
    ['a text', 'To whom it may concern\nnothing of interest', 'log_unknown'],
    ['JSON of something else', '{"name":"x"}\n{"name":"y"}\n', 'log_unknown'],
    ['a broken first line', '{"type":"assistant","mess', 'log_unknown'],
  ])('%s is refused with the file, and the line where there is one', async (_, text, code) => {
    await expect(readLog(file(text))).rejects.toMatchObject({ code, message: expect.stringContaining('log.jsonl') });
  });

  test('what is no file is refused', async () => {
    for (const path of [folder, join(folder, 'absent.jsonl')])
      await expect(readLog(path)).rejects.toMatchObject({ code: 'log_not_readable' });
  });

  test('bytes of any kind give turns, problems or a typed error, and nothing else', async () => {
    const line = fc.oneof(
      fc.json({ maxDepth: 3 }),
      fc.string({ unit: 'binary' }),
      fc.constantFrom('{"type":"user","message":{"role":"user","content":[{"type":"tool_result"}]},"session_id":"s"}'),
      fc
        .record(
          {
            type: fc.constantFrom('user', 'assistant', 'system', 'result', 'function_call', 'message'),
            role: fc.constantFrom('user', 'assistant', 'tool', 'function', 7),
            uuid: fc.constantFrom('a', 'b', '__proto__', null),
            parentUuid: fc.constantFrom('a', 'b', '__proto__', null),
            message: fc.jsonValue({ maxDepth: 3 }),
            content: fc.jsonValue({ maxDepth: 2 }),
            tool_calls: fc.jsonValue({ maxDepth: 2 }),
            messages: fc.array(fc.jsonValue({ maxDepth: 2 })),
          },
          { requiredKeys: [] },
        )
        .map((entry) => JSON.stringify(entry)),
    );
    const log = fc.tuple(fc.array(line), fc.option(fc.constantFrom(...LOG_KINDS), { nil: undefined }));
    await fc.assert(
      fc.asyncProperty(log, async ([lines, kind]) => {
        try {
          expect(Array.isArray((await readLog(file(lines.join('\n')), { kind })).turns)).toBe(true);
        } catch (error) {
          expect(error).toMatchObject({ code: 'log_unknown' });
        }
      }),
      { numRuns: 150 },
    );
  });

  test('a line that is longer than any is left out, and what stands around it is read', async () => {
    const lines = readFileSync(join(fixtures, 'stream.jsonl'), 'utf8').trimEnd().split('\n');
    const long = JSON.stringify({ type: 'system', padding: 'x'.repeat(65 * 1024 * 1024) });
    const { turns, problems } = await readLog(file([...lines.slice(0, 6), long, ...lines.slice(6)].join('\n')));
    expect(problems).toEqual([{ line: 7, reason: 'the line is too long' }]);
    expect(turns[0]?.calls.length).toBe(4);
    expect(turns[0]?.broken).toBe(1);
  });
});
