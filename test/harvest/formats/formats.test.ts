import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isIndependent } from '../../../src/harvest/formats/data-flow.ts';
import type { Format } from '../../../src/harvest/formats/format.ts';
import { FORMAT_NAMES, FORMATS, formatsNamed } from '../../../src/harvest/formats/formats.ts';
import { callsOf, type JsonObject, type Sample } from '../../../src/harvest/sample.ts';
import { built, harvestedOf, walkOf } from '../fixtures/sample.ts';
import { hostileSample, hostileSamples, longSample } from './hostile.ts';
import { READERS, SINGLE_TURN, WITHOUT_CALLS } from './readers.ts';

/** Rows as a file holds them, read back. */
function written(format: Format, sample: Sample): readonly JsonObject[] {
  return format.rows(sample).map((row) => {
    const line = JSON.stringify(row);
    if (line.includes('\n')) throw new Error('a row is one line');
    return JSON.parse(line) as JsonObject;
  });
}

const single = harvestedOf(walkOf('Mali', ['Niger', 'Senegal'])).outcome as Sample;

const samples = [built({ system: 'Use the tools.' }), single, hostileSample];

test.each(FORMATS)('the $name rows of the hand-written samples are the golden file', async (format) => {
  const lines = samples.flatMap((sample) => format.rows(sample).map((row) => `${JSON.stringify(row)}\n`));
  await expect(lines.join('')).toMatchFileSnapshot(`golden/${format.name}.jsonl`);
});

test('every call comes back from every format with its arguments, for 5,000 hostile samples', {
  timeout: 60_000,
}, () => {
  const readable = FORMATS.filter(({ name }) => !WITHOUT_CALLS.includes(name));
  const seen = new Map<string, number>();
  const check = (sample: Sample): void => {
    const made = JSON.stringify(callsOf(sample).map((call) => call.function));
    const independent = isIndependent(sample);
    for (const format of readable) {
      const rows = written(format, sample);
      if (rows.length === 0 && SINGLE_TURN.includes(format.name) && !independent) continue;
      const back = READERS[format.name]?.(rows);
      if (JSON.stringify(back) !== made) throw new Error(`${format.name}: ${JSON.stringify(back)}\n${made}`);
      seen.set(format.name, (seen.get(format.name) ?? 0) + 1);
    }
  };
  for (const sample of [...samples, longSample]) check(sample);
  fc.assert(fc.property(hostileSamples, check), { numRuns: 5000 });
  for (const { name } of readable)
    expect(seen.get(name)).toBeGreaterThanOrEqual(SINGLE_TURN.includes(name) ? 1000 : 5000);
});

test.each(FORMATS)(
  'a $name row has exactly the columns that the card tells of, of the types it tells',
  ({ columns, ...format }) => {
    for (const sample of [built({ system: null }), ...samples]) {
      for (const row of written({ columns, ...format }, sample)) {
        expect(Object.keys(row)).toEqual(columns.map(({ name }) => name));
        for (const { name, type } of columns) {
          if (type === 'string') expect(row[name]).toBeTypeOf('string');
          else if (type === 'bool') expect(row[name]).toBeTypeOf('boolean');
          else if (type === 'list of json') expect(row[name]).toBeInstanceOf(Array);
          else if (typeof type === 'object') {
            for (const item of row[name] as JsonObject[]) {
              expect(Object.keys(item)).toEqual(type.listOf);
              for (const member of Object.values(item)) expect(member).toBeTypeOf('string');
            }
          }
        }
      }
    }
  },
);

test.each(FORMATS)('a $name row depends on nothing but the sample, and leaves the sample as it was', (format) => {
  const frozen = JSON.stringify(hostileSample);
  const first = JSON.stringify(format.rows(hostileSample));
  expect(JSON.stringify(format.rows(JSON.parse(frozen) as Sample))).toBe(first);
  expect(JSON.stringify(hostileSample)).toBe(frozen);
});

test('formats that may give several rows or none have an id in each', () => {
  const uneven = FORMATS.filter((format) => samples.some((sample) => format.rows(sample).length !== 1));
  expect(uneven.map(({ name }) => name)).toEqual(['xlam', 'toolbench', 'bfcl', 'bfcl-answers', 't-eval-rru']);
  for (const { columns } of uneven) expect(columns[0]?.name).toBe('id');
});

test('formats are found by name, and an unknown name is told with the known ones', () => {
  expect(formatsNamed(['openai', 'trl-sft', 'openai']).map(({ name }) => name)).toEqual(['trl-sft', 'openai']);
  expect(() => formatsNamed(['csv'])).toThrow('Expected formats of trl-sft, openai, llamafactory, ');
  expect(() => formatsNamed(['csv'])).toThrow('got "csv"');
  expect(() => formatsNamed([])).toThrow('got ""');
  expect(new Set(FORMAT_NAMES).size).toBe(FORMATS.length);
});
