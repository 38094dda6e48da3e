/** Explains a verdict that does not hold: question, expected and given answer, the calls, what is wrong with which, what to do. */
import type { Source } from '../graph/source.ts';
import { goldOf, goldText } from '../task/gold.ts';
import type { Task } from '../task/task.ts';
import type { Result } from '../tool/result.ts';
import type { Trajectory } from '../trajectory/trajectory.ts';
import { ADVICE } from './advice.ts';
import type { Verdict, Violation } from './verdict.ts';

export interface Explanation {
  /** File name of the journal, and the records that the trajectory spans. */
  readonly journal: string;
  readonly records: readonly [first: number, last: number] | undefined;
  readonly recorded: string | undefined;
  readonly agent: string | undefined;
  readonly graph: string | undefined;
  readonly question: string | undefined;
  readonly pattern: string | undefined;
  /** The gold answer, and the one that was submitted, by names. */
  readonly expected: string | undefined;
  readonly answered: string | undefined;
  readonly calls: readonly ExplainedCall[];
  readonly problems: readonly ExplainedProblem[];
}

export interface ExplainedCall {
  /** Counted from 1, and the number of its record. */
  readonly call: number;
  readonly record: number;
  readonly tool: string;
  readonly arguments: Readonly<Record<string, unknown>>;
  /** In a few words. */
  readonly result: string;
  /** Whether a violation points at it. */
  readonly wrong: boolean;
}

export interface ExplainedProblem {
  readonly check: string;
  /** What it concerns: a call, the answer, the record as a whole. */
  readonly at: string;
  readonly reasons: readonly string[];
  /** What to do about it. */
  readonly next: string;
}

/** Everything that a person needs to understand what is wrong, without opening another file. */
export async function explain(
  { violations, checks }: Verdict,
  trajectory: Trajectory,
  task: Task | undefined,
  source: Source,
): Promise<Explanation> {
  const { opened, calls, answer } = trajectory;
  const steps = [opened, trajectory.task, ...calls, answer].flatMap((record) =>
    record === undefined ? [] : [record.seq],
  );
  const wrong = new Set(violations.map(({ step }) => step));
  const skipped = checks.filter(({ outcome }) => outcome === 'skipped');
  return {
    journal: trajectory.journal,
    records: steps.length === 0 ? undefined : [Math.min(...steps), Math.max(...steps)],
    recorded: opened?.at,
    agent: opened?.client === undefined ? undefined : `${opened.client.name} ${opened.client.version}`,
    graph: opened === undefined ? undefined : `${opened.graph.name} (${opened.graph.digest ?? 'not pinned'})`,
    question: trajectory.task?.question,
    pattern: task?.pattern,
    expected: task === undefined ? undefined : goldText(goldOf(task)),
    answered: await answerText(trajectory, source),
    calls: calls.map(({ seq, tool, arguments: given, observation }, index) => ({
      call: index + 1,
      record: seq,
      tool,
      arguments: given,
      result: resultText(observation),
      wrong: wrong.has(seq),
    })),
    problems: [
      ...problemsOf(violations, trajectory),
      ...(violations.length > 0
        ? []
        : skipped.map(({ check, reason }) => ({
            check,
            at: 'not checked',
            reasons: [reason ?? 'skipped'],
            next: 'Nothing is known to be wrong, but nothing is proven: give the task files with --tasks.',
          }))),
    ],
  };
}

/** Violations of one check at one place together, and the same ones at several places together. */
function problemsOf(violations: readonly Violation[], trajectory: Trajectory): ExplainedProblem[] {
  const byPlace = new Map<string, { check: string; place: string; reasons: string[] }>();
  for (const { check, step, reason } of violations) {
    const key = `${check} ${step}`;
    const known = byPlace.get(key) ?? { check, place: placeOf(step, trajectory), reasons: [] };
    byPlace.set(key, known);
    known.reasons.push(reason);
  }
  const byReasons = new Map<string, { check: string; places: string[]; reasons: string[] }>();
  for (const { check, place, reasons } of byPlace.values()) {
    const key = JSON.stringify([check, reasons]);
    const known = byReasons.get(key) ?? { check, places: [], reasons };
    byReasons.set(key, known);
    known.places.push(place);
  }
  return [...byReasons.values()].map(({ check, places, reasons }) => ({
    check,
    at: places.join(', '),
    reasons,
    next: ADVICE[check] ?? 'Do not train on it.',
  }));
}

function placeOf(step: number | undefined, { calls, answer }: Trajectory): string {
  if (step === undefined) return 'the trajectory as a whole';
  const call = calls.findIndex(({ seq }) => seq === step);
  if (call !== -1) return `record ${step} (call ${call + 1}, ${calls[call]?.tool})`;
  return answer?.seq === step ? `record ${step} (the answer)` : `record ${step}`;
}

async function answerText({ answer, calls }: Trajectory, source: Source): Promise<string | undefined> {
  if (answer === undefined) return undefined;
  const { none, result, number, boolean, rows } = answer.answer;
  if (none === true) return 'none';
  if (number !== undefined) return String(number);
  if (boolean !== undefined) return boolean ? 'yes' : 'no';
  if (rows !== undefined)
    return rows.map((row) => row.map((cell) => [cell].flat().join(' and ')).join(', ')).join('; ');
  const names: string[] = [];
  for (const term of answer.resolved ?? []) names.push((await source.has(term)) ? await source.label(term) : term);
  if (result === undefined) return names.join('; ');
  const call = calls.findIndex(({ observation }) => observation.result === result);
  return `${result}${call === -1 ? '' : `, the result of call ${call + 1}`}: ${names.join('; ')}`;
}

const SHOWN = 3;

/** What a call gave, in a few words. */
function resultText({ status, total, atLeast, number, rows, items = [], candidates = [], message }: Result): string {
  if (message !== undefined && items.length === 0 && candidates.length === 0)
    return `${status}: ${message.slice(0, 120)}`;
  if (rows !== undefined) return `a table of ${rows.length} rows`;
  if (number !== undefined) return `the number ${number}`;
  const shown = [
    ...items.map((item) => (item.kind === 'entity' ? item.label : item.value)),
    ...candidates.map(({ label }) => label),
  ];
  const listed = shown.slice(0, SHOWN).map((label) => JSON.stringify(label.slice(0, 40)));
  const more = shown.length > SHOWN || (total ?? 0) > shown.length ? ', …' : '';
  return `${status}, ${total ?? atLeast ?? shown.length} in all${listed.length > 0 ? ` (${listed.join(', ')}${more})` : ''}`;
}
