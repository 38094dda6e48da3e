/** The recorder of one connection: turns what a server was asked into the records of trajectories. */
import { randomUUID } from 'node:crypto';
import { JournalError } from '../errors.ts';
import type { Journal } from './journal.ts';
import { createKeys, type RequestKey } from './key.ts';
import type { Answered, Called, Event, Opened } from './record.ts';

export interface Recorder {
  /** Opens a trajectory for a question; `task` is the handle by which requests name it. */
  begin(question: string): Promise<{ readonly trajectory: string; readonly task: string } & Recorded>;
  /** The trajectory a request belongs to, by the rules of key.ts; undefined for an unknown or answered task handle. */
  resolve(key: RequestKey): string | undefined;
  /** Records a call; resolves when it is on disk. */
  call(trajectory: string, called: Omit<Called, 'type'>): Promise<Recorded>;
  /** Records an answer, which ends the trajectory; resolves when it is on disk. */
  answer(trajectory: string, answered: Omit<Answered, 'type'>): Promise<Recorded>;
}

/** Whether it is on disk. False only where the recorder was told to serve without: else a failure is an error. */
export interface Recorded {
  readonly recorded: boolean;
}

export interface RecorderOptions {
  readonly id?: () => string;
  /** What becomes of a call that cannot be recorded: it fails (default), or is served and said to be unrecorded. */
  readonly onFailure?: 'fail' | 'serve';
  /** Hears of every record that could not be brought to disk, in both cases. */
  readonly onLost?: (error: JournalError) => void;
}

/**
 * Makes the recorder of one connection. Every trajectory begins with `opened`, written just before its first other record, so
 * that each can be replayed on its own. Records that were lost are counted in the next one of their trajectory.
 *
 * @param opened what shaped the toolset; a function where that is known only later, of the record that comes first
 * @returns its methods reject with the JournalError of the record that could not be brought to disk
 */
export function createRecorder(
  journal: Journal,
  opened: Omit<Opened, 'type'> | ((first: Event) => Omit<Opened, 'type'>),
  { id = randomUUID, onFailure = 'fail', onLost = () => undefined }: RecorderOptions = {},
): Recorder {
  /** Trajectories whose `opened` is on disk, or on its way there; with the digest of its tool list. */
  const begun = new Map<string, Promise<string>>();
  /** Records lost since the last that was written, by trajectory. */
  const lost = new Map<string, number>();
  const keys = createKeys(id, (trajectory) => {
    begun.delete(trajectory);
    lost.delete(trajectory);
  });

  async function open(trajectory: string, event: Event): Promise<string> {
    try {
      const first = typeof opened === 'function' ? opened(event) : opened;
      await journal.append(trajectory, { ...first, type: 'opened' });
      return first.toolset;
    } catch (error) {
      begun.delete(trajectory);
      throw error;
    }
  }

  async function write(trajectory: string, event: Event): Promise<void> {
    let opening = begun.get(trajectory);
    if (opening === undefined) {
      opening = open(trajectory, event);
      begun.set(trajectory, opening);
    }
    // Awaited before anything else is written: what stands behind a lost `opened` could not be replayed.
    const toolset = await opening;
    const missing = lost.get(trajectory);
    if (missing !== undefined) lost.delete(trajectory);
    try {
      await journal.append(trajectory, withoutToolset(event, toolset), missing);
    } catch (error) {
      if (missing !== undefined) lost.set(trajectory, missing + (lost.get(trajectory) ?? 0));
      throw error;
    }
  }

  async function record(trajectory: string, event: Event): Promise<Recorded> {
    try {
      await write(trajectory, event);
      return { recorded: true };
    } catch (error) {
      if (!(error instanceof JournalError)) throw error;
      lost.set(trajectory, (lost.get(trajectory) ?? 0) + 1);
      onLost(error);
      if (onFailure === 'fail') throw error;
      return { recorded: false };
    }
  }

  return {
    async begin(question) {
      const { trajectory, task } = keys.begin();
      try {
        return { trajectory, task, ...(await record(trajectory, { type: 'task', task, question })) };
      } catch (error) {
        // Nobody hears of this handle, so nothing may belong to it.
        keys.end(trajectory);
        throw error;
      }
    },
    resolve: keys.resolve,
    call: (trajectory, called) => record(trajectory, { ...called, type: 'call' }),
    async answer(trajectory, answered) {
      const recorded = await record(trajectory, { ...answered, type: 'answer' });
      keys.end(trajectory);
      return recorded;
    },
  };
}

/** A call names its tool list only where that is another than its trajectory was opened with. */
function withoutToolset(event: Event, opened: string): Event {
  if (event.type !== 'call' || event.toolset !== opened) return event;
  const { toolset: _, ...rest } = event;
  return rest;
}
