/** Verdicts as text: for a person those that do not hold, with all that is needed to understand them; for programs all of them. */
import type { Source } from '../graph/source.ts';
import { type Explanation, explain } from '../verify/explain.ts';
import type { Verified } from '../verify/verify-all.ts';
import { counted, harmless } from './print.ts';

/** The text of a verdict; undefined where there is nothing to say. */
export type Teller = (verified: Verified, source: Source) => Promise<string | undefined>;

/** Trajectories that are told in full; of the others, which may be wrong for one common reason, a line. */
const IN_FULL = 10;
/** Reasons of one check at one place, and characters of a line. */
const REASONS = 4;
const WIDE = 400;

/** The verdict on one line, with its explanation where it does not hold. */
export const asJson: Teller = async ({ trajectory, task, verdict }, source) =>
  JSON.stringify(
    verdict.conforms ? verdict : { ...verdict, explanation: await explain(verdict, trajectory, task, source) },
  );

/** Tells of wrong ones only: what nothing is known about is counted at the end. */
export function createTeller(): Teller {
  const advised = new Set<string>();
  let wrong = 0;
  return async ({ trajectory, task, verdict }, source) => {
    const [first, ...others] = verdict.violations;
    if (first === undefined) return undefined;
    wrong += 1;
    if (wrong <= IN_FULL) {
      const explanation = await explain(verdict, trajectory, task, source);
      return harmless(inFull(trajectory.id, explanation, advised));
    }
    const more = others.length > 0 ? ` (and ${counted(others.length, 'more violation')})` : '';
    const heading = wrong === IN_FULL + 1 ? 'From here on a line each; --json explains all of them in full.\n' : '';
    return `${heading}${harmless(cut(`Trajectory ${trajectory.id}: ${first.check}: ${first.reason}${more}`))}`;
  };
}

function inFull(id: string, told: Explanation, advised: Set<string>): string {
  const { journal, records, recorded, agent, graph } = told;
  const place = records === undefined ? journal : `${journal}, records ${records[0]}–${records[1]}`;
  const lines = [
    `Trajectory ${id} is wrong`,
    row('recorded', [place, recorded, agent === undefined ? undefined : `by ${agent}`].filter(Boolean).join(', ')),
    row('on graph', graph ?? 'unknown: its first record is missing'),
    row('question', told.question ?? 'none was recorded'),
    row('expected', told.expected ?? 'unknown: no task file has this question'),
    row('answered', told.answered ?? 'nothing'),
    ...told.calls.map(({ call, record, tool, arguments: given, result, wrong }) =>
      row(
        call === 1 ? 'calls' : '',
        `${wrong ? '✗' : ' '} ${call}. ${tool} ${cut(JSON.stringify(given), WIDE / 3)} → ${result}   [record ${record}]`,
      ),
    ),
  ];
  return `${[...lines, ...problemLines(told.problems, advised)].join('\n')}\n`;
}

/** What is wrong, and what to do: that once a check. */
function problemLines(problems: Explanation['problems'], advised: Set<string>): string[] {
  const lines: string[] = [];
  // On another graph hardly any other check can hold, and what it says would mislead.
  const stale = problems.filter(({ check }) => check === 'stale');
  for (const { check, at, reasons, next } of stale.length > 0 ? stale : problems) {
    const [reason = '', ...more] = reasons;
    lines.push(row('wrong', `${check}, ${at}: ${reason}`));
    for (const one of more.slice(0, REASONS - 1)) lines.push(row('', one));
    if (more.length >= REASONS) lines.push(row('', `… and ${counted(more.length - REASONS + 1, 'more reason')}`));
    if (!advised.has(check)) lines.push(row('what to do', next));
    advised.add(check);
  }
  const others = new Set(problems.map(({ check }) => check).filter((check) => check !== 'stale'));
  if (stale.length === 0 || others.size === 0) return lines;
  return [...lines, row('', `also failed, which may follow from that alone: ${[...others].join(', ')}`)];
}

function row(name: string, text: string): string {
  return cut(`  ${name.padEnd(10)}  ${text}`);
}

function cut(text: string, length = WIDE): string {
  return text.length > length ? `${text.slice(0, length)}…` : text;
}
