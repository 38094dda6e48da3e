/** `graphtrail tasks`: questions sampled from a graph, with their gold answers. */
import { Command } from 'commander';
import { writeTasks } from '../task/task-file.ts';
import { openGraph } from './graph-options.ts';
import { type SamplingFlags, sampleByFlags, withSamplingFlags } from './sampling.ts';

export function tasksCommand(): Command {
  return withSamplingFlags(new Command('tasks'), 100)
    .description('sample questions with their gold answers from a graph')
    .argument('<graph...>', 'files or folders')
    .option('--out <file>', 'where to write them, one JSON line a task (default: standard output)')
    .action(async (paths: string[], flags: SamplingFlags & { out?: string }) => {
      const tasks = await sampleByFlags(await openGraph(paths, flags), flags);
      if (flags.out === undefined) for (const task of tasks) process.stdout.write(`${JSON.stringify(task)}\n`);
      else await writeTasks(flags.out, tasks);
    });
}
