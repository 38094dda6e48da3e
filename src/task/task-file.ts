/** Task files: one JSON line a task. */
import { readFile, writeFile } from 'node:fs/promises';
import { TaskError } from '../errors.ts';
import { type Task, taskSchema } from './task.ts';

/**
 * The tasks of a file, in its order.
 *
 * @throws TaskError `task_file` naming file and line where it cannot be read or a line is no task.
 */
export async function readTasks(path: string): Promise<Task[]> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new TaskError('task_file', `cannot read the task file "${path}": ${(cause as Error).message}`, { cause });
  });
  return text
    .split('\n')
    .flatMap((line, index) => (line.trim() === '' ? [] : [readTask(line, `${path}:${index + 1}`)]));
}

function readTask(line: string, place: string): Task {
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

/** Writes a task file anew. @throws TaskError `task_file` where it cannot be written. */
export async function writeTasks(path: string, tasks: readonly Task[]): Promise<void> {
  await writeFile(path, tasks.map((task) => `${JSON.stringify(task)}\n`).join('')).catch((cause: unknown) => {
    throw new TaskError('task_file', `cannot write the task file "${path}": ${(cause as Error).message}`, { cause });
  });
}
