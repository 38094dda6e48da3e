/** Finds tasks by their question in files of any size: memory holds where each task stands, never the tasks themselves. */
import { hash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import { TaskError } from '../errors.ts';
import type { Task } from './task.ts';
import { taskOfLine } from './task-file.ts';
import { taskLines } from './task-lines.ts';
import { createTaskPlaces, type Place, type TaskPlaces } from './task-places.ts';

/** Whatever knows tasks by their question; a Map from question to task does. */
export interface Tasks {
  readonly size: number;
  get(question: string): Task | undefined | Promise<Task | undefined>;
  close?(): Promise<void>;
}

export interface TaskStore extends Tasks {
  /** The task with exactly this question: of several the last one, as they stand in the files. */
  get(question: string): Promise<Task | undefined>;
  /** Closes the files; the store can still be asked and opens them again. */
  close(): Promise<void>;
}

/** Tasks kept at hand: several trajectories of one task mostly lie together. */
const KEPT = 256;

/**
 * Reads through all files once, checking every line, and keeps of each task two hashes and its place (some 40 bytes).
 *
 * @param hears is told each task and the number of its line; what it throws ends the reading
 * @throws TaskError `task_file` where a file cannot be read or a line is no task; later, from `get`, where a file was changed
 *   since
 */
export async function openTaskStore(
  paths: readonly string[],
  hears: (task: Task, line: number) => void = () => undefined,
): Promise<TaskStore> {
  const places = createTaskPlaces();
  for (const [file, path] of paths.entries()) {
    for await (const line of taskLines(path)) {
      const task = taskOfLine(line, path);
      if (task === undefined) continue;
      hears(task, line.number);
      const place = { file, offset: line.offset, length: line.bytes.length, content: shortHash(line.bytes) };
      places.add(shortHash(task.question), place);
    }
  }
  places.settle();
  return storeOf(paths, places);
}

function storeOf(paths: readonly string[], places: TaskPlaces): TaskStore {
  const handles = new Map<number, Promise<FileHandle>>();
  const kept = new Map<string, Task>();

  async function read(place: Place): Promise<Task> {
    const path = paths[place.file] as string;
    const handle = handles.get(place.file) ?? open(path, 'r');
    handles.set(place.file, handle);
    const bytes = Buffer.allocUnsafe(place.length);
    try {
      const { bytesRead } = await (await handle).read(bytes, 0, place.length, place.offset);
      if (bytesRead !== place.length || shortHash(bytes) !== place.content) throw changed(path);
    } catch (cause) {
      if (cause instanceof TaskError) throw cause;
      handles.delete(place.file);
      throw changed(path, cause);
    }
    return JSON.parse(bytes.toString('utf8')) as Task;
  }

  return {
    size: places.size,
    async get(question) {
      const known = kept.get(question);
      if (known !== undefined) return known;
      // Other questions may share the short hash.
      for (const place of places.find(shortHash(question))) {
        const task = await read(place);
        if (task.question !== question) continue;
        kept.set(question, task);
        if (kept.size > KEPT) kept.delete(kept.keys().next().value as string);
        return task;
      }
      return undefined;
    },
    async close() {
      const open = [...handles.values()];
      handles.clear();
      for (const handle of open) await (await handle).close();
    },
  };
}

/** The first 52 bits of a SHA-256: a whole number that a double holds exactly. */
function shortHash(text: string | Buffer): number {
  return Number.parseInt(hash('sha256', text).slice(0, 13), 16);
}

function changed(path: string, cause?: unknown): TaskError {
  return new TaskError(
    'task_file',
    `the task file "${path}" was changed while it was in use: expected the tasks that stood in it before. Start again.`,
    { cause },
  );
}
