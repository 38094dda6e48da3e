import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { flatColumns, parquetType } from '../../../src/harvest/formats/flat-row.ts';
import { FORMATS } from '../../../src/harvest/formats/formats.ts';
import { rowText } from '../../../src/harvest/formats/row-text.ts';
import { openParquetFile } from '../../../src/harvest/parquet-file.ts';
import type { Sample } from '../../../src/harvest/sample.ts';
import { harvestedOf, walkOf } from '../fixtures/sample.ts';
import { readParquet } from '../fixtures/written.ts';
import { hostileSample } from './hostile.ts';

const samples = [harvestedOf(walkOf('Mali', ['Niger', 'Senegal'])).outcome as Sample, hostileSample];
const root = mkdtempSync(join(tmpdir(), 'flat-row-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

test.each(FORMATS)(
  'a $name row comes back from a Parquet file of flat columns, keys named __proto__ too',
  async (format) => {
    const rows = samples.flatMap((sample) => format.rows(sample));
    const file = openParquetFile(root, format.name, format);
    for (const row of rows) file.add(rowText(format, row));
    file.close();
    expect(JSON.stringify(await readParquet(join(root, format.name)))).toBe(JSON.stringify(rows));
  },
);

test.each(FORMATS)('the text of a $name row is its JSON', (format) => {
  for (const row of samples.flatMap((sample) => format.rows(sample))) {
    expect(rowText(format, row).line).toBe(JSON.stringify(row));
  }
});

test('every flat column is text, a truth value or JSON', () => {
  const types = FORMATS.flatMap((format) => flatColumns(format).map(parquetType));
  expect(new Set(types)).toEqual(new Set(['STRING', 'BOOLEAN', 'JSON']));
});
