import { parquetReadObjects } from 'hyparquet';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { expect, test } from 'vitest';
import { flatColumns, flatRow, hubMetadata } from '../../../src/harvest/formats/flat-row.ts';
import { FORMATS } from '../../../src/harvest/formats/formats.ts';
import type { Sample } from '../../../src/harvest/sample.ts';
import { harvestedOf, walkOf } from '../fixtures/sample.ts';
import { hostileSample } from './hostile.ts';

const samples = [harvestedOf(walkOf('Mali', ['Niger', 'Senegal'])).outcome as Sample, hostileSample];

test.each(FORMATS)('a $name row comes back from a Parquet file of flat columns', async (format) => {
  const rows = samples.flatMap((sample) => format.rows(sample));
  const flat = rows.map((row) => flatRow(format, row));
  const columns = flatColumns(format);
  const file = parquetWriteBuffer({
    columnData: columns.map(({ name, type }) => ({
      name,
      type: type === 'bool' ? 'BOOLEAN' : 'STRING',
      data: flat.map((row) => row[name]),
    })),
  });
  const read = (await parquetReadObjects({ file })) as Record<string, string | boolean>[];
  const back = read.map((row) =>
    Object.fromEntries(
      columns.map(({ name, type }) => [name, type === 'json' ? JSON.parse(row[name] as string) : row[name]]),
    ),
  );
  expect(JSON.stringify(back)).toBe(JSON.stringify(rows));
});

test.each(FORMATS)('the metadata of a $name file tells the hub of every column', (format) => {
  const { info } = JSON.parse(hubMetadata(format)) as { info: { features: object } };
  expect(Object.keys(info.features)).toEqual(format.columns.map(({ name }) => name));
});
