/** The recorder of one connection: turns what a server was asked into the records of trajectories. */
import { randomUUID } from 'node:crypto';
import type { Journal } from './journal.ts';
import { createKeys, type RequestKey } from './key.ts';
import type { Answered, Called, Event, Opened } from './record.ts';

export interface Recorder {
  /** Opens a trajectory for a question; `task` is the handle by which requests name it. */
  begin(question: string): Promise<{ readonly trajectory: string; readonly task: string }>;
  /** The trajectory a request belongs to, by the rules of key.ts; undefined for an unknown or answered task handle. */
  resolve(key: RequestKey): string | undefined;
  /** Records a call; resolves when it is on disk. */
  call(trajectory: string, called: Omit<Called, 'type'>): Promise<void>;
  /** Records an answer, which ends the trajectory; resolves when it is on disk. */
  answer(trajectory: string, answered: Omit<Answered, 'type'>): Promise<void>;
}

/**
 * Makes the recorder of one connection. Every trajectory begins with `opened`, written just before its first other record, so
 * that each can be replayed on its own.
 *
 * @param opened what shaped the toolset; a function where the client's name is known only later
 * @returns its methods reject with the JournalError of the record that could not be brought to disk
 */
export function createRecorder(
  journal: Journal,
  opened: Omit<Opened, 'type'> | (() => Omit<Opened, 'type'>),
  options: { readonly id?: () => string } = {},
): Recorder {
  /** Trajectories whose `opened` is on disk, or on its way there. */
  const begun = new Map<string, Promise<void>>();
  const keys = createKeys(options.id ?? randomUUID, (trajectory) => begun.delete(trajectory));

  async function open(trajectory: string): Promise<void> {
    try {
      const first = typeof opened === 'function' ? opened() : opened;
      await journal.append(trajectory, { ...first, type: 'opened' });
    } catch (error) {
      begun.delete(trajectory);
      throw error;
    }
  }

  async function record(trajectory: string, event: Event): Promise<void> {
    let opening = begun.get(trajectory);
    if (opening === undefined) {
      opening = open(trajectory);
      begun.set(trajectory, opening);
    }
    // Awaited before anything else is written: what stands behind a lost `opened` could not be replayed.
    await opening;
    await journal.append(trajectory, event);
  }

  return {
    async begin(question) {
      const { trajectory, task } = keys.begin();
      await record(trajectory, { type: 'task', task, question });
      return { trajectory, task };
    },
    resolve: keys.resolve,
    call: (trajectory, called) => record(trajectory, { ...called, type: 'call' }),
    async answer(trajectory, answered) {
      await record(trajectory, { ...answered, type: 'answer' });
      keys.end(trajectory);
    },
  };
}
