/** What state each file of a journal is in: whole, in use, left without a seal, or damaged. */
import { basename } from 'node:path';
import { journalFiles } from './journal-paths.ts';
import { goesOn } from './mend.ts';
import { type JournalReport, type ReadOptions, readJournals } from './read.ts';
import type { Trajectory } from './trajectory.ts';
import { writerOf } from './writer.ts';

/**
 * - `sealed`: whole to its seal; `repaired`: the seal is of a repair, so what was lost before it nobody knows
 * - `continued`: without a seal, but the next file of its run names its last record
 * - `in_use`: whole so far, and a process is writing it
 * - `unsealed`: whole as far as it goes, but a cut at a line end could not be seen
 * - `damaged`: something in it was changed, lost or torn
 */
export type FileState = 'sealed' | 'repaired' | 'continued' | 'in_use' | 'unsealed' | 'damaged';

export interface FileInspection extends JournalReport {
  readonly path: string;
  readonly state: FileState;
}

export interface InspectOptions extends Pick<ReadOptions, 'onRecord'> {
  readonly onTrajectory?: (trajectory: Trajectory) => void;
}

/** Reads every file to its end with the reader that verification uses, and tells of each in order. */
export async function* inspectJournals(
  paths: readonly string[],
  { onRecord = () => undefined, onTrajectory }: InspectOptions = {},
): AsyncGenerator<FileInspection> {
  const files = journalFiles(paths);
  const told: FileInspection[] = [];
  const onFile = (report: JournalReport): void => {
    const path = files.shift() as string;
    told.push({ path, ...report, state: stateOf(path, report) });
  };
  for await (const trajectory of readJournals([...files], { onFile, onRecord })) {
    onTrajectory?.(trajectory);
    yield* told.splice(0);
  }
  yield* told;
}

/** Whether somebody should look after the file. */
export function needsCare({ state }: FileInspection): boolean {
  return state === 'unsealed' || state === 'damaged';
}

function stateOf(path: string, { sealed, repaired, problems, problemCount }: JournalReport): FileState {
  const writing = !sealed && !repaired && writerOf(path) === 'alive';
  // The last line of a file in use may be on its way.
  const torn = problemCount === 1 && problems[0]?.reason.includes('torn') === true;
  if (problemCount > 0 && !(writing && torn)) return 'damaged';
  if (sealed) return 'sealed';
  if (repaired) return 'repaired';
  if (writing) return 'in_use';
  return goesOn(path) ? 'continued' : 'unsealed';
}

/** File, line and byte of a problem, for a person. */
export function placeOf(path: string, { line, byte }: { readonly line?: number; readonly byte?: number }): string {
  return line === undefined ? basename(path) : `${basename(path)}, line ${line}, byte ${byte}`;
}
