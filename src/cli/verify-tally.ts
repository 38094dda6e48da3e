/** Counts verdicts and what became of the journals they came from, and sums both up for a person. */
import type { JournalReport } from '../trajectory/read.ts';
import type { Verdict, Violation } from '../verify/verdict.ts';
import { count, counted, harmless, table } from './print.ts';

export interface Tally {
  readonly all: number;
  readonly right: number;
  readonly wrong: number;
  add(verdict: Verdict): void;
  addFile(report: JournalReport): void;
  /** In a few words. */
  soFar(): string;
  /** Verdicts by outcome, and a table of the checks. */
  verdicts(): string;
  /** What is wrong with the files themselves, a line each; nothing where they are whole and sealed. */
  files(): readonly string[];
}

/** Problems of one file that are told, and lines about files; the rest is counted. */
const TOLD = 3;
const TOLD_LINES = 30;
/** Characters of a reason. */
const WIDE = 300;

export function createTally(): Tally {
  const checks = new Map<string, { passed: number; failed: number; skipped: number; warned: number }>();
  const lines: string[] = [];
  let untold = 0;
  const counts = { all: 0, right: 0, wrong: 0, warned: 0, cut: 0 };
  const warned: string[] = [];
  return {
    get all() {
      return counts.all;
    },
    get right() {
      return counts.right;
    },
    get wrong() {
      return counts.wrong;
    },
    add({ trajectory, conforms, violations, warnings = [], checks: outcomes, precision }) {
      counts.all += 1;
      const [first] = warnings;
      if (first !== undefined) counts.warned += 1;
      if (first !== undefined && warned.length < TOLD) warned.push(warningLine(trajectory, first));
      if (conforms) counts.right += 1;
      else if (violations.length > 0) counts.wrong += 1;
      else if (precision !== undefined) counts.cut += 1;
      for (const { check, outcome } of outcomes) {
        const tallied = checks.get(check) ?? { passed: 0, failed: 0, skipped: 0, warned: 0 };
        tallied[outcome] += 1;
        if (warnings.some((warning) => warning.check === check)) tallied.warned += 1;
        checks.set(check, tallied);
      }
    },
    addFile(report) {
      const told = fileLines(report);
      if (lines.length + told.length <= TOLD_LINES) lines.push(...told);
      else if (told.length > 0) untold += 1;
    },
    soFar: () => `${count(counts.all)} verified, ${count(counts.wrong)} wrong`,
    verdicts() {
      const { all, right, wrong } = counts;
      const open = all - right - wrong;
      const unproven = open > 0 ? `, ${count(open)} not provable (${whyOpen(open, counts.cut)})` : '';
      const head = `${counted(all, 'trajectory', 'trajectories')}: ${count(right)} proven, ${count(wrong)} wrong${unproven}`;
      if (all === 0) return `${head}. The journals hold none: was anything walked or asked?`;
      const rows = [...checks].map(([check, { passed, failed, skipped, warned }]) => [
        check,
        passed,
        failed,
        skipped,
        warned,
      ]);
      const mistaken = checks.get('stale')?.failed === all ? ELSEWHERE : '';
      const tallied = `${head}\n${table([['check', 'passed', 'failed', 'skipped', 'with warnings'], ...rows])}${mistaken}`;
      if (counts.warned === 0) return tallied;
      const warnings = `${counted(counts.warned, 'trajectory', 'trajectories')} with warnings, which make nothing untrue (--json has them all):`;
      return `${tallied}\n${warnings}\n${warned.join('\n')}`;
    },
    files: () =>
      untold === 0 ? lines : [...lines, `… and ${counted(untold, 'more file')} with damage or without a seal`],
  };
}

/** Where not one trajectory was recorded on the graph that was named, the graph is the likelier mistake. */
const ELSEWHERE =
  '\nEvery one of them is stale: recorded on another graph than --graph names, on another state of it, or with other options. What else failed may follow from that alone.';

/** @param cut those that have a gold answer, so that only an engine, or the endpoint, could not tell */
function whyOpen(open: number, cut: number): string {
  const unknown = 'no task with their question is known';
  if (cut === 0) return unknown;
  const untold = 'not all that they speak of could be had; --json says why';
  return cut === open ? untold : `${count(open - cut)}: ${unknown}; ${count(cut)}: ${untold}`;
}

function warningLine(trajectory: string, { check, step, reason }: Violation): string {
  return harmless(`  ${trajectory}${step === undefined ? '' : `, record ${step}`}: ${check}: ${reason.slice(0, WIDE)}`);
}

function fileLines({ journal, sealed, problems, problemCount }: JournalReport): string[] {
  const told = problems
    .slice(0, TOLD)
    .map(({ seq, reason }) => `${journal}${seq === undefined ? '' : `, record ${seq}`}: ${reason}`);
  if (problemCount > told.length) told.push(`${journal}: … and ${counted(problemCount - told.length, 'more problem')}`);
  if (sealed) return told;
  return [
    ...told,
    `${journal}: without a seal; its writer was killed or is still at work, so a cut at a line end could not be seen`,
  ];
}
