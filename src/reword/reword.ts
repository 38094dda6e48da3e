/** Rewords the questions of tasks by a model, keeps what every check lets pass, and counts the rest by reason. */
import { ModelError } from '../errors.ts';
import { folded } from '../graph/name/mention.ts';
import type { Vocabulary } from '../relation/discover.ts';
import { createFingerprints, type Fingerprint, type Fingerprints, textFingerprint } from '../task/fingerprints.ts';
import type { Task } from '../task/task.ts';
import { FAULTS, type Fault, faultOf } from './checks.ts';
import { stringIn } from './completion.ts';
import { FAILURES, type Failure, type Model, type Reply } from './model.ts';
import { rewordingPrompt } from './prompt.ts';
import { MISREADINGS, type Misreading, misreadingOf, readBackPrompt } from './read-back.ts';
import { inOrder } from './turns.ts';

const UNANSWERED = 'the reply holds no question';
const ASKED = 'another task asks so';

/** Why a rewording was dropped, in the order in which it is looked for. */
export const REASONS = [...FAILURES, UNANSWERED, ...FAULTS, ...MISREADINGS, ASKED] as const;

export type Reason = Failure | typeof UNANSWERED | Fault | Misreading | typeof ASKED;

export interface RewordReport {
  asked: number;
  kept: number;
  readonly dropped: Map<Reason, number>;
  /** Tasks whose own question an earlier task's rewording had taken, and which ask in the exact notation now. */
  exact: number;
}

export function createReport(): RewordReport {
  return { asked: 0, kept: 0, dropped: new Map(), exact: 0 };
}

export interface RewordOptions {
  readonly model: Model;
  readonly vocabulary: Vocabulary;
  /** Tasks at work at once; default 16. More than the model takes at once, so that one slow reply holds up no other. */
  readonly ahead?: number;
}

/** So many tasks in a row without a reply: the endpoint is broken rather than the tasks hard. */
const MOST_FAILURES = 12;

/**
 * The same tasks in the same order, each with a rewording that passed every check or with its own question. Tasks that are
 * reworded already stay as they are. Questions stay distinct: tasks are found by them. `report` is added to.
 *
 * @throws ModelError where the endpoint refuses, cannot be reached, or fails time after time.
 */
export async function* rewordTasks(
  tasks: AsyncIterable<Task> | Iterable<Task>,
  { model, vocabulary, ahead = 16 }: RewordOptions,
  report: RewordReport = createReport(),
): AsyncGenerator<Task, RewordReport, undefined> {
  const taken = createFingerprints();
  let failures = 0;
  const propose = async (task: Task): Promise<Proposal> =>
    task.reworded === undefined ? await proposalFor(task, model, vocabulary) : { text: task.question };
  try {
    for await (const [task, proposal] of inOrder(tasks, ahead, propose)) {
      const { settled, reason } = settle(task, proposal, model.name, taken);
      failures = FAILURES.includes(reason as Failure) ? failures + 1 : 0;
      if (failures === MOST_FAILURES) throw failing(failures, reason as Failure);
      if (task.reworded === undefined) count(report, reason);
      if (settled.question !== task.question && settled.reworded === undefined) report.exact += 1;
      yield settled;
    }
  } finally {
    model.close();
  }
  return report;
}

type Proposal = { readonly text: string } | { readonly reason: Reason };

async function proposalFor(task: Task, model: Model, vocabulary: Vocabulary): Promise<Proposal> {
  const worded = await model.complete(rewordingPrompt(task));
  if ('failure' in worded) return { reason: worded.failure };
  const text = answerIn(worded, 'question');
  if (text === undefined) return { reason: UNANSWERED };
  const fault = faultOf(text, task);
  if (fault !== undefined) return { reason: fault };
  const read = await model.complete(readBackPrompt(text, task, vocabulary));
  if ('failure' in read) return { reason: read.failure };
  const misreading = misreadingOf(answerIn(read, 'sentence'), task, vocabulary);
  return misreading === undefined ? { text } : { reason: misreading };
}

const answerIn = (reply: Extract<Reply, { text: string }>, name: string): string | undefined =>
  stringIn(reply.text, name)?.trim();

/** The task as it leaves, and why its rewording did not; `taken` learns the questions that it asks or could have asked. */
function settle(
  task: Task,
  proposal: Proposal,
  model: string,
  taken: Fingerprints,
): { settled: Task; reason: Reason | undefined } {
  const { reworded: _, ...plain } = task;
  const own = taken.has(printOf(task.question)) ? { ...plain, question: task.question_exact } : task;
  taken.add(printOf(task.question));
  if ('reason' in proposal) return { settled: own, reason: proposal.reason };
  if (task.reworded !== undefined) return { settled: own, reason: undefined };
  if (taken.has(printOf(proposal.text))) return { settled: own, reason: ASKED };
  taken.add(printOf(proposal.text));
  return {
    settled: { ...task, question: proposal.text, reworded: { model, from: task.question } },
    reason: undefined,
  };
}

const printOf = (question: string): Fingerprint => textFingerprint(folded(question));

function count(report: RewordReport, reason: Reason | undefined): void {
  report.asked += 1;
  if (reason === undefined) report.kept += 1;
  else report.dropped.set(reason, (report.dropped.get(reason) ?? 0) + 1);
}

function failing(times: number, last: Failure): ModelError {
  return new ModelError(
    'model_failing',
    `no reply for ${times} tasks in a row (${last}); look at the server, ask less at once or wait longer; with kept replies a second run goes on from here`,
  );
}
