/** `graphtrail tasks`: questions sampled from a graph, with their gold answers. */
import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Command } from 'commander';
import { TaskError } from '../errors.ts';
import { seededRandom } from '../logic/random.ts';
import { createReservoir, type Reservoir } from '../task/reservoir.ts';
import { type ShortcutTally, tallyShortcuts } from '../task/shortcut-tally.ts';
import type { Task } from '../task/task.ts';
import { openGraph } from './graph-options.ts';
import { counted, tell } from './print.ts';
import { type SamplingFlags, sampleByFlags, withSamplingFlags } from './sampling.ts';

interface Flags extends SamplingFlags {
  readonly out?: string;
}

export function tasksCommand(): Command {
  return withSamplingFlags(new Command('tasks'), 100)
    .description('sample questions with their gold answers from a graph')
    .argument('<graph...>', 'files or folders')
    .option('--out <file>', 'where to write them, one JSON line a task (default: standard output)')
    .option('--json', 'say how it went on standard error as JSON lines instead of a table')
    .action(async (paths: string[], flags: Flags) => {
      const opened = await openGraph(paths, flags);
      const drawn = createReservoir<Task>(EXAMINED, seededRandom(`${flags.seed}/shortcuts`));
      const text = lines(sampleByFlags(opened, flags), drawn);
      if (flags.out === undefined) await printLines(text);
      else await writeLines(text, flags.out);
      const tally = tallyShortcuts(drawn.items, opened);
      if (flags.json) tell(JSON.stringify({ shortcuts: tally }));
      else if (tally.looked > 0) tell(shortcutReport(tally));
    });
}

/** Tasks that are looked at for a shorter way to the same answers. */
const EXAMINED = 200;

function shortcutReport({ looked, found, several, unknown }: ShortcutTally): string {
  const open = unknown === 0 ? '' : `; around ${unknown} there was too much to look through`;
  return `Of ${counted(looked, 'task')} of several calls, drawn by seed, ${found} can be answered by a shorter formula that has nothing to do with the question; of the ${several.looked} with several answers, ${several.found}${open}`;
}

/** Text leaves in pieces of this many characters. */
const PIECE = 1 << 16;

/** Each task leaves soon after it is made: however many are asked for, few are in memory. */
async function* lines(tasks: AsyncIterable<Task>, drawn: Reservoir<Task>): AsyncGenerator<string, void, undefined> {
  let text = '';
  for await (const task of tasks) {
    drawn.offer(task);
    text += `${JSON.stringify(task)}\n`;
    if (text.length < PIECE) continue;
    yield text;
    text = '';
  }
  yield text;
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
