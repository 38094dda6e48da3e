import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Harvested } from '../../src/harvest/gathering.ts';
import { openLineFile } from '../../src/harvest/line-file.ts';
import { lineageOf } from '../../src/harvest/lineage.ts';
import { callsOf, type Sample } from '../../src/harvest/sample.ts';
import { harvest } from '../../src/harvest/write.ts';
import { trajectory, verdict } from './fixtures/countries.ts';
import { hostileCalls, withCalls } from './fixtures/sample.ts';
import { rowsBelow } from './fixtures/written.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'hostile-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

async function written(samples: readonly Sample[]): Promise<{ id: string; messages: Sample['messages'] }[]> {
  async function* stream(): AsyncGenerator<Harvested> {
    for (const outcome of samples) yield { outcome, lineage: lineageOf(trajectory, verdict) };
  }
  await harvest(stream(), { directory: join(root, 'out'), formats: ['trl-sft'], seed: 's', license: 'mit' });
  const { lines, parquet } = await rowsBelow(join(root, 'out/data/trl-sft'));
  expect(JSON.stringify(parquet)).toBe(`[${lines.join()}]`);
  rmSync(join(root, 'out'), { recursive: true });
  return lines.map((row) => JSON.parse(row) as { id: string; messages: Sample['messages'] });
}

const saidIn = (row: Pick<Sample, 'messages'>) => callsOf(row).map((call) => call.function);

test('arguments with anything in them come out of the written files as they went in', async () => {
  await fc.assert(
    fc.asyncProperty(hostileCalls, async (calls) => {
      const [row] = await written([withCalls(calls)]);
      expect(row && saidIn(row)).toEqual(calls);
    }),
    { numRuns: 40 },
  );
});

test('literals of a hundred kilobytes and rows of megabytes are read back whole', async () => {
  const long = '"},\n{=\u2028\\'.repeat(12_500);
  const calls = [{ name: 'get_it', arguments: { value: long, list: Array.from({ length: 12 }, () => long) } }];
  const [row] = await written([withCalls(calls)]);
  expect(row && saidIn(row)).toEqual(calls);
});

test('lines are found wherever they stand, also those that are longer than a block, and a torn one is left out', () => {
  const lines = ['', 'a', 'b'.repeat(3 << 20), '中'.repeat(400_000), '', 'last'];
  const path = join(root, 'lines');
  writeFileSync(path, `${lines.join('\n')}\ntorn`);
  const file = openLineFile(path);
  const found: { text: string; offset: number; length: number }[] = [];
  for (const { offset, length, bytes } of file.lines()) found.push({ offset, length, text: bytes.toString('utf8') });
  expect(found.map(({ text }) => text.length)).toEqual(lines.map((line) => line.length));
  expect(found.every(({ text }, index) => text === lines[index])).toBe(true);
  expect(found.every((place, index) => file.at(place) === lines[index])).toBe(true);
  file.close();
  expect(() => openLineFile(join(root, 'absent'))).toThrow('absent');
});
