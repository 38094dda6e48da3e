/** What secrets were taken out of, and what stands behind a lost record, is not proven, and the verdict says why. */
import { expect, test } from 'vitest';
import type { Trajectory } from '../../src/trajectory/trajectory.ts';
import { verifyTrajectory } from '../../src/verify/verify.ts';
import { walkGraph } from './walked.ts';

test('a trajectory with something taken out is neither proven nor called wrong', async () => {
  const walked = await walkGraph('graphs/countries.ttl', 1, 'values', ['1p']);
  const whole = walked.trajectories[0] as Trajectory;
  expect((await verifyTrajectory(walked.evidence(whole))).conforms).toBe(true);
  const call = whole.calls[0] as Trajectory['calls'][number];
  const names = Object.fromEntries(Object.keys(call.arguments).map((name) => [name, '[redacted:jwt]']));
  const hidden = { ...call, arguments: { ...names, task: 't1' }, operation: undefined, redacted: 1 };
  const verdict = await verifyTrajectory(walked.evidence({ ...whole, calls: [hidden] }));
  expect(verdict).toMatchObject({ conforms: false, violations: [] });
  expect(verdict.checks).toContainEqual({
    check: 'replay',
    outcome: 'skipped',
    reason: `secrets were taken out of record ${call.seq} before it was written, so what was said there is not known`,
  });
});
