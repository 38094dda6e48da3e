/** What verification makes of imported trajectories beyond what it makes of any. */
import { expect, test } from 'vitest';
import type { Imported } from '../../src/trajectory/record.ts';
import type { Trajectory } from '../../src/trajectory/trajectory.ts';
import { grounding } from '../../src/verify/checks/grounding.ts';
import { withResolvedAnswer } from '../../src/verify/resolved-answer.ts';
import { answered, called, opened } from '../trajectory/events.ts';

const frame = { v: 1, trajectory: 'one', seq: 1, prev: '', at: '', sha256: '' };

function imported(more: Partial<Imported>, answer: object): Trajectory {
  const from = { log: 'openai', file: 'sha256:00', ...more };
  return {
    ...{ id: 'one', journal: '', head: '', sealed: true, problems: [] },
    opened: { ...frame, ...opened, imported: from },
    task: { ...frame, type: 'task', task: 't1', question: 'What is the capital of France?' },
    calls: [{ ...frame, ...called }],
    answer: { ...frame, ...answered, ...answer },
  };
}

test('tools of others among the calls are a warning, and what was taken from them a violation', async () => {
  const trajectory = imported({ foreign: ['WebSearch'] }, {});
  const check = async (one: Trajectory) => await grounding.run({ trajectory: one, task: undefined } as never);
  expect(await check(trajectory)).toEqual([
    { step: 1, severity: 'warning', reason: expect.stringContaining('"WebSearch"') },
  ]);
  const taken = { ...trajectory.calls[0], arguments: { country: 'Freedonia' } } as Trajectory['calls'][number];
  expect(await check({ ...trajectory, calls: [taken] })).toMatchObject([
    { reason: expect.stringContaining('Freedonia') },
    {},
  ]);
  expect(await check(imported({}, {}))).toEqual([]);
});

test('an answer that names ids, taken down without a graph, is resolved on the one that it is verified against', () => {
  const source = { expand: (id: string) => (id === 'ex:Paris' ? 'http://example.org/Paris' : undefined) } as never;
  const trajectory = imported({}, { answer: { entities: ['ex:Paris', 'urn:x'] }, resolved: undefined });
  expect(withResolvedAnswer(trajectory, source).answer?.resolved).toEqual(['http://example.org/Paris', 'urn:x']);
  const served = { ...trajectory, opened: { ...frame, ...opened } };
  expect(withResolvedAnswer(served, source)).toBe(served);
});
