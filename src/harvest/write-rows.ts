/** Writes every row into every file that it belongs to, each row read once. */
import type { FilledConfig } from './configs.ts';
import { rowText } from './formats/row-text.ts';
import type { KeptRow, KeptRows } from './kept-rows.ts';
import { openRowFile, type RowFile } from './row-file.ts';
import { openStagedFile, type StagedFile } from './staged-file.ts';

/** For each row its proof and where it stands; `row` counts from 1 within the split's file. */
export const PROVENANCE = 'provenance.jsonl';

/** For each row the walks that led to it: the one file that may differ between harvests of the same samples. */
export const LINEAGE = 'lineage.jsonl';

/**
 * Writes `data/<configuration>/<split>.<kind>`, {@link PROVENANCE} and {@link LINEAGE}; gives the SHA-256 of each by path. A
 * file that would hold no row is not there: a format may have none for a sample.
 *
 * @param onRow hears of each row when it is written
 * @throws HarvestError `not_written`
 */
export function writeRows(
  staged: string,
  rows: KeptRows,
  configs: readonly FilledConfig[],
  onRow: (row: KeptRow) => void,
): Map<string, string> {
  const tables = new Map<string, RowFile>();
  const lists = new Map<string, StagedFile>();
  // Opened with the first row: loaders fail on files without any.
  const opened = <File>(files: Map<string, File>, path: string, open: () => File): File => {
    const file = files.get(path) ?? open();
    files.set(path, file);
    return file;
  };
  const listAt = (path: string): StagedFile => opened(lists, path, () => openStagedFile(staged, path));
  try {
    for (const kept of rows) {
      const { sample, split, pinned, row, walks, provenance } = kept;
      for (const { format, files } of configs.filter((config) => config.pinned === pinned)) {
        const own = files.filter((file) => file.split === split);
        for (const made of format.rows(sample)) {
          const text = rowText(format, made);
          for (const { path, kind } of own) {
            opened(tables, path, () => openRowFile(staged, path, format, kind)).add(text);
          }
        }
      }
      const place = JSON.stringify({ id: sample.id, split, row }).slice(0, -1);
      // Copied as the gathering wrote them.
      listAt(PROVENANCE).write(`${place},"provenance":${provenance}}\n`);
      for (const walk of walks) listAt(LINEAGE).write(`${place},${walk.slice(1)}\n`);
      onRow(kept);
    }
    return new Map([...tables, ...lists].map(([path, file]) => [path, file.close()]));
  } catch (error) {
    for (const file of [...tables.values(), ...lists.values()]) file.abandon();
    throw error;
  }
}
