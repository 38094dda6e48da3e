import { beforeAll, describe, expect, test } from 'vitest';
import { CONDITION_PATTERNS } from '../../src/logic/condition-pattern.ts';
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
      if (evidence.task?.pattern.startsWith('top')) expect(verdict.proof?.closedWorld).toBe(true);
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
