import { expect, test } from 'vitest';
import { stepToolRewards } from '../../../src/verify/credit/step-tool.ts';

test('a step earns half for success and half for what it adds to the answer', () => {
  const steps = [
    { succeeded: true, contribution: 5 },
    { succeeded: true, contribution: 0 },
    { succeeded: false, contribution: 0 },
    { succeeded: true, contribution: 3 },
  ];
  expect(stepToolRewards(steps, 'solved')).toEqual([1, 0.5, 0, 0.8, 1]);
});

test('the end earns 1, a half or nothing', () => {
  expect(stepToolRewards([], 'solved')).toEqual([1]);
  expect(stepToolRewards([], 'unsure')).toEqual([0.5]);
  expect(stepToolRewards([], 'unsolved')).toEqual([0]);
});
