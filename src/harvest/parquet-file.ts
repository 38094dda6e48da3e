/** Rows as a Parquet file, written a group at a time: memory holds one group, and equal rows give equal bytes. */
import { ByteWriter, ParquetWriter, schemaFromColumnData } from 'hyparquet-writer';
import { flatColumns, parquetType } from './formats/flat-row.ts';
import type { Format } from './formats/format.ts';
import type { RowFile } from './row-file.ts';
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
  // Cells come as the bytes that are to stand there: given values, the writer would make JSON of its own of them, and lose
  // a key named `__proto__`. Only the footer has to tell what the bytes are.
  const raw = columns.map(({ name, type }) => ({ name, type: type === 'BOOLEAN' ? type : ('BYTE_ARRAY' as const) }));
  // Without bounds: those of JSON and long texts would repeat whole values in the footer.
  const parquet = new ParquetWriter({ writer: bytes, schema: schemaOf(raw), statistics: false });
  const cells = columns.map(createCells);
  let rows = 0;
  let characters = 0;
  const writeGroup = (): void => {
    if (rows === 0) return;
    // Without a dictionary: hardly a value occurs twice, and looking for it would take longer than all else.
    const columnData = columns.map(({ name }, column) => {
      return { name, data: (cells[column] as Cells).take(), encoding: 'PLAIN' as const };
    });
    parquet.write({ columnData, rowGroupSize: rows });
    send();
    rows = 0;
    characters = 0;
  };
  return {
    add(row) {
      for (const [column, cell] of row.cells.entries()) (cells[column] as Cells).add(cell);
      rows++;
      characters += row.line.length;
      if (rows >= GROUP_ROWS || characters >= GROUP_CHARACTERS) writeGroup();
    },
    close() {
      writeGroup();
      parquet.schema = schemaOf(columns);
      parquet.finish();
      send();
      return file.close();
    },
    abandon: file.abandon,
  };
}

function schemaOf(
  columns: readonly { readonly name: string; readonly type: 'STRING' | 'BOOLEAN' | 'JSON' | 'BYTE_ARRAY' }[],
) {
  return schemaFromColumnData({ columnData: columns.map((column) => ({ ...column, data: [] })) });
}

/** The cells of one column of a group: texts as bytes in one room, so that no string has to live until the group is full. */
interface Cells {
  add(cell: string | boolean): void;
  /** All of them, good until the next one is added. */
  take(): (Uint8Array | boolean)[];
}

function createCells(): Cells {
  let room = Buffer.alloc(1 << 12);
  let held = 0;
  let ends: (number | boolean)[] = [];
  return {
    add(cell) {
      if (typeof cell === 'boolean') {
        ends.push(cell);
        return;
      }
      const size = Buffer.byteLength(cell);
      if (held + size > room.length) room = Buffer.concat([room], 2 * (held + size));
      held += room.write(cell, held);
      ends.push(held);
    },
    take() {
      let from = 0;
      const cells = ends.map((end) => {
        if (typeof end === 'boolean') return end;
        const cell = room.subarray(from, end);
        from = end;
        return cell;
      });
      ends = [];
      held = 0;
      return cells;
    },
  };
}
