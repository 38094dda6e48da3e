/** A trajectory as the events that were recorded, free to be changed, and recorded again by the real journal with hashes that fit. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openJournal } from '../../src/trajectory/journal.ts';
import { readJournals } from '../../src/trajectory/read.ts';
import type { Answered, Called, Event, Opened, TaskBegun } from '../../src/trajectory/record.ts';
import type { Trajectory } from '../../src/trajectory/trajectory.ts';

export interface Story {
  readonly opened?: Opened | undefined;
  readonly task?: TaskBegun | undefined;
  readonly calls: readonly Called[];
  readonly answer?: Answered | undefined;
  /** What was recorded under the same name after the answer. */
  readonly after?: readonly Event[];
}

export function storyOf({ opened, task, calls, answer }: Trajectory): Story {
  return {
    opened: opened && unframed(opened),
    task: task && unframed(task),
    calls: calls.map(unframed),
    answer: answer && unframed(answer),
  };
}

function unframed<T extends Event>(record: T): T {
  const { v, trajectory, seq, prev, at, sha256, ...event } = record as T & Record<string, unknown>;
  return event as unknown as T;
}

/**
 * Records stories as whoever can write the files would: every hash and every link fits. `spoil` may then change the bytes.
 * The trajectories come back as the reader gives them, by name; one that goes on after its answer comes back as two.
 */
export async function recordStories(
  stories: ReadonlyMap<string, Story>,
  spoil?: (directory: string) => Promise<void>,
): Promise<Map<string, Trajectory[]>> {
  if (stories.size === 0) return new Map();
  const directory = await mkdtemp(join(tmpdir(), 'graphtrail-mutants-'));
  try {
    const journal = openJournal(directory, { sync: false, now: () => new Date(0) });
    const written: Promise<void>[] = [];
    for (const [id, { opened, task, calls, answer, after = [] }] of stories)
      for (const event of [opened, task, ...calls, answer, ...after])
        if (event !== undefined) written.push(journal.append(id, event));
    await Promise.all(written);
    await journal.close();
    await spoil?.(directory);
    const read = new Map<string, Trajectory[]>();
    for await (const trajectory of readJournals([directory]))
      read.set(trajectory.id, [...(read.get(trajectory.id) ?? []), trajectory]);
    return read;
  } finally {
    await rm(directory, { recursive: true });
  }
}
