import { beforeAll, describe, expect, test } from 'vitest';
import { CONDITION_PATTERNS } from '../../src/logic/condition-pattern.ts';
import type { Answer } from '../../src/tool/answer.ts';
import type { Operation } from '../../src/tool/operation.ts';
import type { Called } from '../../src/trajectory/record.ts';
import type { Trajectory } from '../../src/trajectory/trajectory.ts';
import type { Verdict } from '../../src/verify/verdict.ts';
import { verifyTrajectory } from '../../src/verify/verify.ts';
import { type WalkedGraph, walkGraph } from './walked.ts';

let values: WalkedGraph;
let handles: WalkedGraph;
beforeAll(async () => {
  values = await walkGraph('graphs/countries.ttl', 6 * CONDITION_PATTERNS.length, 'values', CONDITION_PATTERNS);
  handles = await walkGraph('graphs/countries.ttl', 6 * CONDITION_PATTERNS.length, 'handles', CONDITION_PATTERNS);
});

test('what is walked about values conforms, and superlatives are proven in a closed world', async () => {
  for (const walked of [values, handles]) {
    expect(walked.trajectories).toHaveLength(walked.tasks.length);
    for (const trajectory of walked.trajectories) {
      const evidence = walked.evidence(trajectory);
      const verdict = await verifyTrajectory(evidence);
      expect(verdict.violations).toEqual([]);
      expect(verdict).toMatchObject({ conforms: true, oracle: 'independent', precision: 1, recall: 1 });
      expect(verdict.proof?.witnesses.every(({ triples }) => triples.length > 0)).toBe(true);
      const no = evidence.task?.gold !== undefined && 'boolean' in evidence.task.gold && !evidence.task.gold.boolean;
      expect((verdict.proof?.witnesses.length === 0) === no && (!no || verdict.proof?.absences.length !== 0)).toBe(
        true,
      );
      if (/^(?:top|count|yesno)/.test(evidence.task?.pattern ?? '')) expect(verdict.proof?.closedWorld).toBe(true);
    }
  }
});

/** Changes the calls that did a certain thing; undefined where there are none. */
function changed(
  trajectory: Trajectory,
  change: (call: Called, operation: Operation) => Partial<Called> | undefined,
): Trajectory | undefined {
  let found = false;
  const calls = trajectory.calls.map((call) => {
    const by = call.operation === undefined ? undefined : change(call, call.operation);
    found ||= by !== undefined;
    return { ...call, ...by };
  });
  return found ? { ...trajectory, calls } : undefined;
}

/** Hands in another answer; undefined where the one handed in has another form. */
function answering(trajectory: Trajectory, change: (answer: Answer) => Answer | undefined): Trajectory | undefined {
  const { answer } = trajectory;
  const other = answer && change(answer.answer);
  return answer && other && { ...trajectory, answer: { ...answer, answer: other, resolved: other.values } };
}

const MUTANTS: Record<string, readonly [check: string, (trajectory: Trajectory) => Trajectory | undefined]> = {
  'another comparison than was recorded': [
    'replay',
    (trajectory) =>
      changed(trajectory, (_, operation) =>
        'where' in operation
          ? { operation: { ...operation, where: { ...operation.where, is: operation.where.is === '<' ? '>' : '<' } } }
          : undefined,
      ),
  ],
  'the other end of the order': [
    'replay',
    (trajectory) =>
      changed(trajectory, (_, operation) =>
        'top' in operation
          ? { operation: { ...operation, order: operation.order === 'largest' ? 'smallest' : 'largest' } }
          : undefined,
      ),
  ],
  'a threshold that the question does not name': [
    'grounding',
    (trajectory) =>
      changed(trajectory, ({ arguments: given }, operation) =>
        'where' in operation ? { arguments: { ...given, value: 123_456_789 } } : undefined,
      ),
  ],
  'a number that was not counted': [
    'replay',
    (trajectory) =>
      changed(trajectory, ({ observation }) =>
        observation.number === undefined
          ? undefined
          : { observation: { ...observation, number: observation.number + 1 } },
      ),
  ],
  'an answer one off the count': [
    'gold',
    (trajectory) => answering(trajectory, ({ number }) => (number === undefined ? undefined : { number: number + 1 })),
  ],
  'a number that no result shows': [
    'answer',
    (trajectory) => answering(trajectory, ({ number }) => (number === undefined ? undefined : { number: -number })),
  ],
  'yes for no': [
    'gold',
    (trajectory) => answering(trajectory, ({ boolean }) => (boolean === undefined ? undefined : { boolean: !boolean })),
  ],
  'a truth against what was seen': [
    'answer',
    (trajectory) => answering(trajectory, ({ boolean }) => (boolean === undefined ? undefined : { boolean: !boolean })),
  ],
  'a value from memory': [
    'gold',
    (trajectory) => answering(trajectory, ({ values: given }) => (given === undefined ? undefined : { values: ['1'] })),
  ],
  'a cell of another row': [
    'gold',
    (trajectory) =>
      answering(trajectory, ({ rows }) => {
        const [[one, ...cells] = [], [other, ...others] = [], ...rest] = rows ?? [];
        if (one === undefined || other === undefined || JSON.stringify(cells) === JSON.stringify(others))
          return undefined;
        return { rows: [[one, ...others], [other, ...cells], ...rest] };
      }),
  ],
  'a row left out': [
    'gold',
    (trajectory) => answering(trajectory, ({ rows }) => (rows === undefined ? undefined : { rows: rows.slice(1) })),
  ],
  'a cell from memory': [
    'answer',
    (trajectory) =>
      answering(trajectory, ({ rows: [row, ...rest] = [] }) =>
        row === undefined ? undefined : { rows: [[row[0] as string, 'from memory'], ...rest] },
      ),
  ],
  'a cell that the graph does not state': [
    'replay',
    (trajectory) =>
      changed(trajectory, ({ observation }) => {
        const [row, ...rest] = observation.rows ?? [];
        if (row === undefined) return undefined;
        const cells = row.cells.map((cell) => ({ ...cell, items: [], total: 0 }));
        return { observation: { ...observation, rows: [{ ...row, cells }, ...rest] } };
      }),
  ],
  'an answer of another form': [
    'gold',
    (trajectory) => answering(trajectory, ({ boolean }) => (boolean === undefined ? undefined : { number: 1 })),
  ],
  'a comparison that there is not': [
    'schema',
    (trajectory) =>
      changed(trajectory, ({ arguments: given }, operation) =>
        'where' in operation ? { arguments: { ...given, comparison: '!=' } } : undefined,
      ),
  ],
};

describe.each(Object.entries(MUTANTS))('%s', (_name, [check, mutate]) => {
  test(`is caught by ${check}`, async () => {
    const verdicts: Verdict[] = [];
    for (const trajectory of values.trajectories) {
      const mutant = mutate(trajectory);
      if (mutant !== undefined) verdicts.push(await verifyTrajectory(values.evidence(mutant)));
    }
    expect(verdicts.length).toBeGreaterThan(3);
    for (const verdict of verdicts) {
      expect(verdict.conforms).toBe(false);
      expect(verdict.violations.map((violation) => violation.check)).toContain(check);
    }
  });
});
