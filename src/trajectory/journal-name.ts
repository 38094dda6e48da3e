/** Names of journal files: `run-<run>.jsonl`, and `run-<run>.000002.jsonl` and so on where a run goes on in another file. */

export interface JournalName {
  /** What all files of one run share: a UUID. */
  readonly run: string;
  /** From 1; numbers may be left out where a file could not be made. */
  readonly part: number;
}

const NAME = /^run-(.+?)(?:\.(\d{6,12}))?\.jsonl$/;
const EXTENSION = /\.jsonl$/;

export function journalName({ run, part }: JournalName): string {
  return part === 1 ? `run-${run}.jsonl` : `run-${run}.${String(part).padStart(6, '0')}.jsonl`;
}

/** Undefined for the name of anything else. */
export function parseJournalName(name: string): JournalName | undefined {
  const match = NAME.exec(name);
  return match === null ? undefined : { run: match[1] as string, part: match[2] === undefined ? 1 : Number(match[2]) };
}

/** The name without its extension, as links give it; undefined for a file that is not named like a journal. */
export function stemOf(name: string): string | undefined {
  return NAME.test(name) ? name.replace(EXTENSION, '') : undefined;
}

/** The parts of a run follow each other; runs stand in code-point order of their names. */
export function compareJournalNames(one: JournalName, other: JournalName): number {
  if (one.run !== other.run) return one.run < other.run ? -1 : 1;
  return one.part - other.part;
}
