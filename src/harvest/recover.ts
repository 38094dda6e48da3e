/** Reads what an earlier run had gathered before it was killed, and cuts off what it had not finished. */
import { renameSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { isRefusedLine, type RefusedLine, type SampleLine, TOOL_LINE, type ToolLine } from './gathered-line.ts';
import { WALKS } from './gathering.ts';
import { openLineFile } from './line-file.ts';
import type { Lineage } from './lineage.ts';
import type { FunctionTool } from './sample.ts';
import { openStagedFile } from './staged-file.ts';

export interface Recovered {
  /** In the order of their lines. */
  readonly tools: readonly FunctionTool[];
  /** {@link walkKey}s of the trajectories that need no work any more, and how often each was gathered. */
  readonly walks: Map<string, number>;
}

/** What tells a walk from every other, and from itself in another state: the head covers all that it holds. */
export function walkKey({
  journal,
  trajectory,
  head,
  sealed,
}: Pick<Lineage, 'journal' | 'trajectory' | 'head' | 'sealed'>): string {
  return JSON.stringify([journal, trajectory, head, sealed]);
}

/** @throws HarvestError `not_readable` */
export function recoverGathering(folder: string): Recovered {
  const tools: FunctionTool[] = [];
  const walks = new Map<string, number>();
  let whole = 0;
  for (const { text, end } of entriesOf(folder)) {
    if (text.startsWith(TOOL_LINE)) tools.push((JSON.parse(text) as ToolLine).tool);
    else count(walks, walkKey((JSON.parse(text) as RefusedLine | SampleLine).walk), 1);
    whole = end;
  }
  truncateSync(join(folder, WALKS), whole);
  return { tools, walks };
}

/** Adds to a count; one that comes to nought is taken out. */
export function count(counts: Map<string, number>, key: string, more: number): void {
  const sum = (counts.get(key) ?? 0) + more;
  if (sum > 0) counts.set(key, sum);
  else counts.delete(key);
}

/** Takes out the walks that are no longer among those to be harvested: of each the first ones, as many as are told. */
export function forgetWalks(folder: string, walks: ReadonlyMap<string, number>): void {
  const gone = new Map(walks);
  const file = openStagedFile(folder, `${WALKS}.new`);
  for (const { text, content } of entriesOf(folder)) {
    const key = text.startsWith(TOOL_LINE) ? '' : walkKey((JSON.parse(text) as RefusedLine).walk);
    if (gone.has(key)) count(gone, key, -1);
    else file.write(content === undefined ? `${text}\n` : `${text}\n${content}\n`);
  }
  file.close();
  renameSync(join(folder, `${WALKS}.new`), join(folder, WALKS));
}

interface Entry {
  readonly text: string;
  /** The line after it, which belongs to it. */
  readonly content: string | undefined;
  /** Where the next entry begins. */
  readonly end: number;
}

/** Whole entries up to the first that is torn, or no JSON (after a power cut a file may end in noughts). */
function* entriesOf(folder: string): Generator<Entry> {
  const file = openLineFile(join(folder, WALKS));
  try {
    let head: string | undefined;
    for (const { bytes, offset, length } of file.lines()) {
      const text = bytes.toString('utf8');
      const value = parse(text);
      if (value === undefined) return;
      const end = offset + length + 1;
      if (head !== undefined) {
        yield { text: head, content: text, end };
        head = undefined;
      } else if (text.startsWith(TOOL_LINE) || isRefusedLine(value as RefusedLine)) {
        yield { text, content: undefined, end };
      } else head = text;
    }
  } finally {
    file.close();
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
