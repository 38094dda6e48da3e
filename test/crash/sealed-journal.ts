/** A sealed journal in memory, and whether the reader's own parts notice what was done to it. */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { type ChainState, createChainCheck } from '../../src/trajectory/chain-check.ts';
import { openJournal } from '../../src/trajectory/journal.ts';
import { type Line, splitLines } from '../../src/trajectory/lines.ts';
import { recordOf, sealAtEnd } from '../../src/trajectory/read-line.ts';
import type { Event } from '../../src/trajectory/record.ts';
import { answered, called, opened } from '../trajectory/events.ts';

export interface SealedJournal {
  readonly path: string;
  readonly bytes: Buffer;
  /** Offsets of the first bytes of the lines, and at last the length of the file. */
  readonly starts: readonly number[];
  /** What the reader knows before each line. */
  readonly states: readonly ChainState[];
}

/** @param records without the seal; texts differ, so that no two lines are alike but for their frame */
export async function sealedJournal(folder: string, records: number): Promise<SealedJournal> {
  const journal = openJournal(folder, { id: () => 'x', sync: false, now: () => new Date(0) });
  for (let index = 0; index < records; index += 1) {
    const place = index % 5;
    const call = { ...called, arguments: { country: `Länd \u2028 ${index} \ud83d\ude00`, lone: '\ud800' } };
    const event: Event = place === 0 ? opened : place === 4 ? answered : call;
    await journal.append(`T${Math.floor(index / 5)}`, event);
  }
  await journal.close();
  const path = journal.file as string;
  const bytes = readFileSync(path);
  const starts = [0];
  for (let feed = bytes.indexOf(10); feed !== -1; feed = bytes.indexOf(10, feed + 1)) starts.push(feed + 1);
  const states: ChainState[] = [];
  const chain = createChainCheck(basename(path));
  for (const line of splitLines().push(bytes)) {
    states.push(chain.state());
    const record = recordOf(line, path);
    if (typeof record === 'string') throw new Error(record);
    chain.accept(record);
  }
  return { path, bytes, starts, states };
}

/** The bytes of lines from one to before another. */
export function linesFrom({ bytes, starts }: SealedJournal, from: number, to: number): Buffer {
  return bytes.subarray(starts[from], starts[to]);
}

/**
 * Whether damage is noticed in a file that is unchanged before line `from` and goes on with these pieces: the reader's own
 * splitter, line check and chain check, begun where the change is and left as soon as they have found something, since a
 * problem that is found stays found.
 *
 * @returns `damaged`, `unsealed`, or undefined where nothing is noticed
 */
export function noticedFrom(
  { path, states }: SealedJournal,
  from: number,
  pieces: Iterable<Buffer>,
): 'damaged' | 'unsealed' | undefined {
  const splitter = splitLines();
  const chain = createChainCheck(basename(path), undefined, states[from]);
  let last: Line | undefined;
  const damaged = (lines: readonly Line[]): boolean => {
    for (const line of lines) {
      last = line;
      const record = recordOf(line, path);
      if (typeof record === 'string') chain.skip(record);
      else chain.accept(record);
      if (chain.problems.length > 0) return true;
    }
    return false;
  };
  for (const piece of pieces) if (damaged(splitter.push(piece))) return 'damaged';
  if (damaged(splitter.end())) return 'damaged';
  const end = last?.bytes === undefined ? Buffer.alloc(0) : Buffer.concat([last.bytes, Buffer.from('\n')]);
  return sealAtEnd(end) === undefined ? 'unsealed' : undefined;
}
