/** Task files: one JSON line a task. */
import { writeFile } from 'node:fs/promises';
import { TaskError } from '../errors.ts';
import { type Task, taskSchema } from './task.ts';
import { type TaskLine, taskLines } from './task-lines.ts';

/**
 * The tasks of a file, in its order, read as they are asked for. Of a file whose writer was killed, the torn last line is
 * left out.
 *
 * @throws TaskError `task_file` naming file and line where it cannot be read or a line is no task.
 */
export async function* streamTasks(path: string): AsyncGenerator<Task> {
  for await (const line of taskLines(path)) {
    const task = taskOfLine(line, path);
    if (task !== undefined) yield task;
  }
}

/** All tasks of a file at once. @throws what {@link streamTasks} throws */
export async function readTasks(path: string): Promise<Task[]> {
  const tasks: Task[] = [];
  for await (const task of streamTasks(path)) tasks.push(task);
  return tasks;
}

const NAME = /^tasks-(?:unfinished-)?[0-9a-f-]+\.jsonl$/;

/** Whether a file has the name of tasks that were walked, or are being walked. */
export function isTaskFile(name: string): boolean {
  return NAME.test(name);
}

/** Names of the files that a walk is writing, or was when it was killed. */
const UNFINISHED = /(?:^|[\\/])tasks-unfinished-[^\\/]*$/;

/** The task of a line; undefined for the torn end of a file that was never finished. */
export function taskOfLine({ bytes, number, ended }: TaskLine, path: string): Task | undefined {
  const text = bytes.toString('utf8');
  try {
    return taskOf(text, `${path}:${number}`);
  } catch (error) {
    if (!ended && UNFINISHED.test(path)) return undefined;
    throw error;
  }
}

function taskOf(line: string, place: string): Task {
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch (cause) {
    throw new TaskError(
      'task_file',
      `${place}: expected a task as one line of JSON, got ${JSON.stringify(line.slice(0, 80))}`,
      { cause },
    );
  }
  const parsed = taskSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new TaskError('task_file', `${place}: not a task: ${issue?.path.join('.') || 'line'}: ${issue?.message}`);
}

/** A task as it stands in a file, LF included. */
export function lineOfTask(task: Task): string {
  return `${JSON.stringify(task)}\n`;
}

/** Writes a task file anew. @throws TaskError `task_file` where it cannot be written. */
export async function writeTasks(path: string, tasks: readonly Task[]): Promise<void> {
  await writeFile(path, tasks.map(lineOfTask).join('')).catch((cause: unknown) => {
    throw new TaskError('task_file', `cannot write the task file "${path}": ${(cause as Error).message}`, { cause });
  });
}
