import { beforeAll, describe, expect, test } from 'vitest';
import type { Item } from '../../src/graph/source.ts';
import type { Operation } from '../../src/tool/operation.ts';
import type { Called } from '../../src/trajectory/record.ts';
import type { Trajectory } from '../../src/trajectory/trajectory.ts';
import type { Evidence } from '../../src/verify/check.ts';
import { CHECKS, verifyTrajectory } from '../../src/verify/verify.ts';
import { type WalkedGraph, walkGraph } from './walked.ts';

let values: WalkedGraph;
let handles: WalkedGraph;
beforeAll(async () => {
  values = await walkGraph('graphs/countries.ttl', 42, 'values');
  handles = await walkGraph('graphs/countries.ttl', 42, 'handles');
});

test('every trajectory of the walker conforms, whichever way it passes results on', async () => {
  for (const walked of [values, handles]) {
    expect(walked.trajectories).toHaveLength(walked.tasks.length);
    for (const trajectory of walked.trajectories) {
      const verdict = await verifyTrajectory(walked.evidence(trajectory));
      expect(verdict.violations).toEqual([]);
      expect(verdict).toMatchObject({ conforms: true, oracle: 'independent', precision: 1, recall: 1 });
      expect(verdict.proof?.witnesses.every(({ triples }) => triples.length > 0)).toBe(true);
    }
  }
});

/** Changes the last call of a trajectory. */
function lastCall(trajectory: Trajectory, change: (call: Called) => Partial<Called>): Trajectory {
  const last = trajectory.calls.at(-1) as Trajectory['calls'][number];
  return { ...trajectory, calls: trajectory.calls.with(-1, { ...last, ...change(last) }) };
}

function answering(trajectory: Trajectory, resolved: readonly string[]): Trajectory {
  const answer = trajectory.answer as NonNullable<Trajectory['answer']>;
  return { ...trajectory, answer: { ...answer, resolved, answer: { entities: resolved } } };
}

/** What a lie looks like: each mutant is caught by the check it is filed under. */
const MUTANTS: Record<string, Record<string, (evidence: Evidence) => Evidence>> = {
  schema: {
    'an argument that the tool does not have': (evidence) =>
      mutate(evidence, (trajectory) =>
        lastCall(trajectory, (call) => ({ arguments: { ...call.arguments, depth: 3 } })),
      ),
    'a missing argument': (evidence) =>
      mutate(evidence, (trajectory) => lastCall(trajectory, () => ({ arguments: {} }))),
    'a trajectory without its beginning': (evidence) =>
      mutate(evidence, (trajectory) => ({ ...trajectory, opened: undefined })),
  },
  chain: {
    'damage in the file': (evidence) =>
      mutate(evidence, (trajectory) => ({ ...trajectory, problems: [{ seq: 3, reason: 'the hash does not fit' }] })),
  },
  stale: {
    'a call on another graph': (evidence) =>
      mutate(evidence, (trajectory) => lastCall(trajectory, () => ({ digest: 'gt1:0' }))),
  },
  replay: {
    'an invented item': (evidence) =>
      mutate(evidence, (trajectory) =>
        lastCall(trajectory, ({ observation }) => ({
          observation: {
            ...observation,
            items: [...(observation.items ?? []), invented],
            total: (observation.total ?? 0) + 1,
          },
        })),
      ),
    'a total that is off by one': (evidence) =>
      mutate(evidence, (trajectory) =>
        lastCall(trajectory, ({ observation }) => ({
          observation: { ...observation, total: (observation.total ?? 0) + 1 },
        })),
      ),
    'an answer without an operation': (evidence) =>
      mutate(evidence, (trajectory) => lastCall(trajectory, () => ({ operation: undefined }))),
  },
  grounding: {
    'an argument out of thin air': (evidence) =>
      mutate(evidence, (trajectory) => {
        const [first] = trajectory.calls as [Trajectory['calls'][number]];
        const [name] = Object.keys(first.arguments);
        return {
          ...trajectory,
          calls: trajectory.calls.with(0, { ...first, arguments: { [name as string]: 'Atlantis' } }),
        };
      }),
  },
  coverage: {
    'an item of an earlier result that was left out': (evidence) => mutate(evidence, partlyRead),
  },
  answer: {
    'no answer': (evidence) => mutate(evidence, (trajectory) => ({ ...trajectory, answer: undefined })),
    'an answer from memory': (evidence) =>
      mutate(evidence, (trajectory) => answering(trajectory, ['urn:graphtrail:countries:Atlantis'])),
    '"none" where there was something': (evidence) =>
      mutate(evidence, (trajectory) => ({
        ...trajectory,
        answer: { ...(trajectory.answer as NonNullable<Trajectory['answer']>), answer: { none: true }, resolved: [] },
      })),
  },
  question: {
    'a question that something else was done for': (evidence) => {
      const { tasks } = values;
      const own = tasks.findIndex(({ id }) => id === evidence.task?.id);
      return { ...evidence, task: tasks[(own + 1) % tasks.length] };
    },
  },
  oracle: {
    'gold that the second engine does not give': (evidence) => ({ ...evidence, oracle: { rows: async () => [] } }),
    'gold that is not all': (evidence) => ({
      ...evidence,
      oracle: {
        rows: async (query) => [
          ...(await evidence.oracle.rows(query)),
          [{ kind: 'iri', iri: 'urn:graphtrail:countries:Atlantis' }],
        ],
      },
    }),
  },
  gold: {
    'a missing answer': (evidence) =>
      mutate(evidence, (trajectory) => answering(trajectory, (trajectory.answer?.resolved ?? []).slice(1))),
    'a surplus answer': (evidence) =>
      mutate(evidence, (trajectory) =>
        answering(trajectory, [...(trajectory.answer?.resolved ?? []), 'urn:graphtrail:countries:France_']),
      ),
  },
};

/** The capitals of two of Spain's four neighbours, for those of all of them. */
function partlyRead(trajectory: Trajectory): Trajectory {
  const [first] = trajectory.calls as [Trajectory['calls'][number]];
  const iri = (name: string): string => `urn:graphtrail:countries:${name}`;
  const some = { entities: [iri('Andorra'), iri('France')] };
  const operations: Operation[] = [
    { follow: iri('neighbour'), of: { entities: [iri('Spain')] } },
    { follow: iri('capital'), of: some },
  ];
  const calls = operations.map((operation, at) => ({
    ...first,
    seq: first.seq + at,
    operation,
    observation: { status: 'ok', result: `#r${at + 1}` } as const,
  }));
  return answering({ ...trajectory, calls }, [iri('Andorra_la_Vella'), iri('Paris')]);
}

const invented: Item = { kind: 'entity', id: 'countries:Atlantis', label: 'Atlantis' };

function mutate(evidence: Evidence, change: (trajectory: Trajectory) => Trajectory): Evidence {
  return { ...evidence, trajectory: change(evidence.trajectory) };
}

test('every check has mutants', () => {
  expect(Object.keys(MUTANTS)).toEqual(CHECKS.map(({ id }) => id));
});

describe.each(Object.entries(MUTANTS))('%s', (check, mutants) => {
  test.each(Object.entries(mutants))('catches %s', async (_name, mutant) => {
    for (const trajectory of values.trajectories) {
      const verdict = await verifyTrajectory(mutant(values.evidence(trajectory)));
      expect(verdict.conforms).toBe(false);
      expect(verdict.proof).toBeUndefined();
      expect(verdict.violations.map((violation) => violation.check)).toContain(check);
    }
  });
});

test('without a task there is nothing to prove, and no violation either', async () => {
  const [trajectory] = values.trajectories as [Trajectory];
  const verdict = await verifyTrajectory({ ...values.evidence(trajectory), task: undefined });
  expect(verdict).toMatchObject({ conforms: false, violations: [], proof: undefined });
  expect(verdict.checks.filter(({ outcome }) => outcome === 'skipped').map(({ check }) => check)).toEqual([
    'question',
    'oracle',
    'gold',
  ]);
});
