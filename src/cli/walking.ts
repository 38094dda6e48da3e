/** Walks a stream of tasks over MCP, several at a time, and records everything; few tasks are in memory at once. */
import { type ArgumentStyle, walkTask } from '../agent/walk.ts';
import { UsageError } from '../errors.ts';
import { entailHint } from '../graph/entail/hint.ts';
import { connectInMemory } from '../mcp/client.ts';
import type { Task } from '../task/task.ts';
import { createTaskWriter } from '../task/task-writer.ts';
import type { Surface } from '../tool/toolset.ts';
import type { Journal } from '../trajectory/journal.ts';
import { isGraph, type OpenedSource } from './graph-options.ts';
import { openServing } from './recording.ts';
import { refuseOtherIds } from './task-prefixes.ts';
import { VERSION } from './version.ts';

export interface Walked {
  readonly walked: number;
  readonly calls: number;
  /** Walks that ended in a fault, and what the first of them ended in. */
  readonly faulted: number;
  readonly faults: readonly string[];
}

export interface WalkOptions {
  readonly style: ArgumentStyle;
  /** Which tools are walked over; default `relations`. */
  readonly surface?: Surface;
  /** Hears of each task when all of its records are on disk; `done` counts from 1. */
  readonly onWalked?: (task: Task, done: number, faulted: boolean) => void;
  /** Hears of the journal before anything is written. */
  readonly onJournal?: (journal: Journal) => void;
}

/** Connections at once: their records share the journal's syncs, which take longer than the calls. */
const CONNECTIONS = 64;
/** An endpoint is sent no more at once than it answers in time: each call leads to several requests. */
const CONNECTIONS_TO_ENDPOINT = 4;
const TOLD_FAULTS = 5;

/**
 * Walks all tasks over in-memory MCP connections. Each task is written beside the journals, for the verifier, before it is
 * walked. Ends with the first error, when what is on its way has come to rest: journal and task file are closed properly.
 *
 * @throws UsageError `other_graph` for a task made from another graph, `task_prefixes` for one whose short ids an endpoint is not
 *   told of; TaskError, JournalError and ConnectionError
 */
export async function walkAll(
  opened: OpenedSource,
  tasks: Iterable<Task> | AsyncIterable<Task>,
  directory: string,
  { style, surface = 'relations', onWalked, onJournal }: WalkOptions,
): Promise<Walked> {
  const serving = await openServing(opened, { surface }, directory);
  const journal = serving.journal as Journal;
  onJournal?.(journal);
  const writer = createTaskWriter(directory);
  const counts = { walked: 0, calls: 0, faulted: 0 };
  const faults: string[] = [];
  const waiting = inTurn(tasks);
  const connections = isGraph(opened) ? CONNECTIONS : CONNECTIONS_TO_ENDPOINT;
  const walkSome = async (): Promise<void> => {
    const client = await connectInMemory(serving.connect(), VERSION);
    for (let next = await waiting.next(); next.done !== true; next = await waiting.next()) {
      const task = next.value;
      refuseForeign(task, opened);
      writer.add(task);
      const { fault } = await walkTask(task, client, serving.toolset, style);
      counts.walked += 1;
      counts.calls += task.plan.length;
      if (fault !== undefined) counts.faulted += 1;
      if (fault !== undefined && faults.length < TOLD_FAULTS)
        faults.push(`${task.id}: ${fault.message ?? fault.status}`);
      onWalked?.(task, counts.walked, fault !== undefined);
    }
    await client.close();
  };
  try {
    await allAtRest(Array.from({ length: connections }, walkSome), () => waiting.stop());
    writer.finish();
  } finally {
    await journal.close();
    writer.finish();
  }
  return { ...counts, faults };
}

/** Waits for all of them, also where one fails, which tells the others to stop; throws the first error. */
async function allAtRest(works: readonly Promise<void>[], stop: () => void): Promise<void> {
  const errors: unknown[] = [];
  const settled = works.map((work) =>
    work.catch((error: unknown) => {
      errors.push(error);
      stop();
    }),
  );
  await Promise.all(settled);
  if (errors.length > 0) throw errors[0];
}

interface Waiting {
  next(): Promise<IteratorResult<Task, unknown>>;
  /** Nothing more is given out. */
  stop(): void;
}

/** Several may ask at once; each task is given to one of them. */
function inTurn(tasks: Iterable<Task> | AsyncIterable<Task>): Waiting {
  const iterator = Symbol.asyncIterator in tasks ? tasks[Symbol.asyncIterator]() : tasks[Symbol.iterator]();
  let stopped = false;
  let last: Promise<unknown> = Promise.resolve();
  const take = async (): Promise<IteratorResult<Task, unknown>> =>
    stopped ? { done: true, value: undefined } : await iterator.next();
  return {
    next() {
      const next = last.then(take);
      last = next.catch(() => undefined);
      return next;
    },
    stop() {
      if (stopped) return;
      stopped = true;
      last = last.then(() => iterator.return?.());
      last.catch(() => undefined);
    },
  };
}

function refuseForeign(task: Task, opened: OpenedSource): void {
  if (!isGraph(opened)) {
    refuseOtherIds(task, opened.source);
    return;
  }
  const { graph } = opened;
  const { id, made } = task;
  if (made.graph === graph.digest) return;
  throw new UsageError(
    'other_graph',
    `the task ${id} was made from graph ${made.graph}, this is ${graph.digest}${entailHint(made.graph, graph)}; sample tasks from this graph`,
  );
}
