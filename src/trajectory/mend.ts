/** Mends a journal whose writer is gone: puts its torn tail aside and seals what is whole. */
import { closeSync, constants, fsyncSync, openSync, writeSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { JournalError } from '../errors.ts';
import { sealLine } from './chain.ts';
import { parseJournalName } from './journal-name.ts';
import { journalsIn } from './journal-paths.ts';
import { type JournalReport, readJournals } from './read.ts';
import { type Event, type JournalRecord, RECORD_VERSION } from './record.ts';
import { type Repair, repairJournal } from './repair.ts';
import { lockFile, releaseFile, type WriterState, writerOf } from './writer.ts';

export interface Mended {
  readonly path: string;
  /** What was put aside; undefined where the file ended well. */
  readonly cut: Repair | undefined;
  /** Whether this repair sealed it. */
  readonly sealed: boolean;
  /** Why it was not sealed, where it has no seal; damage inside it stays where it is. */
  readonly unsealed?: string;
}

/**
 * Loses no byte and changes nothing on a second run. A sealed file is left alone. Damage before the end of a file cannot be
 * mended, and a file with some is not sealed; nor is one that the next file of its run goes on from, since its end is known
 * from there.
 *
 * @param options.force mends also where it cannot be told whether somebody writes the file (another machine, a reboot)
 * @throws JournalError `journal_in_use`, `journal_repair_failed`
 */
export async function mendJournal(path: string, options: { force?: boolean; now?: () => Date } = {}): Promise<Mended> {
  const before = await examine(path);
  if (isClosed(before.report) && before.report.problemCount === 0) return { path, cut: undefined, sealed: false };
  claim(path, writerOf(path), options.force === true);
  try {
    const cut = repairJournal(path);
    const { report, last } = cut === undefined ? before : await examine(path);
    if (report.problemCount > 0) return { path, cut, sealed: false, unsealed: 'it is damaged before its end' };
    if (isClosed(report)) return { path, cut, sealed: false };
    if (last === undefined) return { path, cut, sealed: false, unsealed: 'it holds no record' };
    if (goesOn(path)) return { path, cut, sealed: false, unsealed: 'the next file of its run goes on from its end' };
    seal(path, report.records, last, options.now ?? (() => new Date()));
    return { path, cut, sealed: true };
  } finally {
    releaseFile(path);
  }
}

const isClosed = ({ sealed, repaired }: JournalReport): boolean => sealed || repaired;

/** Whether a later file of the same run stands beside it. */
export function goesOn(path: string): boolean {
  const own = parseJournalName(basename(path));
  if (own === undefined) return false;
  return journalsIn(dirname(path)).some((other) => {
    const name = parseJournalName(basename(other));
    return name?.run === own.run && name.part > own.part;
  });
}

async function examine(path: string): Promise<{ report: JournalReport; last: JournalRecord | undefined }> {
  let report: JournalReport | undefined;
  let last: JournalRecord | undefined;
  const options = {
    onFile: (told: JournalReport) => {
      report = told;
    },
    onRecord: (record: JournalRecord) => {
      last = record;
    },
  };
  for await (const _ of readJournals([path], options));
  return { report: report as JournalReport, last };
}

/** Takes the file for this process, or refuses. */
function claim(path: string, writer: WriterState, force: boolean): void {
  const refuse = (reason: string): JournalError =>
    new JournalError('journal_in_use', `Cannot repair the journal "${path}": ${reason}.`);
  if (writer === 'alive') throw refuse('a process is writing it. Wait until it has ended');
  if (writer === 'unknown' && !force)
    throw refuse(
      'it cannot be told from here whether a process writes it (another machine, a container, or the time before a reboot). Add --force if you know that none does',
    );
  // Whoever takes the note away is the one to repair.
  if (writer === 'gone' || writer === 'unknown') releaseFile(path);
  if (!lockFile(path)) throw refuse('another process began to repair it at the same time');
}

function seal(path: string, records: number, last: JournalRecord, now: () => Date): void {
  const run = parseJournalName(basename(path))?.run ?? last.trajectory;
  const frame = { v: RECORD_VERSION, trajectory: run, seq: last.seq + 1, prev: last.sha256, at: now().toISOString() };
  const event: Event = { type: 'closed', records, head: last.sha256, repaired: true };
  const descriptor = openSync(path, constants.O_WRONLY | constants.O_APPEND | (constants.O_NOFOLLOW ?? 0));
  try {
    writeSync(descriptor, sealLine(frame, event).line);
    fsyncSync(descriptor);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new JournalError('journal_repair_failed', `Cannot seal the journal "${path}": ${reason}.`, { cause });
  } finally {
    closeSync(descriptor);
  }
}
