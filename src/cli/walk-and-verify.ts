/** Walks and verifies at the same time: each trajectory is judged as soon as its records are on disk, by what stands there. */
import { setTimeout } from 'node:timers/promises';
import type { ArgumentStyle } from '../agent/walk.ts';
import type { Task } from '../task/task.ts';
import type { Tasks } from '../task/task-store.ts';
import { followJournal } from '../trajectory/follow.ts';
import type { Journal } from '../trajectory/journal.ts';
import type { Trajectory } from '../trajectory/trajectory.ts';
import type { Verified } from '../verify/verify-all.ts';
import type { OpenedGraph } from './graph-options.ts';
import { createTidings } from './tidings.ts';
import type { Verifying } from './verifying.ts';
import { type Walked, walkAll } from './walking.ts';

/** Milliseconds in which answers gather before the journal is read on. */
const GATHERING = 20;

/** Tasks between being asked and being judged: enough to hide the way to the disk, few enough to stay small. */
const MOST_AT_ONCE = 256;

/**
 * Verdicts in the order in which the walker answered. What was not acknowledged is not judged. Returns how the walk went.
 *
 * @param verifying may still be filling its engine: the walk begins all the same
 * @throws what walking and verifying throw; both have come to rest then
 */
export async function* walkAndVerify(
  opened: OpenedGraph,
  tasks: Iterable<Task> | AsyncIterable<Task>,
  directory: string,
  options: { readonly style: ArgumentStyle; readonly verifying: Verifying | Promise<Verifying> },
): AsyncGenerator<Verified, Walked> {
  const desk = createDesk();
  let journal: Journal | undefined;
  const walking = walkAll(opened, desk.asked(tasks), directory, {
    style: options.style,
    onJournal: (opening) => {
      journal = opening;
    },
    onWalked: (task, _, faulted) => desk.walked(task, faulted),
  });
  walking.then(desk.end, desk.end);
  try {
    const verifying = await options.verifying;
    const written = {
      get file() {
        return journal?.file;
      },
    };
    const trajectories = acknowledged(followJournal(written, desk.more), desk);
    for await (const verified of verifying.verify(trajectories, desk.tasks, directory)) {
      if (verified.task !== undefined) desk.judged(verified.task);
      yield verified;
    }
    return await walking;
  } finally {
    desk.close();
    await walking.catch(() => undefined);
  }
}

/** Those whose answer was acknowledged, and in the end those that were never answered. */
async function* acknowledged(trajectories: AsyncIterable<Trajectory>, desk: Desk): AsyncGenerator<Trajectory> {
  for await (const trajectory of trajectories) {
    const question = trajectory.task?.question;
    const answered = trajectory.answer !== undefined && question !== undefined;
    if (!answered || (await desk.isAnswered(question))) yield trajectory;
  }
}

/** What is known of the tasks in work. */
interface Desk {
  readonly tasks: Tasks;
  /** The tasks, as fast as others are judged. */
  asked(tasks: Iterable<Task> | AsyncIterable<Task>): AsyncGenerator<Task>;
  walked(task: Task, faulted: boolean): void;
  judged(task: Task): void;
  /** Resolves when more was walked; false when the walk is over. */
  more(): Promise<boolean>;
  /** Waits until an answer to the question is acknowledged; false where that never came. */
  isAnswered(question: string): Promise<boolean>;
  end(): void;
  /** Nothing more is asked. */
  close(): void;
}

interface InWork {
  readonly task: Task;
  /** How many times it is walked at the moment, and how many of those were answered. */
  times: number;
  answered: number;
}

function createDesk(): Desk {
  const inWork = new Map<string, InWork>();
  const walks = createTidings();
  const verdicts = createTidings();
  let unfinished = 0;
  let closed = false;

  return {
    tasks: { size: 0, get: (question) => inWork.get(question)?.task },
    async *asked(tasks) {
      for await (const task of tasks) {
        while (unfinished >= MOST_AT_ONCE && !closed) await verdicts.more();
        if (closed) return;
        unfinished += 1;
        const known = inWork.get(task.question);
        if (known === undefined) inWork.set(task.question, { task, times: 1, answered: 0 });
        else known.times += 1;
        yield task;
      }
    },
    walked({ question }, faulted) {
      const known = inWork.get(question) as InWork;
      if (faulted) unfinished -= 1;
      else known.answered += 1;
      walks.tell();
    },
    judged({ question }) {
      const known = inWork.get(question) as InWork;
      unfinished -= 1;
      known.times -= 1;
      if (known.times === 0) inWork.delete(question);
      verdicts.tell();
    },
    async more() {
      const news = await walks.more();
      // Several answers to a look at the file.
      if (news) await setTimeout(GATHERING);
      return news;
    },
    async isAnswered(question) {
      while (inWork.get(question)?.answered === 0) if (!(await walks.more())) break;
      const known = inWork.get(question);
      if (known === undefined || known.answered === 0) return false;
      known.answered -= 1;
      return true;
    },
    end: () => walks.end(),
    close() {
      closed = true;
      verdicts.end();
    },
  };
}
