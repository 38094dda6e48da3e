/** Follows the chain of one file from record to record and keeps what is wrong with it. */
import { type FileEnd, readFirstLink } from './chain.ts';
import { stemOf } from './journal-name.ts';
import type { Place } from './lines.ts';
import type { JournalRecord } from './record.ts';
import type { ChainProblem } from './trajectory.ts';

/** As many problems are kept; the rest is only counted, so that a ruined file cannot fill the memory. */
export const MAXIMUM_PROBLEMS = 20;

/** How far a chain was followed: plain data, so that a check can go on from anywhere. */
export interface ChainState {
  readonly last: Omit<FileEnd, 'stem'> | 'start' | 'unknown';
  readonly records: number;
  readonly skipped: number;
  readonly sealedAt: number | undefined;
}

export interface ChainCheck {
  /** Problems so far, in the order of the file. */
  readonly problems: readonly ChainProblem[];
  /** The end of another file that this one says to go on from. */
  readonly continues: Omit<FileEnd, 'seq'> | undefined;
  accept(record: JournalRecord, place?: Place): void;
  /** A line that is no record: the link to the next one cannot be checked. */
  skip(reason: string, place?: Place): void;
  summary(): { records: number; skipped: number; problems: readonly ChainProblem[]; problemCount: number };
  state(): ChainState;
  /** Where the file ends, as far as it was followed; undefined where it has no record or its last line is none. */
  end(): FileEnd | undefined;
}

const START: ChainState = { last: 'start', records: 0, skipped: 0, sealedAt: undefined };

/**
 * @param journal name of the file: what the first record is linked to
 * @param before where the file ends that was read before it, if it is of the same run
 * @param from goes on from there
 */
export function createChainCheck(journal: string, before?: FileEnd, from: ChainState = START): ChainCheck {
  const problems: ChainProblem[] = [];
  const stem = stemOf(journal);
  let { last, records, skipped, sealedAt } = from;
  let problemCount = 0;
  let continues: Omit<FileEnd, 'seq'> | undefined;

  function report(seq: number | undefined, place: Place | undefined, reason: string): void {
    problemCount += 1;
    const where = place === undefined ? {} : { line: place.line, byte: place.byte };
    if (problems.length < MAXIMUM_PROBLEMS) problems.push({ seq, reason, ...where });
  }

  /** In words what is wrong with the link of the first record. */
  function firstProblem({ seq, prev }: JournalRecord): string | undefined {
    if (stem === undefined) return undefined;
    const link = readFirstLink(prev, stem);
    if (link === undefined) return `the first record belongs to another file (${JSON.stringify(prev.slice(0, 80))})`;
    if (link === 'start') return seq === 1 ? undefined : wrongSeq(1, seq);
    continues = link;
    if (before === undefined || link.stem !== before.stem) return undefined;
    if (link.head !== before.head)
      return `the file goes on from another record than the last of "${before.stem}.jsonl": records are missing there`;
    return seq === before.seq + 1 ? undefined : wrongSeq(before.seq + 1, seq);
  }

  function linkProblem(record: JournalRecord): string | undefined {
    if (last === 'unknown') return undefined;
    if (last === 'start') return firstProblem(record);
    if (record.seq !== last.seq + 1) return wrongSeq(last.seq + 1, record.seq);
    if (record.prev === last.head) return undefined;
    return 'the record is not linked to the one before it: something in between was changed';
  }

  return {
    problems,
    get continues() {
      return continues;
    },
    accept(record, place) {
      if (sealedAt !== undefined) report(record.seq, place, `a record stands behind the seal (record ${sealedAt})`);
      const wrong = linkProblem(record);
      if (wrong !== undefined) report(record.seq, place, wrong);
      records += 1;
      if (record.type === 'closed') {
        sealedAt = record.seq;
        // Lines that were skipped did count for the writer.
        const counted = records - 1 + skipped;
        if (record.records !== counted)
          report(record.seq, place, `the seal counts ${record.records} records, got ${counted}`);
        if (record.head !== record.prev)
          report(record.seq, place, 'the seal names another head than the record before it');
      }
      last = { seq: record.seq, head: record.sha256 };
    },
    skip(reason, place) {
      skipped += 1;
      report(typeof last === 'object' ? last.seq + 1 : undefined, place, reason);
      last = 'unknown';
    },
    summary: () => ({ records, skipped, problems, problemCount }),
    state: () => ({ last, records, skipped, sealedAt }),
    end: () => (typeof last === 'object' && stem !== undefined ? { stem, ...last } : undefined),
  };
}

function wrongSeq(expected: number, got: number): string {
  return `expected record ${expected}, got ${got}: records are missing, repeated or out of order`;
}
