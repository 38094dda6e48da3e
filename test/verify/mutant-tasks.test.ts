import { afterAll, beforeAll, expect, test } from 'vitest';
import { openVerifying, type Verifying } from '../../src/cli/verifying.ts';
import { answersOf } from '../../src/logic/answers.ts';
import type { AskedFormula } from '../../src/logic/asked.ts';
import { type Formula, related } from '../../src/logic/formula.ts';
import { PATTERNS } from '../../src/logic/pattern.ts';
import type { Task } from '../../src/task/task.ts';
import type { Evidence } from '../../src/verify/check.ts';
import { verifyTrajectory } from '../../src/verify/verify.ts';
import { type WalkedGraph, walkGraph } from './walked.ts';

const TASKS = 280;
const MUTANTS = 1000;

let walked: WalkedGraph;
let verifying: Verifying;
beforeAll(async () => {
  walked = await walkGraph('graphs/films.ttl', TASKS, 'values');
  verifying = await openVerifying(walked.opened, new Map(walked.tasks.map((task) => [task.question, task])));
});
afterAll(() => verifying.close());

const stranger = { id: 'films:The_Godfather', iri: 'urn:graphtrail:films:The_Godfather', label: 'The Godfather' };

/** Every formula with the direction of one relation turned round, where that is another question. */
function flipped(formula: Formula): Formula[] {
  if ('relation' in formula) {
    const turned = related(formula.relation, formula.inverse !== true, formula.of);
    return [turned, ...flipped(formula.of).map((of) => related(formula.relation, formula.inverse === true, of))];
  }
  if ('and' in formula)
    return formula.and.flatMap((part, index) => flipped(part).map((one) => ({ and: formula.and.with(index, one) })));
  if ('or' in formula)
    return formula.or.flatMap((part, index) => flipped(part).map((one) => ({ or: formula.or.with(index, one) })));
  return 'not' in formula ? flipped(formula.not).map((not) => ({ not })) : [];
}

function withoutNegation(formula: Formula): Formula[] {
  if ('relation' in formula)
    return withoutNegation(formula.of).map((of) => related(formula.relation, formula.inverse === true, of));
  if (!('and' in formula)) return [];
  const positive = formula.and.filter((part) => !('not' in part));
  return positive.length === formula.and.length ? [] : [{ and: positive }];
}

/** What could be wrong with a task, kind by kind. */
function mutantsOf(task: Task): [string, Task][] {
  const formula = task.formula as Formula;
  const added: Task = { ...task, answers: [...task.answers, stranger] };
  const removed: Task = { ...task, answers: task.answers.slice(1) };
  const dropped = withoutNegation(formula).map((one): [string, Task] => [
    'negation dropped',
    { ...task, formula: one as AskedFormula },
  ]);
  const turned = flipped(formula)
    .filter((one) => answersOf(one, walked.opened.graph).join() !== answersOf(formula, walked.opened.graph).join())
    .slice(0, 2)
    .map((one): [string, Task] => ['direction flipped', { ...task, formula: one as AskedFormula }]);
  const known = task.answers.some(({ iri }) => iri === stranger.iri);
  return [
    ...(known ? [] : ([['answer added', added]] as [string, Task][])),
    ['answer removed', removed],
    ...dropped,
    ...turned,
  ];
}

test(`of ${MUTANTS} mutant tasks the two engines let none pass`, async () => {
  const caught = new Map<string, number>();
  const survivors: string[] = [];
  let tried = 0;
  for (const trajectory of walked.trajectories) {
    const evidence: Evidence = walked.evidence(trajectory);
    for (const [kind, mutant] of mutantsOf(evidence.task as Task)) {
      if (tried === MUTANTS) break;
      tried += 1;
      const { conforms, proof } = await verifyTrajectory({ ...evidence, task: mutant, oracle: verifying.oracle });
      if (conforms || proof !== undefined) survivors.push(`${kind}: ${mutant.question}`);
      else caught.set(kind, (caught.get(kind) ?? 0) + 1);
    }
  }
  expect(survivors).toEqual([]);
  expect(tried).toBe(MUTANTS);
  expect([...caught.keys()].sort()).toEqual([
    'answer added',
    'answer removed',
    'direction flipped',
    'negation dropped',
  ]);
}, 120_000);

test('the patterns of the walk are all fourteen', () => {
  expect(new Set(walked.tasks.map(({ pattern }) => pattern)).size).toBe(PATTERNS.size);
});
