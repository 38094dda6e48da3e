/** Rows as a Parquet file, written a group at a time: memory holds one group, and equal rows give equal bytes. */
import { ByteWriter, ParquetWriter, schemaFromColumnData } from 'hyparquet-writer';
import { flatColumns, flatRow, parquetType } from './formats/flat-row.ts';
import type { Format } from './formats/format.ts';
import type { RowFile } from './row-file.ts';
import type { JsonObject } from './sample.ts';
import { openStagedFile } from './staged-file.ts';

/** A group ends with whichever comes first, so that neither many rows nor long ones fill the memory. */
const GROUP_ROWS = 1000;
const GROUP_CHARACTERS = 1 << 22;

/**
 * Opens a Parquet file with the flat columns of a format (see {@link flatColumns}), compressed by Snappy, which every reader has.
 *
 * @throws HarvestError `not_written`
 */
export function openParquetFile(folder: string, path: string, format: Pick<Format, 'columns'>): RowFile {
  const file = openStagedFile(folder, path);
  const bytes = new ByteWriter();
  const send = (): void => {
    file.write(bytes.getBytes());
    bytes.index = 0;
  };
  const columns = flatColumns(format).map((column) => ({ name: column.name, type: parquetType(column) }));
  const schema = schemaFromColumnData({ columnData: columns.map((column) => ({ ...column, data: [] })) });
  // Without bounds: those of JSON and long texts would repeat whole values in the footer.
  const parquet = new ParquetWriter({ writer: bytes, schema, statistics: false });
  let group: JsonObject[] = [];
  let characters = 0;
  const writeGroup = (): void => {
    if (group.length === 0) return;
    // Without a dictionary: hardly a value occurs twice, and looking for it would take longer than all else.
    const columnData = columns.map(({ name }) => {
      return { name, data: group.map((row) => row[name]), encoding: 'PLAIN' as const };
    });
    parquet.write({ columnData, rowGroupSize: group.length });
    send();
    group = [];
    characters = 0;
  };
  return {
    add(row, line) {
      group.push(flatRow(format, row));
      characters += line.length;
      if (group.length >= GROUP_ROWS || characters >= GROUP_CHARACTERS) writeGroup();
    },
    close() {
      writeGroup();
      parquet.finish();
      send();
      return file.close();
    },
    abandon: file.abandon,
  };
}
