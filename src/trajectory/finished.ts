/** Remembers which trajectories of one connection are finished and where their records stand, so that it can read them again. */
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Journal } from './journal.ts';
import type { Recorder } from './recorder.ts';

export interface Finished {
  /** The newest first, at most 50; of long questions the beginning. */
  list(): readonly { readonly trajectory: string; readonly question: string | undefined }[];
  /** The lines of the journal, as they stand on disk; undefined where there are none of that name, or not any more. */
  read(trajectory: string): Promise<string | undefined>;
}

const MOST_FINISHED = 50;
const MOST_OPEN = 1000;
/** As much of a question as is kept, in UTF-16 units: clients send megabytes if they like. */
const LONGEST_QUESTION = 1000;
/** Longest trajectory that is read, in UTF-16 units; the rest of it is left out. */
const LONGEST = 2_000_000;

/** The files that a trajectory stands in: where it begins in the first, and where it ends in the last. */
interface Place {
  question: string | undefined;
  readonly files: Map<string, { readonly from: number; to: number }>;
}

/** The same recorder, which also remembers what is finished. It keeps places only: the records stay on disk. */
export function keepFinished(recorder: Recorder, journal: Journal): Recorder & { readonly finished: Finished } {
  const open = new Map<string, Place>();
  const finished = new Map<string, Place>();

  /** Where the next record will stand at the earliest. */
  const here = (): { path: string | undefined; bytes: number } => ({ path: journal.file, bytes: journal.bytes });

  /** Notes that something was written since; a file that was begun meanwhile is read from its start. */
  function note(trajectory: string, before: ReturnType<typeof here>, question?: string): void {
    const place = open.get(trajectory) ?? { question, files: new Map() };
    open.set(trajectory, place);
    if (open.size > MOST_OPEN) open.delete(open.keys().next().value as string);
    const { path, bytes } = here();
    if (before.path !== undefined) extend(place, before.path, before.bytes, before.path === path ? bytes : Infinity);
    if (path !== undefined && path !== before.path) extend(place, path, 0, bytes);
  }

  return {
    ...recorder,
    async begin(question) {
      const before = here();
      const begun = await recorder.begin(question);
      note(begun.trajectory, before, beginning(question));
      return begun;
    },
    async call(trajectory, called) {
      const before = here();
      const recorded = await recorder.call(trajectory, called);
      note(trajectory, before);
      return recorded;
    },
    async answer(trajectory, answered) {
      const before = here();
      const recorded = await recorder.answer(trajectory, answered);
      note(trajectory, before);
      finished.set(trajectory, open.get(trajectory) as Place);
      open.delete(trajectory);
      if (finished.size > MOST_FINISHED) finished.delete(finished.keys().next().value as string);
      return recorded;
    },
    finished: {
      list: () => Array.from(finished, ([trajectory, { question }]) => ({ trajectory, question })).reverse(),
      async read(trajectory) {
        const place = finished.get(trajectory);
        return place === undefined ? undefined : await linesOf(trajectory, place);
      },
    },
  };
}

/** A copy: a mere slice would hold all of the text that it is cut from. */
function beginning(question: string): string {
  if (question.length <= LONGEST_QUESTION) return question;
  return Buffer.from(question.slice(0, LONGEST_QUESTION), 'utf16le').toString('utf16le');
}

function extend({ files }: Place, path: string, from: number, to: number): void {
  const known = files.get(path);
  if (known === undefined) files.set(path, { from, to });
  else known.to = Math.max(known.to, to);
}

/** A file may have been deleted meanwhile: what is left of a trajectory is not the trajectory. */
async function linesOf(trajectory: string, { files }: Place): Promise<string | undefined> {
  const lines: string[] = [];
  let length = 0;
  const mine = `"trajectory":${JSON.stringify(trajectory)},`;
  try {
    for (const [path, { from, to }] of files) {
      const input = createReadStream(path, { start: from, ...(to === Infinity ? {} : { end: to - 1 }) });
      for await (const line of createInterface({ input, crlfDelay: Infinity })) {
        // The id stands near the start of a line; elsewhere it is something a client wrote.
        if (!line.slice(0, 200).includes(mine)) continue;
        length += line.length + 1;
        if (length > LONGEST) return lines.join('');
        lines.push(`${line}\n`);
      }
    }
  } catch {
    return undefined;
  }
  // Of one that was open beside too many others, the beginning is not known any more.
  return lines[0]?.includes('"type":"opened"') ? lines.join('') : undefined;
}
