/** Practice: introduces tasks and the grading of answers to the server, which knows neither. */
import { TaskError, UsageError } from '../errors.ts';
import { compareCodePoints } from '../graph/code-points.ts';
import { createRun, fits, openPracticeTasks, type PracticeEntry, type PracticeTasks } from '../task/practice-tasks.ts';
import type { Task } from '../task/task.ts';
import { createTaskWriter, type TaskWriter } from '../task/task-writer.ts';
import type { Grade, Practice, PracticeAnswer, PracticeChoice } from '../tool/practice.ts';
import { quote } from '../tool/quote.ts';
import { goldHolds } from '../verify/gold-holds.ts';
import { gradeAnswer } from '../verify/grade.ts';
import { isGraph, type OpenedGraph, type OpenedSource } from './graph-options.ts';
import type { PracticeFlags } from './practice-flags.ts';
import { tell } from './print.ts';

export interface Practising {
  readonly size: number;
  /** Makes what the next connection practises on. */
  connect(): Practice;
  close(): Promise<void>;
}

/**
 * @param current the graph as it is now: on another one than the tasks were made from nothing is graded that does not hold on it
 * @throws UsageError `practice_only`, `practice_needs_graph`; TaskError `task_file`, `practice_empty`, `practice_refused`
 */
export async function openPractising(
  opened: OpenedSource,
  { practice: path, seed, reveal = false, record }: PracticeFlags,
  current: () => OpenedSource,
): Promise<Practising | undefined> {
  if (path === undefined) {
    if (seed === undefined && !reveal) return undefined;
    throw new UsageError('practice_only', '--seed and --reveal go with --practice FILE; add it, or leave them out');
  }
  const { digest, tasks } = await openChecked(path, seed ?? '0', opened);
  const begun = record === undefined ? undefined : keepTasks(record);
  let connections = 0;
  return {
    size: tasks.entries.length,
    connect: () => practiceOf(tasks, connections++, { reveal, digest, current, begun }),
    close: async () => {
      begun?.finish();
      await tasks.store.close();
    },
  };
}

/** A function of its own: what is given back does not hold the graph. */
async function openChecked(path: string, seed: string, opened: OpenedSource) {
  if (!isGraph(opened))
    throw new UsageError(
      'practice_needs_graph',
      '--practice goes with a graph in files: on an endpoint the right answers cannot be checked first',
    );
  const tasks = await openPracticeTasks(path, seed, (task) => refusal(task, opened));
  return { digest: opened.graph.digest, tasks };
}

/** Puts each task that is worked on beside the journals, once: there whoever verifies them looks for it. */
function keepTasks(directory: string): TaskWriter {
  const kept = new Set<string>();
  let writer: TaskWriter | undefined;
  return {
    add(task) {
      if (kept.has(task.id)) return;
      kept.add(task.id);
      try {
        writer ??= createTaskWriter(directory);
        writer.add(task);
      } catch (error) {
        if (!(error instanceof TaskError)) throw error;
        tell(`graphtrail: ${error.message} [${error.code}] Verify with --tasks and the file of --practice.`);
      }
    },
    finish: () => writer?.finish(),
  };
}

function refusal(task: Task, { graph }: OpenedGraph): string | undefined {
  if (task.made.graph !== graph.digest)
    return `was made from graph ${quote(task.made.graph)}, this is ${graph.digest}; make tasks from this graph`;
  if (goldHolds(task, graph)) return undefined;
  return 'has another answer on this graph than the file says; make it again with "graphtrail tasks"';
}

/** Questions in a row that are passed over, since the graph has changed and with it their answers. */
const MOST_PASSED = 200;
const NONE_HOLDS =
  'The graph has changed since the questions were made, and with it their answers. Tell whoever runs this server.';

interface Grading {
  readonly reveal: boolean;
  /** Of the graph on which every gold was found to hold. */
  readonly digest: string;
  readonly current: () => OpenedSource;
  readonly begun: TaskWriter | undefined;
}

function practiceOf(tasks: PracticeTasks, connection: number, grading: Grading): Practice {
  const run = createRun(tasks.entries, connection);
  const patterns = (hops?: number): string[] =>
    distinct(tasks, ({ pattern }) => pattern, { hops }).sort(compareCodePoints);
  const hops = (pattern?: string): number[] =>
    distinct(tasks, (entry) => entry.hops, { pattern }).sort((a, b) => a - b);
  return {
    patterns,
    hops,
    async begin(question) {
      if (!tasks.has(question)) return false;
      const task = await taskOf(question, tasks);
      if (task !== undefined) grading.begun?.add(task);
      return true;
    },
    async draw(choice) {
      for (let passed = 0; passed < MOST_PASSED; passed++) {
        const found = choice.id === undefined ? run.next(choice) : tasks.entries.find(({ id }) => id === choice.id);
        if (found === undefined) return { fault: { status: 'unknown', message: noneFits(choice, patterns(), hops()) } };
        if (await canBeGraded(found, tasks, grading)) return { question: found.question };
        if (choice.id !== undefined) break;
      }
      return { fault: { status: 'unknown', message: NONE_HOLDS } };
    },
    grade: async (question, answered) => await gradeOf(question, answered, tasks, grading),
  };
}

function distinct<T>({ entries }: PracticeTasks, of: (entry: PracticeEntry) => T, choice: PracticeChoice): T[] {
  return [...new Set(entries.filter((entry) => fits(entry, choice)).map(of))];
}

/** Whether the gold is still what it was; where the task cannot be read, grading will say so. */
async function canBeGraded({ question }: PracticeEntry, tasks: PracticeTasks, grading: Grading): Promise<boolean> {
  if (grading.current().graph.digest === grading.digest) return true;
  const task = await taskOf(question, tasks);
  return task === undefined || stillHolds(task, grading);
}

function stillHolds(task: Task, { digest, current }: Grading): boolean {
  const now = current();
  return now.graph.digest === digest || (isGraph(now) && goldHolds(task, now.graph));
}

/** Undefined where the file was changed while it was in use. */
async function taskOf(question: string, { store }: PracticeTasks): Promise<Task | undefined> {
  try {
    return await store.get(question);
  } catch (error) {
    if (!(error instanceof TaskError)) throw error;
    return undefined;
  }
}

async function gradeOf(
  question: string,
  answered: PracticeAnswer,
  tasks: PracticeTasks,
  grading: Grading,
): Promise<Grade | string> {
  const task = await taskOf(question, tasks);
  if (task === undefined) return 'the tasks cannot be read any more; tell whoever runs this server.';
  if (!stillHolds(task, grading))
    return 'the graph has changed since the question was made, and with it the right answer.';
  return await gradeAnswer(answered, task, grading.current().source, grading.reveal);
}

function noneFits({ pattern, hops, id }: PracticeChoice, patterns: readonly string[], all: readonly number[]): string {
  if (id !== undefined)
    return `There is no task ${quote(id)} to practise on. Leave the id out to be given the next one.`;
  const asked = [
    ...(pattern === undefined ? [] : [`of the pattern ${quote(pattern)}`]),
    ...(hops === undefined ? [] : [`of ${hops} hops`]),
  ];
  return `There is no question ${asked.join(' and ')}. There are the patterns ${patterns.join(', ')}, and ${all.join(', ')} hops.`;
}
