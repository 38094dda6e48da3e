import { beforeAll, describe, expect, test } from 'vitest';
import { CONDITION_PATTERNS } from '../../src/logic/condition-pattern.ts';
import { EXTRA_PATTERNS, PATTERNS } from '../../src/logic/pattern.ts';
import { areEquivalent } from '../../src/verify/hindsight/normal.ts';
import { inferFormula, isInferred } from '../../src/verify/infer.ts';
import { type WalkedGraph, walkGraph } from './walked.ts';

const EVERY = [...PATTERNS.keys(), ...EXTRA_PATTERNS.keys(), ...CONDITION_PATTERNS];

describe.each(['countries', 'elements', 'films'])('on %s', (name) => {
  describe.each(['values', 'handles'] as const)('results passed on as %s', (style) => {
    let walked: WalkedGraph;
    beforeAll(async () => {
      walked = await walkGraph(`graphs/${name}.ttl`, 2 * EVERY.length, style, EVERY);
    });

    test('every walk gives back the formula that it was made from, without its question', async () => {
      const { graph, source } = walked.opened;
      expect(walked.trajectories).toHaveLength(walked.tasks.length);
      for (const trajectory of walked.trajectories) {
        const task = walked.tasks.find(({ question }) => question === trajectory.task?.question);
        const inferred = await inferFormula({ ...trajectory, task: undefined }, { graph, source });
        const same = isInferred(inferred) && task !== undefined && areEquivalent(inferred.formula, task.formula, graph);
        expect(same, JSON.stringify({ task: task?.formula, inferred })).toBe(true);
      }
    });
  });
});
