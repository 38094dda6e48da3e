/** necessity: which calls could be left out without the answer, or what it was made from, losing its ground. Always a warning. */
import { isFault, type Result } from '../../tool/result.ts';
import type { Called, Frame } from '../../trajectory/record.ts';
import type { Trajectory } from '../../trajectory/trajectory.ts';
import type { Check, Finding } from '../check.ts';
import { inferenceOf } from '../hindsight/inferred.ts';
import { type InferredStep, isInferred, type Role } from '../infer.ts';
import { namesShown } from '../names-given.ts';

const REASONS: Readonly<Record<Exclude<Role, 'path' | 'merged'>, string>> = {
  repeated: 'it did again what another call had done',
  'dead end': 'nothing was made of its result',
  exploration: 'it looked around, and nothing that only it showed was used',
  fault: 'it gave no result, and nothing that it said was used',
};

export const necessity: Check = {
  id: 'necessity',
  run: async (evidence) => {
    const { trajectory } = evidence;
    const inference = await inferenceOf(evidence);
    if (!isInferred(inference)) {
      const reason = `which calls the answer needs cannot be told: ${inference.reason}`;
      return trajectory.calls.length === 0 ? [] : [{ step: undefined, severity: 'warning', reason }];
    }
    return needless(trajectory, inference.steps).map(
      ({ seq, role }): Finding => ({
        step: seq,
        severity: 'warning',
        reason: `the call could be left out: ${REASONS[role as keyof typeof REASONS]}`,
      }),
    );
  },
};

/**
 * Backwards from the answer: needed is what the answer was made from, and what alone showed a text that a needed call, or the answer,
 * gives on. The rest could be left out, and every argument of what is left would still come from the question or from a result.
 */
function needless({ task, calls, answer }: Trajectory, steps: readonly InferredStep[]): InferredStep[] {
  const roles = new Map(steps.map(({ seq, role }) => [seq, role]));
  const onPath = (seq: number): boolean => ['path', 'merged'].includes(roles.get(seq) ?? '');
  const question = fold(task?.question ?? '');
  const shown = calls.map(({ observation }) => shownBy(observation));
  const needed = new Set(calls.flatMap(({ seq }, index) => (onPath(seq) ? [index] : [])));
  const users = [...needed].sort((a, b) => b - a).map((index) => ({ before: index, texts: textsOf(calls[index]) }));
  const wholeSet = answer?.answer.boolean !== undefined || answer?.answer.none === true;
  users.unshift({ before: calls.length, texts: textsIn(answer?.answer ?? {}) });
  for (let user = users.shift(); user !== undefined; user = users.shift()) {
    for (const text of user.texts) {
      if (question.includes(fold(text))) continue;
      const showing = calls.flatMap((_, index) => (index < user.before && shows(shown[index], text) ? [index] : []));
      const [first] = showing;
      if (first === undefined || showing.some((index) => needed.has(index))) continue;
      needed.add(first);
      users.push({ before: first, texts: textsOf(calls[first]) });
    }
  }
  return calls.flatMap(({ seq, operation }, index) => {
    // A page of what was asked about has to be read before anything can be said not to be there.
    const page = wholeSet && operation !== undefined && 'read' in operation && operation.offset > 0;
    const role = roles.get(seq);
    return role === undefined || needed.has(index) || page ? [] : [{ seq, role }];
  });
}

interface Shown {
  readonly names: ReadonlySet<string>;
  /** Read for words rather than for names. */
  readonly message: string;
}

function shownBy(observation: Result): Shown {
  const { relations = [], facts = [], next, message = '', status } = observation;
  const told = [...relations, ...facts].map(({ tool }) => tool);
  const names = new Set([...namesShown(observation), ...told, ...(next === undefined ? [] : [next])]);
  // What an argument should have been is said in words, and a description of the graph is all words.
  return { names, message: isFault(status) || names.size === 0 ? message : '' };
}

function shows(shown: Shown | undefined, text: string): boolean {
  return shown !== undefined && (shown.names.has(text) || (text.length > 2 && shown.message.includes(text)));
}

const fold = (text: string): string => text.normalize('NFC').toLowerCase();

function textsOf(call: (Frame & Called) | undefined): string[] {
  const { task: _, ...others } = call?.arguments ?? {};
  return textsIn(others);
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
