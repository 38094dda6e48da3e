/** Writes every row into every file that it belongs to, each row read once. */
import type { FilledConfig } from './configs.ts';
import type { KeptRow, KeptRows } from './kept-rows.ts';
import { openStagedFile, type StagedFile } from './staged-file.ts';

/** For each row its proof and where it stands; `row` counts from 1 within the split's file. */
export const PROVENANCE = 'provenance.jsonl';

/** For each row the walks that led to it: the one file that may differ between harvests of the same samples. */
export const LINEAGE = 'lineage.jsonl';

/**
 * Writes `data/<configuration>/<split>.jsonl`, {@link PROVENANCE} and {@link LINEAGE}; gives the SHA-256 of each by path. A
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
  const files = new Map<string, StagedFile>();
  // Opened with the first row: loaders fail on files without any.
  const fileAt = (path: string): StagedFile => {
    const file = files.get(path) ?? openStagedFile(staged, path);
    files.set(path, file);
    return file;
  };
  try {
    const targets = configs.flatMap(({ files: own, format, pinned }) =>
      own.map((file) => ({ ...file, format, pinned })),
    );
    for (const kept of rows) {
      const { sample, split, pinned, row, walks } = kept;
      for (const target of targets) {
        if (target.pinned !== pinned || target.split !== split) continue;
        for (const line of target.format.rows(sample)) fileAt(target.path).write(`${JSON.stringify(line)}\n`);
      }
      fileAt(PROVENANCE).write(`${JSON.stringify({ id: sample.id, split, row, provenance: sample.provenance })}\n`);
      for (const walk of walks) fileAt(LINEAGE).write(`${JSON.stringify({ id: sample.id, split, row, ...walk })}\n`);
      onRow(kept);
    }
    return new Map([...files].map(([path, file]) => [path, file.close()]));
  } catch (error) {
    for (const file of files.values()) file.abandon();
    throw error;
  }
}
