import { expect, test } from 'vitest';
import { runBench } from '../../bench/mutation/run.ts';

/** The bench in small, on one graph; `bench/mutants.ts` runs thousands on all of them. */
test('of hundreds of mutants none passes, needless calls are told, and good trajectories are not taken for bad ones', async () => {
  const report = await runBench({
    seed: 'quick',
    graphs: ['graphs/countries.ttl'],
    tasks: 36,
    mutants: 110,
    good: 160,
    changed: 1,
  });
  const { mutants, good } = report;
  const judged = mutants.reduce((sum, { made, neutral }) => sum + made - neutral, 0);
  expect(judged).toBeGreaterThanOrEqual(110);
  expect(mutants.filter(({ made, neutral }) => made > neutral).length).toBeGreaterThan(85);
  expect(mutants.flatMap(({ name, others }) => others.map((one) => `${name}: ${one}`))).toEqual([]);
  expect(good.reduce((sum, { made }) => sum + made, 0)).toBe(160);
  // The one that is known: a complement within a class that says nothing new is read as a condition.
  const rejected = good.flatMap(({ name, others }) => others.map((one) => `${name}: ${one}`));
  expect(rejected.filter((one) => !one.includes('members of [countries:Country]'))).toEqual([]);
});
