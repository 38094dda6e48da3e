/** Follows the chain of one file from record to record and keeps what is wrong with it. */
import { firstLink } from './chain.ts';
import type { JournalRecord } from './record.ts';
import type { ChainProblem } from './trajectory.ts';

/** As many problems are kept; the rest is only counted, so that a ruined file cannot fill the memory. */
export const MAXIMUM_PROBLEMS = 20;

export interface ChainCheck {
  /** Problems so far, in the order of the file. */
  readonly problems: readonly ChainProblem[];
  accept(record: JournalRecord): void;
  /** A line that is no record: the link to the next one cannot be checked. */
  skip(reason: string): void;
  summary(): { records: number; skipped: number; problems: readonly ChainProblem[]; problemCount: number };
}

const RUN_NAME = /^run-(.+)\.jsonl$/;

/** @param journal name of the file: its run is what the first record is linked to */
export function createChainCheck(journal: string): ChainCheck {
  const problems: ChainProblem[] = [];
  const run = RUN_NAME.exec(journal)?.[1];
  let last: { seq: number; sha256: string } | 'start' | 'unknown' = 'start';
  let records = 0;
  let skipped = 0;
  let problemCount = 0;
  let sealedAt: number | undefined;

  function report(seq: number | undefined, reason: string): void {
    problemCount += 1;
    if (problems.length < MAXIMUM_PROBLEMS) problems.push({ seq, reason });
  }

  function checkLink(record: JournalRecord): void {
    if (last === 'unknown') return;
    const seq = last === 'start' ? 1 : last.seq + 1;
    if (record.seq !== seq) {
      report(record.seq, `expected record ${seq}, got ${record.seq}: records are missing, repeated or out of order`);
    } else if (last === 'start' && run !== undefined && record.prev !== firstLink(run)) {
      report(record.seq, `the first record belongs to another file (${JSON.stringify(record.prev.slice(0, 80))})`);
    } else if (last !== 'start' && record.prev !== last.sha256) {
      report(record.seq, 'the record is not linked to the one before it: something in between was changed');
    }
  }

  return {
    problems,
    accept(record) {
      if (sealedAt !== undefined) report(record.seq, `a record stands behind the seal (record ${sealedAt})`);
      checkLink(record);
      records += 1;
      if (record.type === 'closed') {
        sealedAt = record.seq;
        // Lines that were skipped did count for the writer.
        const before = records - 1 + skipped;
        if (record.records !== before) report(record.seq, `the seal counts ${record.records} records, got ${before}`);
        if (record.head !== record.prev) report(record.seq, 'the seal names another head than the record before it');
      }
      last = { seq: record.seq, sha256: record.sha256 };
    },
    skip(reason) {
      skipped += 1;
      report(typeof last === 'object' ? last.seq + 1 : undefined, reason);
      last = 'unknown';
    },
    summary: () => ({ records, skipped, problems, problemCount }),
  };
}
