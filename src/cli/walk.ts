/** `graphtrail walk`: a scripted agent answers tasks over MCP, and everything it does is recorded. */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { Command } from 'commander';
import { type ArgumentStyle, walkTask } from '../agent/walk.ts';
import { UsageError } from '../errors.ts';
import { connectInMemory } from '../mcp/client.ts';
import type { Task } from '../task/task.ts';
import { readTasks, writeTasks } from '../task/task-file.ts';
import { type OpenedGraph, openGraph, shownFlags } from './graph-options.ts';
import { ownName } from './own-name.ts';
import { argumentsOption } from './parse.ts';
import { counted, tell } from './print.ts';
import { countBar } from './progress.ts';
import { openServing } from './recording.ts';
import { type SamplingFlags, sampleByFlags, withSamplingFlags } from './sampling.ts';
import { VERSION } from './version.ts';

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
      const tasks: Task[] = flags.tasks === undefined ? [] : await readTasks(flags.tasks);
      if (flags.tasks === undefined) for await (const task of sampleByFlags(opened, flags)) tasks.push(task);
      const foreign = tasks.find(({ made }) => made.graph !== opened.graph.digest);
      if (foreign !== undefined) {
        throw new UsageError(
          'other_graph',
          `the task ${foreign.id} was made from graph ${foreign.made.graph}, this is ${opened.graph.digest}; sample tasks from this graph`,
        );
      }
      const { walked, faults } = await walkAll(opened, tasks, flags.record, flags.arguments);
      tell(
        `Walked ${counted(walked, 'task')}, ${counted(faults.length, 'fault')}; recorded in ${flags.record}. Next: ${ownName()} verify ${flags.record} --graph ${paths.join(' ')}${shownFlags(flags)}`,
      );
      for (const fault of faults.slice(0, 5)) tell(`  ${fault}`);
      if (faults.length > 0) exit(1);
    });
}

/** Connections at once: their records share the journal's syncs. */
const CONNECTIONS = 16;

/** Walks all tasks over in-memory MCP connections; the tasks themselves are kept beside the journals for the verifier. */
export async function walkAll(
  opened: OpenedGraph,
  tasks: readonly Task[],
  directory: string,
  style: ArgumentStyle,
): Promise<{ walked: number; faults: string[] }> {
  const serving = await openServing(opened, { surface: 'relations' }, directory);
  await writeTasks(join(directory, taskFileName(tasks)), tasks);
  const bar = countBar('Walking', tasks.length);
  const faults: string[] = [];
  const waiting = [...tasks];
  let walked = 0;
  const walkSome = async (): Promise<void> => {
    const client = await connectInMemory(serving.connect(), VERSION);
    for (let task = waiting.shift(); task !== undefined; task = waiting.shift()) {
      const { fault } = await walkTask(task, client, serving.toolset, style);
      if (fault !== undefined) faults.push(`${task.id}: ${fault.message ?? fault.status}`);
      walked += 1;
      bar.update(walked);
    }
    await client.close();
  };
  try {
    await Promise.all(Array.from({ length: Math.min(CONNECTIONS, tasks.length) }, walkSome));
  } finally {
    bar.stop();
    await serving.journal?.close();
  }
  return { walked, faults };
}

/** Named by content, so that walking the same tasks again overwrites nothing else. */
function taskFileName(tasks: readonly Task[]): string {
  const hash = createHash('sha256');
  for (const { id } of tasks) hash.update(id);
  return `tasks-${hash.digest('hex').slice(0, 16)}.jsonl`;
}
