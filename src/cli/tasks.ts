/** `graphtrail tasks`: questions sampled from a graph, with their gold answers. */
import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Command } from 'commander';
import { TaskError } from '../errors.ts';
import type { Task } from '../task/task.ts';
import { openGraph } from './graph-options.ts';
import { type SamplingFlags, sampleByFlags, withSamplingFlags } from './sampling.ts';

export function tasksCommand(): Command {
  return withSamplingFlags(new Command('tasks'), 100)
    .description('sample questions with their gold answers from a graph')
    .argument('<graph...>', 'files or folders')
    .option('--out <file>', 'where to write them, one JSON line a task (default: standard output)')
    .action(async (paths: string[], flags: SamplingFlags & { out?: string }) => {
      const tasks = sampleByFlags(await openGraph(paths, flags), flags);
      if (flags.out === undefined) await printLines(lines(tasks));
      else await writeLines(lines(tasks), flags.out);
    });
}

/** Each task leaves as soon as it is made: however many are asked for, few are in memory. */
async function* lines(tasks: AsyncIterable<Task>): AsyncGenerator<string, void, undefined> {
  for await (const task of tasks) yield `${JSON.stringify(task)}\n`;
}

/** A reader such as `head` that has enough ends it, without a fault. */
async function printLines(text: AsyncIterable<string>): Promise<void> {
  await pipeline(Readable.from(text), process.stdout, { end: false }).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code !== 'EPIPE') throw cause;
  });
}

async function writeLines(text: AsyncIterable<string>, path: string): Promise<void> {
  const file = createWriteStream(path);
  file.on('error', () => undefined);
  try {
    await pipeline(Readable.from(text), file);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).syscall === undefined) throw cause;
    throw new TaskError('task_file', `cannot write the task file "${path}": ${(cause as Error).message}`, { cause });
  }
}
