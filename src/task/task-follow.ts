/** Finds tasks by their question in files that are still being written. */
import { hash } from 'node:crypto';
import { closeSync, openSync, readdirSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Task } from './task.ts';
import { isTaskFile, taskOfLine } from './task-file.ts';
import type { Tasks } from './task-store.ts';

interface Followed {
  readonly path: string;
  readonly descriptor: number;
  /** How far it was read: the start of the first line that is not whole yet. */
  read: number;
  lines: number;
}

/** Where a line stands. */
interface Place {
  readonly descriptor: number;
  readonly offset: number;
  readonly length: number;
}

const BLOCK = 256 * 1024;
const LINE_FEED = 0x0a;
/** Tasks kept at hand: a reader that keeps up asks for what was written last. */
const KEPT = 1024;

/**
 * The tasks that stand in the task files of folders so far: asked for a question that is not known, it reads on. A task is
 * written before it is walked, so that whoever has a trajectory finds its task. Memory holds a place for each.
 *
 * @throws TaskError `task_file`, from `get`, where a line is no task
 */
export function followTasks(folders: readonly string[]): Tasks {
  const files = new Map<number, Followed>();
  const places = new Map<string, Place>();
  const kept = new Map<string, Task>();

  function keep(task: Task): void {
    kept.set(task.question, task);
    if (kept.size > KEPT) kept.delete(kept.keys().next().value as string);
  }

  function readOn(file: Followed): void {
    for (let size = BLOCK; ; ) {
      const block = readAt(file.descriptor, file.read, size);
      const end = block.lastIndexOf(LINE_FEED);
      if (end >= 0) takeLines(file, block.subarray(0, end + 1));
      if (block.length < size) return;
      // A line longer than the block: more of it at once.
      size = end >= 0 ? BLOCK : size * 2;
    }
  }

  function takeLines(file: Followed, block: Buffer): void {
    for (let from = 0; from < block.length; ) {
      const end = block.indexOf(LINE_FEED, from);
      const bytes = block.subarray(from, end);
      file.lines += 1;
      if (bytes.length > 0) {
        const line = { bytes, offset: file.read, number: file.lines, ended: true };
        const task = taskOfLine(line, file.path) as Task;
        places.set(shortHash(task.question), { descriptor: file.descriptor, offset: file.read, length: bytes.length });
        keep(task);
      }
      file.read += bytes.length + 1;
      from = end + 1;
    }
  }

  function open(): void {
    for (const folder of folders) {
      for (const name of readdirSync(folder).filter(isTaskFile).sort()) {
        const path = join(folder, name);
        // By its number in the file system: it gets another name in the end.
        const { ino } = statSync(path, { throwIfNoEntry: false }) ?? {};
        if (ino === undefined || files.has(ino)) continue;
        files.set(ino, { path, descriptor: openSync(path, 'r'), read: 0, lines: 0 });
      }
    }
  }

  return {
    size: 0,
    get(question) {
      const known = (): Task | undefined => kept.get(question) ?? taskAt(places.get(shortHash(question)), question);
      const task = known();
      if (task !== undefined) return task;
      open();
      for (const file of files.values()) readOn(file);
      return known();
    },
    async close() {
      for (const { descriptor } of files.values()) closeSync(descriptor);
      files.clear();
      places.clear();
    },
  };
}

function taskAt(place: Place | undefined, question: string): Task | undefined {
  if (place === undefined) return undefined;
  const task = JSON.parse(readAt(place.descriptor, place.offset, place.length).toString('utf8')) as Task;
  return task.question === question ? task : undefined;
}

function readAt(descriptor: number, offset: number, length: number): Buffer {
  const buffer = Buffer.allocUnsafe(length);
  return buffer.subarray(0, readSync(descriptor, buffer, 0, length, offset));
}

function shortHash(text: string): string {
  return hash('sha256', text).slice(0, 16);
}
