/** `graphtrail verify`: proves recorded trajectories against a graph. */
import { Command } from 'commander';
import type { Task } from '../task/task.ts';
import type { Verdict } from '../verify/verdict.ts';
import { type GraphFlags, openGraph, withGraphFlags } from './graph-options.ts';
import { count, counted, print, table, tell } from './print.ts';
import { countBar } from './progress.ts';
import { openVerifying, readTaskFiles } from './verifying.ts';

interface Flags extends GraphFlags {
  readonly graph: readonly string[];
  readonly tasks?: readonly string[];
  readonly json?: boolean;
}

export function verifyCommand(exit: (code: number) => void): Command {
  return withGraphFlags(new Command('verify'))
    .description('prove recorded trajectories against a graph')
    .argument('<journals...>', 'folders or journal files')
    .requiredOption('--graph <files...>', 'the graph that they were recorded on')
    .option('--tasks <files...>', 'task files with the gold answers (default: those beside the journals)')
    .option('--json', 'one verdict a line, as JSON')
    .action(async (journals: string[], flags: Flags) => {
      const tasks = await readTaskFiles(journals, flags.tasks);
      const opened = await openGraph(flags.graph, flags);
      const verifying = await openVerifying(opened, tasks);
      const bar = countBar('Verifying', tasks.size);
      const tally = new Tally();
      try {
        for await (const { verdict, task, trajectory } of verifying.verdicts(journals)) {
          tally.add(verdict, trajectory.sealed);
          bar.update(tally.all);
          if (flags.json === true) process.stdout.write(`${JSON.stringify(verdict)}\n`);
          else if (verdict.violations.length > 0) explain(verdict, task);
        }
      } finally {
        bar.stop();
        await verifying.close();
      }
      if (flags.json !== true) print(tally.summary());
      if (tally.wrong > 0) exit(1);
    });
}

function explain({ trajectory, violations }: Verdict, task: Task | undefined): void {
  print(`Trajectory ${trajectory}${task === undefined ? '' : `: ${task.question}`}`);
  for (const { check, step, reason } of violations.slice(0, 5))
    print(`  ${check}${step === undefined ? '' : `, record ${step}`}: ${reason}`);
  if (violations.length > 5) print(`  … and ${counted(violations.length - 5, 'more violation')}`);
}

class Tally {
  all = 0;
  right = 0;
  wrong = 0;
  unsealed = 0;
  readonly #checks = new Map<string, { passed: number; failed: number; skipped: number }>();

  add({ conforms, violations, checks }: Verdict, sealed: boolean): void {
    this.all += 1;
    if (!sealed) this.unsealed += 1;
    if (conforms) this.right += 1;
    else if (violations.length > 0) this.wrong += 1;
    for (const { check, outcome } of checks) {
      const counts = this.#checks.get(check) ?? { passed: 0, failed: 0, skipped: 0 };
      counts[outcome] += 1;
      this.#checks.set(check, counts);
    }
  }

  summary(): string {
    const rows = [...this.#checks].map(([check, { passed, failed, skipped }]) => [check, passed, failed, skipped]);
    const open = this.all - this.right - this.wrong;
    const unproven = open > 0 ? `, ${count(open)} not provable (no task with their question is known)` : '';
    const head = `${counted(this.all, 'trajectory', 'trajectories')}: ${count(this.right)} proven, ${count(this.wrong)} wrong${unproven}`;
    if (this.all === 0) tell('No trajectory was found in these journals.');
    const cut =
      this.unsealed > 0
        ? `\n${count(this.unsealed)} from journals without a seal: their writer was killed or is still at work, and what was cut off at a line end cannot be seen.`
        : '';
    return `${head}${cut}\n${table([['check', 'passed', 'failed', 'skipped'], ...rows])}`;
  }
}
