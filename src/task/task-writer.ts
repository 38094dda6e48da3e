/** Writes a task file as tasks come, so that whatever ends the process leaves those written so far. */
import { createHash, randomUUID } from 'node:crypto';
import { closeSync, fdatasyncSync, ftruncateSync, openSync, renameSync, unlinkSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { TaskError } from '../errors.ts';
import type { Task } from './task.ts';
import { lineOfTask } from './task-file.ts';

export interface TaskWriter {
  /**
   * Writes the task at once.
   *
   * @throws TaskError `task_file` where it cannot be written: the file then ends in the task before, and takes no more
   */
  add(task: Task): void;
  /**
   * Syncs the file and gives it its lasting name, by its content: equal tasks overwrite nothing but themselves. Without
   * tasks there is no file. Calling it again does nothing.
   *
   * @throws TaskError `task_file`
   */
  finish(): void;
}

/**
 * Opens `tasks-unfinished-<uuid>.jsonl`, which becomes `tasks-<hash of its content>.jsonl` in the end.
 *
 * @throws TaskError `task_file`
 */
export function createTaskWriter(directory: string): TaskWriter {
  const path = join(directory, `tasks-unfinished-${randomUUID()}.jsonl`);
  const descriptor = attempt(path, () => openSync(path, 'wx'));
  const content = createHash('sha256');
  let length = 0;
  let open = true;

  function close(): void {
    open = false;
    closeSync(descriptor);
  }

  return {
    add(task) {
      const bytes = Buffer.from(lineOfTask(task));
      attempt(path, () => {
        if (!open) throw new Error('an earlier task could not be written');
        try {
          // A write may take fewer bytes than it was given.
          for (let written = 0; written < bytes.length; ) written += writeSync(descriptor, bytes, written);
        } catch (cause) {
          ftruncateSync(descriptor, length);
          close();
          throw cause;
        }
      });
      content.update(bytes);
      length += bytes.length;
    },
    finish() {
      if (!open) return;
      attempt(path, () => {
        fdatasyncSync(descriptor);
        close();
        if (length === 0) unlinkSync(path);
        else renameSync(path, join(directory, `tasks-${content.digest('hex').slice(0, 16)}.jsonl`));
      });
    },
  };
}

function attempt<T>(path: string, action: () => T): T {
  try {
    return action();
  } catch (cause) {
    const problem = `cannot write the task file "${path}": ${(cause as Error).message}`;
    throw new TaskError('task_file', `${problem}. Free space, or give another folder with --record.`, { cause });
  }
}
