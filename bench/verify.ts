/** Promise: verifying a hundred thousand trajectories takes no more memory than a thousand. */
import { join } from 'node:path';
import { openGraph } from '../src/cli/graph-options.ts';
import { walkAll } from '../src/cli/walking.ts';
import { PATTERNS } from '../src/logic/pattern.ts';
import { collectTasks, sampleTasks } from '../src/task/sample-tasks.ts';
import type { Task } from '../src/task/task.ts';
import { createTaskWriter } from '../src/task/task-writer.ts';
import { openJournal } from '../src/trajectory/journal.ts';
import { readJournals } from '../src/trajectory/read.ts';
import { createRecorder } from '../src/trajectory/recorder.ts';
import { temporaryFolder } from './load-data.ts';
import { runScript } from './measure.ts';
import type { Row } from './row.ts';
import type { VerifyRun } from './verify-once.ts';

const GRAPH = 'graphs/films.ttl';
const WALKED = 1_000;
const TIMES = [1, 10, 100] as const;
const MEGABYTE = 1e6;

export async function runVerify(): Promise<Row[]> {
  const folder = temporaryFolder();
  const opened = await openGraph([GRAPH], {});
  const options = { count: WALKED, patterns: [...PATTERNS.keys()], seed: 'verify' };
  const { tasks } = await collectTasks(sampleTasks(opened, options));
  await walkAll(opened, tasks, join(folder, 'walked'), { style: 'values' });
  const runs: VerifyRun[] = [];
  for (const times of TIMES) {
    const journals = join(folder, `x${times}`);
    await repeat(join(folder, 'walked'), tasks, times, journals);
    const parameters = [GRAPH, journals, String(tasks.length * times)];
    runs.push(JSON.parse(await runScript('verify-once.js', parameters)) as VerifyRun);
  }
  const [small, , large] = runs as [VerifyRun, VerifyRun, VerifyRun];
  const each = (large.alive - small.alive) / (large.verified - small.verified);
  return [
    ...runs.map(({ verified, proven, seconds, alive, peak }) => ({
      what: `verifying ${verified.toLocaleString('en-US')} trajectories, ${(verified - proven).toLocaleString('en-US')} not proven`,
      value: `${Math.round(verified / seconds)} a second, ${(alive / MEGABYTE).toFixed(1)} MB alive, ${(peak / MEGABYTE).toFixed(0)} MB resident`,
      goal: 'all proven',
      met: proven === verified,
    })),
    {
      what: 'what a further trajectory and its task keep alive',
      value: `${each.toFixed(0)} B`,
      goal: '≤ 96 B',
      met: each <= 96,
    },
  ];
}

/** The same walks so many times over, each time under questions of its own. */
async function repeat(walked: string, tasks: readonly Task[], times: number, directory: string): Promise<void> {
  const journal = openJournal(directory, { sync: false });
  const writer = createTaskWriter(directory);
  for (let time = 1; time <= times; time++) {
    const mark = (question: string): string => `${question} (${time})`;
    for (const task of tasks) writer.add({ ...task, question: mark(task.question) });
    for await (const { opened, task, calls, answer } of readJournals([walked])) {
      if (opened === undefined || task === undefined || answer === undefined) continue;
      const { graph, options, toolset, versions, client } = opened;
      const recorder = createRecorder(journal, { graph, options, toolset, versions, client });
      const { trajectory } = await recorder.begin(mark(task.question));
      for (const { tool, arguments: given, operation, digest, observation, milliseconds } of calls)
        await recorder.call(trajectory, { tool, arguments: given, operation, digest, observation, milliseconds });
      await recorder.answer(trajectory, { answer: answer.answer, resolved: answer.resolved });
    }
  }
  await journal.close();
  writer.finish();
}
