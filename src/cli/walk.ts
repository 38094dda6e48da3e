/** `graphtrail walk`: a scripted agent answers tasks over MCP, and everything it does is recorded. */
import { Command } from 'commander';
import type { ArgumentStyle } from '../agent/walk.ts';
import { UsageError } from '../errors.ts';
import { isEndpoint } from '../sparql/endpoint/address.ts';
import type { Task } from '../task/task.ts';
import { streamTasks } from '../task/task-file.ts';
import { taskLines } from '../task/task-lines.ts';
import { type EndpointFlags, graphShown, openSource, withEndpointOptions } from './endpoint-flags.ts';
import { isGraph, type OpenedSource } from './graph-options.ts';
import { ownName } from './own-name.ts';
import { argumentsOption } from './parse.ts';
import { count, counted, tell } from './print.ts';
import { countBar } from './progress.ts';
import { rewordByFlags } from './rewording.ts';
import { type SamplingFlags, sampleByFlags, withSamplingFlags } from './sampling.ts';
import { walkAll } from './walking.ts';

interface Flags extends SamplingFlags, EndpointFlags {
  readonly tasks?: string;
  readonly record: string;
  readonly arguments: ArgumentStyle;
}

export function walkCommand(exit: (code: number) => void): Command {
  return withEndpointOptions(withSamplingFlags(new Command('walk'), 100))
    .description('let a scripted agent answer tasks through MCP, and record what it does')
    .argument('[graph...]', 'files or folders; or, with --tasks, an endpoint: sparql+https://…')
    .requiredOption('--record <folder>', 'where the journals go')
    .option('--tasks <file>', 'tasks to walk, as "graphtrail tasks" writes them (default: sample --count of them)')
    .addOption(argumentsOption())
    .action(async (paths: string[], flags: Flags) => {
      const opened = await openNamed(paths, flags);
      const tasks = tasksFor(opened, flags);
      const started = performance.now();
      const { walked, faulted, faults } = await walkAll(opened, tasks, flags.record, { style: flags.arguments });
      const seconds = (performance.now() - started) / 1000;
      tell(
        `${flags.tasks === undefined ? 'Sampled and walked' : 'Walked'} ${counted(walked, 'task')} in ${seconds.toFixed(1)} s (${count(Math.round(walked / seconds))} a second), ${counted(faulted, 'fault')}; recorded in ${flags.record}. Next: ${ownName()} verify ${flags.record} ${graphShown(paths, opened, flags)}`,
      );
      for (const fault of faults) tell(`  ${fault}`);
      if (faulted > 0) exit(1);
    });
}

/** `--relations` says of files what is asked about, and of an endpoint what is looked at. */
async function openNamed(paths: readonly string[], flags: Flags): Promise<OpenedSource> {
  const { relations: _, ...others } = flags;
  return await openSource(paths, flags.endpoint === undefined && !paths.some(isEndpoint) ? others : flags);
}

/** Sampling shows how far it has come; tasks are walked as they are made. */
function tasksFor(opened: OpenedSource, flags: Flags): AsyncIterable<Task> | Iterable<Task> {
  const { tasks } = flags;
  if (tasks !== undefined) return rewordByFlags(readWithBar(tasks), opened, flags);
  if (isGraph(opened)) return sampleByFlags(opened, flags);
  throw new UsageError(
    'files_only',
    'expected --tasks FILE: tasks are sampled from all facts of a graph, which an endpoint does not give. Sample them from a dump of the same data with "graphtrail tasks", or let an agent ask questions of its own over "graphtrail serve --record".',
  );
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
