/** The tasks of a file in a seeded order, to be practised on: memory holds what they are chosen by, the gold stays on disk. */
import { TaskError } from '../errors.ts';
import { seededRandom } from '../logic/random.ts';
import type { Task } from './task.ts';
import { openTaskStore, type TaskStore } from './task-store.ts';

/** What is kept of a task. */
export interface PracticeEntry {
  readonly id: string;
  readonly question: string;
  readonly pattern: string;
  readonly hops: number;
  /** Line of the file, from 1. */
  readonly line: number;
}

export interface PracticeTasks {
  /** In seeded order. */
  readonly entries: readonly PracticeEntry[];
  /** The whole task of a question. @throws TaskError `task_file` where the file was changed since */
  readonly store: TaskStore;
  has(question: string): boolean;
}

/**
 * Reads a file once. Of tasks that stand in it twice one is kept.
 *
 * @param refusal why a task cannot be practised on; undefined where it can
 * @throws TaskError `task_file` where it cannot be read, `practice_empty`, and `practice_refused` for a task that is refused
 *   or asks what another one asks already, each naming the line
 */
export async function openPracticeTasks(
  path: string,
  seed: string,
  refusal: (task: Task) => string | undefined,
): Promise<PracticeTasks> {
  const entries = new Map<string, PracticeEntry>();
  const store = await openTaskStore([path], (task, line) => {
    const reason = reasonAgainst(task, entries.get(task.question)) ?? refusal(task);
    if (reason !== undefined) throw refused(`${path}:${line}`, task.id, reason);
    const { id, question, pattern, hardness } = task;
    if (!entries.has(question)) entries.set(question, { id, question, pattern, hops: hardness.hops, line });
  });
  if (entries.size === 0)
    throw new TaskError('practice_empty', `there is no task in "${path}"; make some with "graphtrail tasks --out"`);
  return {
    entries: seededRandom(`${seed}/practice`).shuffle([...entries.values()]),
    store,
    has: (question) => entries.has(question),
  };
}

function reasonAgainst({ id }: Task, known: PracticeEntry | undefined): string | undefined {
  if (known === undefined || known.id === id) return undefined;
  return `asks what line ${known.line} asks already, and is another task; a question needs one right answer`;
}

/** The gold is not told: what is told here ends in logs that clients keep. */
function refused(place: string, id: string, reason: string): TaskError {
  return new TaskError('practice_refused', `${place}: the task ${JSON.stringify(id.slice(0, 80))} ${reason}`);
}

/** What is wished for; all fit where nothing is. */
export interface Wish {
  readonly pattern?: string | undefined;
  readonly hops?: number | undefined;
}

export function fits(entry: PracticeEntry, { pattern, hops }: Wish): boolean {
  return (pattern === undefined || entry.pattern === pattern) && (hops === undefined || entry.hops === hops);
}

export interface PracticeRun {
  /** The next one that fits; undefined where none does. */
  next(wish: Wish): PracticeEntry | undefined;
}

/** The golden section: connections that come one after another begin far from each other. */
const SECTION = (Math.sqrt(5) - 1) / 2;

/**
 * The order of one connection. All go round the same order; the k-th (from 0) begins at the fraction k · 0.618… of it. Each
 * choice of pattern and hops is a round of its own.
 */
export function createRun(entries: readonly PracticeEntry[], connection: number): PracticeRun {
  const given = new Map<string, number>();
  return {
    next(wish) {
      const fitting = entries.filter((entry) => fits(entry, wish));
      if (fitting.length === 0) return undefined;
      const key = JSON.stringify([wish.pattern, wish.hops]);
      const before = given.get(key) ?? 0;
      given.set(key, before + 1);
      const start = Math.floor(((connection * SECTION) % 1) * fitting.length);
      return fitting[(start + before) % fitting.length];
    },
  };
}
