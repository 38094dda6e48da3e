import { parquetReadObjects } from 'hyparquet';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { expect, test } from 'vitest';
import { flatColumns, flatRow, parquetType } from '../../../src/harvest/formats/flat-row.ts';
import { FORMATS } from '../../../src/harvest/formats/formats.ts';
import type { Sample } from '../../../src/harvest/sample.ts';
import { harvestedOf, walkOf } from '../fixtures/sample.ts';
import { hostileSample } from './hostile.ts';

const samples = [harvestedOf(walkOf('Mali', ['Niger', 'Senegal'])).outcome as Sample, hostileSample];

test.each(FORMATS)(
  'a $name row comes back from a Parquet file of flat columns, keys named __proto__ too',
  async (format) => {
    const rows = samples.flatMap((sample) => format.rows(sample));
    const flat = rows.map((row) => flatRow(format, row));
    const file = parquetWriteBuffer({
      columnData: flatColumns(format).map((column) => ({
        name: column.name,
        type: parquetType(column),
        data: flat.map((row) => row[column.name]),
      })),
    });
    const back = await parquetReadObjects({ file });
    expect(JSON.stringify(back)).toBe(JSON.stringify(rows));
  },
);

test('every flat column is text, a truth value or JSON', () => {
  const types = FORMATS.flatMap((format) => flatColumns(format).map(parquetType));
  expect(new Set(types)).toEqual(new Set(['STRING', 'BOOLEAN', 'JSON']));
});
