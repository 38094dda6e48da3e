/** Opens what verifying needs: the gold tasks, every tool of the graph, and the second engine over the same files. */
import { readdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { openSecondEngine } from '../sparql/second-engine.ts';
import type { Task } from '../task/task.ts';
import { readTasks } from '../task/task-file.ts';
import { compileToolset, type Toolset } from '../tool/toolset.ts';
import { type JournalReport, readJournals } from '../trajectory/read.ts';
import type { Oracle } from '../verify/check.ts';
import { type Verified, verifyAll } from '../verify/verify-all.ts';
import type { OpenedGraph } from './graph-options.ts';

export interface Verifying {
  readonly toolset: Toolset;
  readonly oracle: Oracle;
  /** `onFile` hears what became of each file, damage behind its last trajectory included. */
  verdicts(journals: readonly string[], onFile?: (report: JournalReport) => void): AsyncGenerator<Verified>;
  close(): Promise<void>;
}

/** Longest that one query may take on the second engine, in milliseconds. */
const DEADLINE = 60_000;

export async function openVerifying(opened: OpenedGraph, tasks: ReadonlyMap<string, Task>): Promise<Verifying> {
  const { graph, source, vocabulary } = opened;
  const toolset = await compileToolset(source, vocabulary, { surface: 'relations', frame: true });
  const engine = await openSecondEngine(graph);
  const oracle: Oracle = {
    rows: async (query) => (await engine.select(query, { timeoutMilliseconds: DEADLINE })).rows,
  };
  return {
    toolset,
    oracle,
    verdicts: (journals, onFile = () => undefined) =>
      verifyAll(readJournals(journals, { onFile }), tasks, { graph, source, toolset, oracle }),
    close: () => engine.close(),
  };
}

/** Tasks by question: from the files named, else from those that lie beside the journals. */
export async function readTaskFiles(
  journals: readonly string[],
  named: readonly string[] | undefined,
): Promise<ReadonlyMap<string, Task>> {
  const files = named ?? (await filesBeside(journals));
  const tasks = await Promise.all(files.map(readTasks));
  return new Map(tasks.flat().map((task) => [task.question, task]));
}

async function filesBeside(journals: readonly string[]): Promise<string[]> {
  const folders = await Promise.all(journals.map(async (path) => ((await isFolder(path)) ? path : dirname(path))));
  const found: string[] = [];
  for (const folder of new Set(folders)) {
    const names = await readdir(folder).catch((): string[] => []);
    found.push(
      ...names
        .filter((name) => /^tasks-[0-9a-f]+\.jsonl$/.test(name))
        .sort()
        .map((name) => join(folder, name)),
    );
  }
  return found;
}

async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isDirectory() ?? false;
}
