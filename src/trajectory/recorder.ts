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
 * @param opened what shaped the toolset; a function where the client's name is known only later
 * @returns its methods reject with the JournalError of the record that could not be brought to disk
 */
export function createRecorder(
  journal: Journal,
  opened: Omit<Opened, 'type'> | (() => Omit<Opened, 'type'>),
  { id = randomUUID, onFailure = 'fail', onLost = () => undefined }: RecorderOptions = {},
): Recorder {
  /** Trajectories whose `opened` is on disk, or on its way there. */
  const begun = new Map<string, Promise<void>>();
  /** Records lost since the last that was written, by trajectory. */
  const lost = new Map<string, number>();
  const keys = createKeys(id, (trajectory) => {
    begun.delete(trajectory);
    lost.delete(trajectory);
  });

  async function open(trajectory: string): Promise<void> {
    try {
      const first = typeof opened === 'function' ? opened() : opened;
      await journal.append(trajectory, { ...first, type: 'opened' });
    } catch (error) {
      begun.delete(trajectory);
      throw error;
    }
  }

  async function write(trajectory: string, event: Event): Promise<void> {
    let opening = begun.get(trajectory);
    if (opening === undefined) {
      opening = open(trajectory);
      begun.set(trajectory, opening);
    }
    // Awaited before anything else is written: what stands behind a lost `opened` could not be replayed.
    await opening;
    const missing = lost.get(trajectory);
    if (missing !== undefined) lost.delete(trajectory);
    try {
      await journal.append(trajectory, event, missing);
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
