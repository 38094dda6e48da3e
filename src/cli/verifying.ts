/** Opens what verifying needs: the gold tasks, every tool of the graph, and the second engine over the same files. */
import { existsSync, statSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Option } from 'commander';
import { UsageError } from '../errors.ts';
import { isTaskFile } from '../task/task-file.ts';
import { followTasks } from '../task/task-follow.ts';
import { openTaskStore, type Tasks } from '../task/task-store.ts';
import type { Toolset } from '../tool/toolset.ts';
import { followJournals } from '../trajectory/follow-others.ts';
import { type ReadOptions, readJournals } from '../trajectory/read.ts';
import type { Trajectory } from '../trajectory/trajectory.ts';
import type { Oracle } from '../verify/check.ts';
import type { FactsOf } from '../verify/facts.ts';
import { type Verified, verifyAll } from '../verify/verify-all.ts';
import { isGraph, type OpenedSource } from './graph-options.ts';
import { openGround } from './grounds.ts';
import { openQuarantine } from './quarantine.ts';

export interface Verifying {
  readonly toolset: Toolset;
  readonly oracle: Oracle;
  readonly facts: FactsOf;
  /** In the order of the journals, as they stand; `hears` what became of each file and how far reading has come. */
  verdicts(journals: readonly string[], hears?: ReadOptions): AsyncGenerator<Verified>;
  /** The same of trajectories that come from anywhere, with tasks of their own; `folder` is where disagreements go. */
  verify(trajectories: AsyncIterable<Trajectory>, tasks: Tasks, folder: string): AsyncGenerator<Verified>;
  /** Ends the second engine, and lets go of the task files. */
  close(): Promise<void>;
}

export type HindsightFlag = 'none' | 'unasked' | 'all';

/** Sessions may be proven for the question that they did answer. */
export function hindsightOption(): Option {
  return new Option(
    '--hindsight <sessions>',
    'prove sessions for the question that they did answer: none, those without a question, or all that answer another than was asked',
  )
    .choices(['none', 'unasked', 'all'])
    .default('unasked');
}

/** A question in hindsight is made from all facts of a graph, which an endpoint does not give. */
function hindsightOf(flag: HindsightFlag, opened: OpenedSource): HindsightFlag {
  if (isGraph(opened)) return flag;
  if (flag !== 'all') return 'none';
  throw new UsageError(
    'files_only',
    '--hindsight all goes with files: a question is made from all facts, which an endpoint does not give. Leave it out, or verify against a dump of the same data.',
  );
}

/**
 * @param quarantine folder for the disagreements of the two engines (default: where the first journal is)
 * @param hindsight which sessions are asked in hindsight (default: those without a question)
 */
export async function openVerifying(
  opened: OpenedSource,
  tasks: Tasks,
  quarantine?: string,
  hindsight: HindsightFlag = 'unasked',
): Promise<Verifying> {
  const { vocabulary } = opened;
  const asking = hindsightOf(hindsight, opened);
  const { ground, close } = await openGround(opened);
  const verify: Verifying['verify'] = (trajectories, known, folder) =>
    quarantined(
      verifyAll(trajectories, known, ground, asking === 'none' ? undefined : { of: asking, vocabulary }),
      quarantine ?? folder,
    );
  return {
    toolset: ground.toolset,
    oracle: ground.oracle,
    facts: ground.facts,
    verdicts: (journals, hears) => verify(readJournals(journals, hears), tasks, folderOf(journals[0] as string)),
    verify,
    close: async () => {
      await close();
      await tasks.close?.();
    },
  };
}

/** The same verdicts; where the engines contradict each other, that is on disk before its verdict is given on. */
export async function* quarantined(verified: AsyncIterable<Verified>, folder: string): AsyncGenerator<Verified> {
  const quarantine = openQuarantine(folder);
  try {
    for await (const one of verified) {
      if (one.verdict.disagreement !== undefined) await quarantine.add(one.verdict.disagreement);
      yield one;
    }
  } finally {
    quarantine.report();
  }
}

/**
 * Tasks by question: from the files named, else from those that lie beside the journals.
 *
 * @param follow whether those are still being written
 */
export async function readTaskFiles(
  journals: readonly string[],
  named: readonly string[] | undefined,
  follow = false,
): Promise<Tasks> {
  if (follow && named === undefined) return followTasks([...new Set(journals.map(folderOf))]);
  return await openTaskStore(named ?? (await filesBeside(journals)));
}

/** What is still being written may be waited for. */
export function followOption(): Option {
  return new Option(
    '--follow',
    'where a journal is still being written, wait for what comes until its writer has closed it',
  );
}

/** The trajectories of journals as they stand, or as they come. */
export function trajectoriesOf(
  journals: readonly string[],
  follow: boolean | undefined,
  hears: ReadOptions,
): AsyncGenerator<Trajectory> {
  return follow === true ? followJournals(journals, hears) : readJournals(journals, hears);
}

/** The task files that lie beside journals. */
export async function filesBeside(journals: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const folder of new Set(journals.map(folderOf))) {
    const names = await readdir(folder).catch((): string[] => []);
    found.push(
      ...names
        .filter(isTaskFile)
        .sort()
        .map((name) => join(folder, name)),
    );
  }
  return found;
}

/** The folder of journals, or the one that a journal lies in. */
export function folderOf(path: string): string {
  return existsSync(path) && statSync(path).isDirectory() ? path : dirname(path);
}
