import { beforeAll, describe, expect, test } from 'vitest';
import { type OpenedGraph, openGraph } from '../../src/cli/graph-options.ts';
import type { AskedFormula } from '../../src/logic/asked.ts';
import { askedOf, setOf } from '../../src/logic/asked.ts';
import { CONDITION_PATTERNS } from '../../src/logic/condition-pattern.ts';
import { REWRITINGS } from '../../src/logic/normal-form.ts';
import { EXTRA_PATTERNS, PATTERNS } from '../../src/logic/pattern.ts';
import { planOf } from '../../src/logic/plan.ts';
import { type Random, seededRandom } from '../../src/logic/random.ts';
import { collectTasks, sampleTasks } from '../../src/task/sample-tasks.ts';
import type { Task } from '../../src/task/task.ts';
import { areEquivalent } from '../../src/verify/hindsight/normal.ts';
import { inferFormula, isInferred } from '../../src/verify/infer.ts';
import { carryOut, type Given, type Manner, type Route, routeOf } from './hindsight-session.ts';

const EVERY = [...PATTERNS.keys(), ...EXTRA_PATTERNS.keys(), ...CONDITION_PATTERNS];
const GRAPHS = ['countries', 'elements', 'films'] as const;

const opened = new Map<string, { graph: OpenedGraph; tasks: readonly Task[] }>();
beforeAll(async () => {
  for (const name of GRAPHS) {
    const graph = await openGraph([`graphs/${name}.ttl`], {});
    const { tasks } = await collectTasks(
      sampleTasks(graph, { count: 2 * EVERY.length, patterns: EVERY, seed: 'routes' }),
    );
    opened.set(name, { graph, tasks });
  }
});

/** Moves in another order in which each comes after what it needs. */
function reordered({ moves, said }: Route, random: Random): Route {
  const order: number[] = [];
  const rest = new Set(moves.keys());
  while (rest.size > 0) {
    const ready = [...rest].filter((at) => needs(moves[at]?.inputs ?? []).every((need) => order.includes(need)));
    const next = random.choose(ready);
    order.push(next);
    rest.delete(next);
  }
  return moved({ moves, said }, order);
}

const needs = (inputs: readonly Given[]): number[] => inputs.flatMap((input) => ('moves' in input ? input.moves : []));

function moved({ moves, said }: Route, order: readonly number[]): Route {
  const place = <T extends Given>(given: T): T =>
    'moves' in given ? { ...given, moves: given.moves.map((move) => order.indexOf(move)) } : given;
  return {
    moves: order.map((at) => {
      const { operation, inputs } = moves[at] as Route['moves'][number];
      return { operation, inputs: inputs.map(place) };
    }),
    said: place(said),
  };
}

/** The first call is made a second time, last of all. */
function repeated({ moves, said }: Route): Route {
  return { moves: [...moves, moves[0] as Route['moves'][number]], said };
}

/** A move gives way to several, whose results are united in the agent's head. */
function replaced({ moves, said }: Route, at: number, by: Route['moves'], how: 'and' | 'or'): Route {
  const shift = (move: number): number => (move > at ? move + by.length - 1 : move);
  const place = <T extends Given>(given: T): T => {
    if (!('moves' in given)) return given;
    const places = given.moves.flatMap((move) => (move === at ? by.map((_, index) => at + index) : [shift(move)]));
    return { ...given, moves: places, ...(given.moves.includes(at) && by.length > 1 ? { how } : {}) };
  };
  const rest = moves.map(({ operation, inputs }) => ({ operation, inputs: inputs.map(place) }));
  return { moves: [...rest.slice(0, at), ...by, ...rest.slice(at + 1)], said: place(said) };
}

async function inferredOf(
  route: Route,
  asked: AskedFormula,
  manner: Manner,
  graph: OpenedGraph,
  wanted?: AskedFormula,
) {
  const session = await carryOut(route, asked, manner, graph);
  return { session, inferred: await inferFormula(session, graph, wanted === undefined ? {} : { wanted }) };
}

/** Where several formulas fit the calls equally well, it is enough that the one asked is among them. */
async function comesBack(route: Route, { formula }: Task, manner: Manner, graph: OpenedGraph): Promise<void> {
  const { inferred, session } = await inferredOf(route, formula, manner, graph);
  const told = JSON.stringify({
    formula,
    inferred,
    calls: session.calls.map(({ operation }) => operation),
    answer: session.answer,
  });
  if (!isInferred(inferred)) return expect.fail(told);
  if (areEquivalent(inferred.formula, formula, graph.graph)) return;
  expect(inferred.ambiguous, told).toBe(true);
  const again = await inferredOf(route, formula, manner, graph, formula);
  expect(isInferred(again.inferred) && areEquivalent(again.inferred.formula, formula, graph.graph), told).toBe(true);
}

describe.each(GRAPHS)('on %s, the formula comes back from', (name) => {
  const each = async (check: (task: Task, graph: OpenedGraph, manner: Manner) => Promise<void>): Promise<void> => {
    const { graph, tasks } = opened.get(name) as { graph: OpenedGraph; tasks: readonly Task[] };
    for (const task of tasks) for (const manner of ['values', 'handles'] as const) await check(task, graph, manner);
  };

  test('calls in any order', async () => {
    await each(async (task, graph, manner) => {
      for (const seed of ['a', 'b'])
        await comesBack(reordered(routeOf(task.plan), seededRandom(`${seed}/${task.id}`)), task, manner, graph);
    });
  });

  test('calls of which one is made twice', async () => {
    await each(async (task, graph, manner) => {
      if (task.plan.length > 1) await comesBack(repeated(routeOf(task.plan)), task, manner, graph);
    });
  });

  test('complements in place of differences', async () => {
    await each((task, graph, manner) => comesBack(routeOf(planOf(task.formula, 'complement')), task, manner, graph));
  });

  test('every rewriting of it', async () => {
    const { graph, tasks } = opened.get(name) as { graph: OpenedGraph; tasks: readonly Task[] };
    for (const [at, task] of tasks.entries()) {
      // Each task in some ways, each way for some tasks.
      for (const { rewrite } of REWRITINGS.filter((_, way) => way % 4 === at % 4)) {
        const written = askedOf(task.formula, rewrite(setOf(task.formula)));
        await comesBack(routeOf(planOf(written)), task, 'handles', graph);
      }
    }
  });

  test('a union that the agent makes itself', async () => {
    await each(async (task, graph, manner) => {
      const route = routeOf(task.plan);
      for (const [at, { operation, inputs }] of route.moves.entries()) {
        if (!('or' in operation) || inputs.some((input) => 'entities' in input)) continue;
        await comesBack(without(route, at, 'or'), task, manner, graph);
      }
    });
  });

  test('an intersection that the agent makes itself', async () => {
    await each(async (task, graph, manner) => {
      const route = routeOf(task.plan);
      for (const [at, { operation }] of route.moves.entries()) {
        if ('and' in operation) await comesBack(without(route, at, 'and'), task, manner, graph);
      }
    });
  });

  test('a set read member by member', async () => {
    await each(async (task, graph, manner) => {
      const route = routeOf(task.plan);
      for (const [at, { operation, inputs }] of route.moves.entries()) {
        const [input] = inputs;
        if (!('follow' in operation || 'where' in operation) || input === undefined || !('moves' in input)) continue;
        const members = await membersBefore(route, at, task, graph);
        if (members.length < 2 || 'table' in task.formula) continue;
        const by = members.map((member) => ({ operation, inputs: [{ entities: [member] }] }));
        await comesBack(replaced(route, at, by, 'or'), task, manner, graph);
      }
    });
  });
});

/** Without a move, whose inputs are put together where its result was needed. */
function without({ moves, said }: Route, at: number, how: 'and' | 'or'): Route {
  const parts = needs(moves[at]?.inputs ?? []);
  const place = <T extends Given>(given: T): T => {
    if (!('moves' in given)) return given;
    const places = given.moves
      .flatMap((move) => (move === at ? parts : [move]))
      .map((move) => (move > at ? move - 1 : move));
    return { ...given, moves: places, ...(given.moves.includes(at) ? { how } : {}) };
  };
  const rest = moves.map(({ operation, inputs }) => ({ operation, inputs: inputs.map(place) }));
  return { moves: rest.filter((_, index) => index !== at), said: place(said) };
}

/** IRIs of what a move is given. */
async function membersBefore(route: Route, at: number, { formula }: Task, graph: OpenedGraph): Promise<string[]> {
  const [input] = route.moves[at]?.inputs ?? [];
  if (input === undefined || !('moves' in input)) return [];
  const before = await carryOut({ moves: route.moves.slice(0, at), said: input }, setOf(formula), 'values', graph);
  return [...(before.answer?.resolved ?? [])];
}
