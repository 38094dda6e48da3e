/** Tells a person what became of logs: the lines that could not be read, the calls that were not joined, the answers. */
import type { LogReport } from './importing.ts';
import { count, counted, tell } from './print.ts';

/** Lines of one log that are told one by one. */
const MOST_TOLD = 5;

const REASONS: Readonly<Record<string, string>> = {
  'not recorded': 'that no journal has',
  altered: 'whose result differs from the recorded one',
  cut: 'of whose result the client kept a part only',
  unanswered: 'without a result in the log',
  refused: 'that never came to the server',
  foreign: 'of other tools',
};

export function tellLog({ log, unanswered, problems }: LogReport): void {
  tellLines(log, problems);
  tellLines(
    log,
    unanswered.map(({ line, reason }) => ({ line, reason: `no answer: ${reason}` })),
  );
}

function tellLines(log: string, lines: LogReport['problems']): void {
  for (const { line, reason } of lines.slice(0, MOST_TOLD)) tell(`${log}:${line}: ${reason}`);
  if (lines.length > MOST_TOLD) tell(`${log}: … and ${counted(lines.length - MOST_TOLD, 'more line')}`);
}

/** "12 trajectories from 3 logs, 2 of them imported before: 30 calls joined, 1 …; 9 answers handed in, 2 read from words, 1 none." */
export function importSummary(reports: readonly LogReport[]): string {
  const sum = (of: (report: LogReport) => number): number => reports.reduce((all, report) => all + of(report), 0);
  const calls = (as: string): number => sum((report) => report.calls[as as keyof LogReport['calls']] ?? 0);
  const known = sum((report) => report.known);
  const trajectories = sum((report) => report.trajectories);
  const before =
    known === 0
      ? ''
      : known === trajectories
        ? ', imported before: nothing was added'
        : `, ${count(known)} of them imported before`;
  const others = Object.entries(REASONS).flatMap(([as, reason]) =>
    calls(as) === 0 ? [] : [`${count(calls(as))} ${reason}`],
  );
  const joined = `${counted(calls('call') + calls('begun') + calls('answered'), 'call')} joined`;
  const unread = sum((report) => report.unanswered.length);
  const answers = [
    `${counted(
      sum((report) => report.answers.submitted),
      'answer',
    )} handed in`,
    `${count(sum((report) => report.answers.words))} read from last words`,
    ...(unread === 0 ? [] : [`${count(unread)} without one`]),
  ];
  return `${counted(trajectories, 'trajectory', 'trajectories')} from ${counted(reports.length, 'log')}${before}: ${[joined, ...others].join(', ')}; ${answers.join(', ')}.`;
}
