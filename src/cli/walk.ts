/** `graphtrail walk`: a scripted agent answers tasks over MCP, and everything it does is recorded. */
import { Command } from 'commander';
import type { ArgumentStyle } from '../agent/walk.ts';
import type { Task } from '../task/task.ts';
import { streamTasks } from '../task/task-file.ts';
import { taskLines } from '../task/task-lines.ts';
import { openGraph, shownFlags } from './graph-options.ts';
import { ownName } from './own-name.ts';
import { argumentsOption } from './parse.ts';
import { count, counted, tell } from './print.ts';
import { countBar } from './progress.ts';
import { rewordByFlags } from './rewording.ts';
import { type SamplingFlags, sampleByFlags, withSamplingFlags } from './sampling.ts';
import { walkAll } from './walking.ts';

interface Flags extends SamplingFlags {
  readonly tasks?: string;
  readonly record: string;
  readonly arguments: ArgumentStyle;
}

export function walkCommand(exit: (code: number) => void): Command {
  return withSamplingFlags(new Command('walk'), 100)
    .description('let a scripted agent answer tasks through MCP, and record what it does')
    .argument('<graph...>', 'files or folders')
    .requiredOption('--record <folder>', 'where the journals go')
    .option('--tasks <file>', 'tasks to walk, as "graphtrail tasks" writes them (default: sample --count of them)')
    .addOption(argumentsOption())
    .action(async (paths: string[], flags: Flags) => {
      const opened = await openGraph(paths, flags);
      // Sampling shows how far it has come; tasks are walked as they are made.
      const tasks =
        flags.tasks === undefined
          ? sampleByFlags(opened, flags)
          : rewordByFlags(readWithBar(flags.tasks), opened, flags);
      const started = performance.now();
      const { walked, faulted, faults } = await walkAll(opened, tasks, flags.record, { style: flags.arguments });
      const seconds = (performance.now() - started) / 1000;
      tell(
        `${flags.tasks === undefined ? 'Sampled and walked' : 'Walked'} ${counted(walked, 'task')} in ${seconds.toFixed(1)} s (${count(Math.round(walked / seconds))} a second), ${counted(faulted, 'fault')}; recorded in ${flags.record}. Next: ${ownName()} verify ${flags.record} --graph ${paths.join(' ')}${shownFlags(flags)}`,
      );
      for (const fault of faults) tell(`  ${fault}`);
      if (faulted > 0) exit(1);
    });
}

async function* readWithBar(path: string): AsyncGenerator<Task> {
  let total = 0;
  for await (const _ of taskLines(path)) total += 1;
  const bar = countBar('Walking', total);
  let walked = 0;
  try {
    for await (const task of streamTasks(path)) {
      yield task;
      walked += 1;
      bar.update(walked);
    }
  } finally {
    bar.stop();
  }
}
