/** Walks tasks of a file over an endpoint and verifies them there: verdict by verdict what the file itself gives. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { OpenedSource } from '../../src/cli/graph-options.ts';
import { openGround } from '../../src/cli/grounds.ts';
import { walkAll } from '../../src/cli/walking.ts';
import type { Task } from '../../src/task/task.ts';
import { readJournals } from '../../src/trajectory/read.ts';
import { verifyAll } from '../../src/verify/verify-all.ts';

/** By question: which checks passed, and all of the proof but what names graph, tools and engines. */
export async function verdictsOver(
  opened: OpenedSource,
  tasks: readonly Task[],
  folder: string,
): Promise<Record<string, unknown>> {
  const directory = join(folder, 'walked');
  const { ground, close } = await openGround(opened);
  const found: Record<string, unknown> = {};
  try {
    await walkAll(opened, tasks, directory, { style: 'values' });
    const known = new Map(tasks.map((task) => [task.question, task]));
    for await (const { verdict, task } of verifyAll(readJournals([directory]), known, ground)) {
      const { graph: _, toolset: __, engines: ___, ...proof } = verdict.proof ?? {};
      const { conforms, violations, precision, recall, checks } = verdict;
      const outcomes = checks.filter(({ check }) => check !== 'stale').map(({ check, outcome }) => [check, outcome]);
      found[task?.question ?? ''] = { conforms, violations, precision, recall, outcomes, proof };
    }
    return found;
  } finally {
    await close();
    rmSync(directory, { recursive: true, force: true });
  }
}
