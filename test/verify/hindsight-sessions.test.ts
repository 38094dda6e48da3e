import { beforeAll, describe, expect, test } from 'vitest';
import { type OpenedGraph, openGraph } from '../../src/cli/graph-options.ts';
import { parseExactQuestion } from '../../src/logic/exact.ts';
import type { Formula } from '../../src/logic/formula.ts';
import { readerOf } from '../../src/logic/speaker.ts';
import { collectTasks, sampleTasks } from '../../src/task/sample-tasks.ts';
import type { Task } from '../../src/task/task.ts';
import { createHandles } from '../../src/tool/handles.ts';
import type { Arguments, Frame as ToolFrame } from '../../src/tool/tool.ts';
import { compileToolset, type Toolset } from '../../src/tool/toolset.ts';
import type { Answered } from '../../src/trajectory/record.ts';
import type { Trajectory } from '../../src/trajectory/trajectory.ts';
import type { Evidence, Finding } from '../../src/verify/check.ts';
import { coverage } from '../../src/verify/checks/coverage.ts';
import { question } from '../../src/verify/checks/question.ts';
import { factsOfGraph } from '../../src/verify/facts.ts';
import { askedInHindsight } from '../../src/verify/hindsight/asked-in-hindsight.ts';
import { areEquivalent } from '../../src/verify/hindsight/normal.ts';
import { indexRows } from '../../src/verify/index-rows.ts';
import { type Inference, inferFormula, isInferred } from '../../src/verify/infer.ts';
import type { Verdict } from '../../src/verify/verdict.ts';
import { verifyTrajectory } from '../../src/verify/verify.ts';
import { verifyAll } from '../../src/verify/verify-all.ts';
import { carryOut, routeOf } from './hindsight-session.ts';

let graph: OpenedGraph;
let toolset: Toolset;
beforeAll(async () => {
  graph = await openGraph(['graphs/countries.ttl'], {});
  toolset = await compileToolset(graph.source, graph.vocabulary, { surface: 'relations', frame: true });
});

type Call = readonly [tool: string, values: Arguments];

const frame = { v: 1, trajectory: 'a session', prev: '', at: '', sha256: '' } as const;

const opened: NonNullable<Trajectory['opened']> = {
  ...frame,
  seq: 0,
  type: 'opened',
  graph: { name: 'countries.ttl', digest: undefined, triples: 0 },
  options: {},
  toolset: '',
  versions: {},
  client: undefined,
};

function evidence(trajectory: Trajectory, task?: Task): Evidence {
  return {
    trajectory,
    task,
    graph: graph.graph,
    source: graph.source,
    toolset,
    oracle: { rows: async () => (task === undefined ? [] : indexRows(task.formula, graph.graph)) },
  };
}

/** A session as a server records it: what tools were called, and at last the answer. */
async function session(calls: readonly Call[], asked?: string): Promise<Trajectory> {
  const handles = createHandles();
  const made: Trajectory['calls'][number][] = [];
  let answer: Trajectory['answer'];
  const seen: ToolFrame = {
    begin: async () => 'task-1',
    submit: async (given, resolved) => {
      answer = { ...frame, seq: made.length + 2, type: 'answer', answer: given, resolved } satisfies Answered &
        typeof frame & { seq: number };
    },
  };
  for (const [tool, values] of calls) {
    const { operation, result } = await (
      toolset.byName.get(tool) as NonNullable<ReturnType<Toolset['byName']['get']>>
    ).handler(values, {
      source: graph.source,
      handles,
      frame: seen,
    });
    if (tool === 'submit_answer') {
      expect(result.status, JSON.stringify(result)).toBe('ok');
      continue;
    }
    made.push({
      ...frame,
      seq: made.length + 2,
      type: 'call',
      tool,
      arguments: values,
      operation,
      digest: graph.graph.digest,
      observation: result,
      milliseconds: 0,
    });
  }
  return {
    id: 'a session',
    journal: 'run-0.jsonl',
    head: '',
    sealed: true,
    problems: [],
    opened: undefined,
    task: asked === undefined ? undefined : { ...frame, seq: 1, type: 'task', task: 'task-1', question: asked },
    calls: made,
    answer,
  };
}

async function* streamOf<T>(items: readonly T[]): AsyncGenerator<T> {
  yield* items;
}

const c = (name: string): string => `urn:graphtrail:countries:${name}`;

const SPAIN = [['get_neighbouring_country_of_country', { country: 'Spain' }]] as const satisfies readonly Call[];
const NEIGHBOURS = ['Andorra', 'France', 'Morocco', 'Portugal'];
const borders: Formula = { relation: c('neighbour'), of: { entity: c('Spain') } };
const capitals: Formula = { relation: c('capital'), of: borders };
const capitalsOf = (...names: string[]): Call[] => names.map((country) => ['get_capital_of_country', { country }]);
const populationsOf = (...names: string[]): Call[] =>
  names.map((country) => ['get_population_of_country', { country }]);
const answering = (answer: Arguments): Call => ['submit_answer', answer];

async function inferred(calls: readonly Call[], asked?: string): Promise<Inference> {
  const inference = await inferFormula(await session(calls, asked), graph);
  if (!isInferred(inference)) return expect.fail(inference.reason);
  return inference;
}

async function reasonFor(calls: readonly Call[]): Promise<string> {
  const inference = await inferFormula(await session(calls), graph);
  return isInferred(inference) ? expect.fail(JSON.stringify(inference.formula)) : inference.reason;
}

const rolesIn = ({ steps }: Inference): string[] => steps.map(({ role }) => role);

describe('what an agent does in its own way', () => {
  test('labels passed on one by one are the set that they were shown as', async () => {
    const inference = await inferred([
      ...SPAIN,
      ...capitalsOf(...NEIGHBOURS),
      answering({ entities: ['Andorra la Vella', 'Paris', 'Rabat', 'Lisbon'] }),
    ]);
    expect(inference.formula).toEqual(capitals);
    expect(rolesIn(inference)).toEqual(['path', 'merged', 'merged', 'merged', 'merged']);
    expect(inference).toMatchObject({ partial: [], combined: false, ambiguous: false, unanswered: false });
  });

  test('a label that was the only result is that result, where labels are all that is passed on', async () => {
    const inference = await inferred([
      ['get_capital_of_country', { country: 'France' }],
      ['get_country_of_city', { city: 'Paris' }],
      ['get_neighbouring_country_of_country', { country: 'France' }],
    ]);
    const home: Formula = { relation: c('country'), of: { relation: c('capital'), of: { entity: c('France') } } };
    expect(inference.formula).toEqual({ relation: c('neighbour'), of: home });
  });

  test('an id is what was shown before, and a label beside it what the question names', async () => {
    const { formula, ambiguous } = await inferred([
      ['get_country_of_city', { city: 'Madrid' }],
      ['get_capital_of_country', { country: 'countries:Spain' }],
      ['get_official_language_of_country', { country: 'Spain' }],
      ['get_union_of', { sets: ['#r2', '#r3'] }],
    ]);
    const found: Formula = { relation: c('capital'), of: { relation: c('country'), of: { entity: c('Madrid') } } };
    const named: Formula = { relation: c('officialLanguage'), of: { entity: c('Spain') } };
    expect(formula).toEqual({ or: [found, named] });
    expect(ambiguous).toBe(false);
  });

  test('what looks around, fails, repeats or leads nowhere is told, and changes nothing', async () => {
    const inference = await inferred([
      ['describe_graph', {}],
      ['search_entities', { name: 'Spain' }],
      ['get_capital_of_country', { country: 'Spayn' }],
      ['get_official_language_of_country', { country: 'Spain' }],
      ...SPAIN,
      ['describe_entity', { entity: 'France' }],
      ['get_capital_of_country', { country: '#r2' }],
      ...SPAIN,
      ['read_result', { result: '#r3' }],
      answering({ result: '#r3' }),
    ]);
    expect(inference.formula).toEqual(capitals);
    expect(rolesIn(inference)).toEqual([
      'exploration',
      'exploration',
      'fault',
      'dead end',
      'path',
      'exploration',
      'path',
      'repeated',
      'exploration',
    ]);
  });

  test('values that were compared without a call make the largest', async () => {
    const largest = { top: 1, by: c('population'), order: 'largest', of: borders };
    for (const calls of [populationsOf(...NEIGHBOURS), [['get_population_of_country', { country: '#r1' }]] as Call[]]) {
      const inference = await inferred([...SPAIN, ...calls, answering({ entities: ['France'] })]);
      expect(inference.formula).toEqual(largest);
      expect(inference.combined).toBe(true);
      expect(rolesIn(inference)).not.toContain('dead end');
    }
  });

  test('two that the question names are compared by values that were read one by one', async () => {
    const { formula } = await inferred([...populationsOf('France', 'Spain'), answering({ entities: ['France'] })]);
    const both = { or: [{ entity: c('France') }, { entity: c('Spain') }] };
    expect(formula).toEqual({ top: 1, by: c('population'), order: 'largest', of: both });
  });

  test('a total that was read off is a count', async () => {
    const inference = await inferred([...SPAIN, answering({ number: 4 })]);
    expect(inference).toMatchObject({ formula: { count: borders }, combined: true });
    const counted = await inferred([...SPAIN, ['count_items', { set: '#r1' }], answering({ number: 4 })]);
    expect(counted).toMatchObject({ formula: { count: borders }, combined: false });
  });

  test('yes or no is about whom the answer names, the question names, or the last call asked about', async () => {
    const asked = { among: borders, is: c('France') };
    expect((await inferred([...SPAIN, answering({ boolean: true, text: 'Yes, France is.' })])).formula).toEqual(asked);
    expect((await inferred([...SPAIN, answering({ boolean: true })], 'Does Spain border France?')).formula).toEqual(
      asked,
    );
    const languages: Call[] = [['get_official_language_of_country', { country: 'Spain' }]];
    const told = await inferred(
      [...languages, answering({ boolean: false })],
      'Is Dari (countries:Dari) one of the languages of Spain?',
    );
    expect(told.formula).toMatchObject({ is: c('Dari') });
    const checked: Call[] = [...SPAIN, ['get_intersection_of', { sets: ['#r1', 'France'] }]];
    expect((await inferred([...checked, answering({ boolean: true })])).formula).toEqual(asked);
    expect(await reasonFor([...SPAIN, answering({ boolean: true })])).toContain('which entity');
  });

  test('a table drawn up of what was read is a table', async () => {
    const rows = ['Andorra', 'France', 'Morocco', 'Portugal'].map((name) => [name, 'a capital', 'a currency']);
    const { formula } = await inferred([
      ...SPAIN,
      ...capitalsOf(...NEIGHBOURS),
      ['get_currency_of_country', { country: '#r1' }],
      answering({ rows }),
    ]);
    expect(formula).toEqual({ table: [c('capital'), c('currency')], of: borders });
  });

  test('a set put together without a call is an intersection, a union or a difference', async () => {
    const european: Call = ['get_country_by_region', { region: 'Southern Europe' }];
    const southern: Formula = { relation: c('region'), inverse: true, of: { entity: c('Southern_Europe') } };
    const both = await inferred([...SPAIN, european, answering({ entities: ['Andorra', 'Portugal'] })]);
    expect(areEquivalent(both.formula, { and: [borders, southern] }, graph.graph)).toBe(true);
    const rest = await inferred([...SPAIN, european, answering({ entities: ['France', 'Morocco'] })]);
    expect(areEquivalent(rest.formula, { and: [borders, { not: southern }] }, graph.graph)).toBe(true);
    expect(rest.combined).toBe(true);
  });

  test('an inverse that states the same facts, and a relation that is its own inverse, ask the same', async () => {
    const back = { relation: c('capitalOf'), inverse: true, of: borders } as const;
    expect(areEquivalent(capitals, back, graph.graph)).toBe(true);
    expect(areEquivalent(borders, { ...borders, inverse: true } as Formula, graph.graph)).toBe(true);
    expect(areEquivalent(capitals, { ...capitals, inverse: true } as Formula, graph.graph)).toBe(false);
  });

  test('where nothing fits, it says so', async () => {
    expect(await reasonFor([])).toContain('no call');
    expect(await reasonFor([...SPAIN, answering({ entities: ['Japan'] })])).toContain('the answer is neither');
    expect(await reasonFor([...SPAIN, answering({ number: 17 })])).toContain('17');
    expect(await reasonFor([...SPAIN, answering({ none: true })])).toContain('no result was empty');
    expect(await reasonFor([['get_negation_of', { set: 'France' }]])).toContain('no formula');
  });
});

describe('a set that was read in part', () => {
  const some = [...SPAIN, ...capitalsOf('Andorra', 'France', 'Portugal')];
  const three = answering({ entities: ['Andorra la Vella', 'Paris', 'Lisbon'] });

  test('is told, with what was left out', async () => {
    const { partial } = await inferred([...some, three]);
    expect(partial).toEqual([
      { step: 5, of: 2, read: ['Andorra', 'France', 'Portugal'].map(c), missing: [c('Morocco')] },
    ]);
    const listed: Call = ['get_capital_of_country', { country: ['Andorra', 'France', 'Portugal'] }];
    expect((await inferred([...SPAIN, listed, three])).partial).toMatchObject([{ missing: [c('Morocco')] }]);
    const compared = [...SPAIN, ...populationsOf('Andorra', 'France'), answering({ entities: ['France'] })];
    expect((await inferred(compared)).partial).toMatchObject([{ missing: [c('Morocco'), c('Portugal')] }]);
  });

  test('is a violation of coverage, and becomes no sample', async () => {
    const trajectory = await session([...some, three]);
    expect(await coverage.run(evidence(trajectory))).toEqual([
      { step: 5, reason: 'of the 4 items that record 2 gave, only 3 were read; left out: "Morocco"' },
    ]);
    expect(await askedInHindsight(trajectory, graph)).toEqual({
      reason: 'of the 4 items of an earlier result only 3 were read',
    });
  });

  test('is none where all of it was read, where its whole is used, or where just one was chosen', async () => {
    for (const calls of [
      [
        ...SPAIN,
        ...capitalsOf(...NEIGHBOURS),
        answering({ entities: ['Paris', 'Rabat', 'Lisbon', 'Andorra la Vella'] }),
      ],
      [
        ...SPAIN,
        ...capitalsOf('Andorra', 'France'),
        ['get_capital_of_country', { country: '#r1' }],
        answering({ result: '#r4' }),
      ],
      [...SPAIN, ...capitalsOf('France'), answering({ entities: ['Paris'] })],
    ] as Call[][]) {
      expect(await coverage.run(evidence(await session(calls)))).toEqual([]);
    }
  });
});

describe('a question that was stated', () => {
  test('is told apart from what was done, and found answered by any route that asks the same', async () => {
    const { tasks } = await collectTasks(sampleTasks(graph, { count: 30, patterns: ['2p', '2i'], seed: 'question' }));
    const [one, other] = tasks as [Task, Task];
    const trajectory = await carryOut(routeOf(one.plan), one.formula, 'handles', graph);
    expect(await question.run(evidence(trajectory, one))).toEqual([]);
    const [finding, ...others] = (await question.run(evidence(trajectory, other))) as Finding[];
    expect(others).toEqual([]);
    expect(finding?.step).toBe(trajectory.answer?.seq);
    expect(finding?.reason).toMatch(/^the question asks “Which are .*”, but what was done answers “Which are .*”$/);
  });

  test('of several readings of the calls, the one that answers it is taken', async () => {
    // Both give Spain: which of the two was followed, the calls do not tell.
    const calls: Call[] = [
      ['get_neighbouring_country_of_country', { country: 'Portugal' }],
      ['get_country_of_city', { city: 'Madrid' }],
      ['get_official_language_of_country', { country: 'countries:Spain' }],
    ];
    const trajectory = await session(calls);
    for (const of of [
      { relation: c('neighbour'), of: { entity: c('Portugal') } },
      { relation: c('country'), of: { entity: c('Madrid') } },
    ]) {
      const wanted: Formula = { relation: c('officialLanguage'), of };
      const inference = await inferFormula(trajectory, graph, { wanted });
      expect(isInferred(inference) && areEquivalent(inference.formula, wanted, graph.graph)).toBe(true);
      expect(inference).toMatchObject({ ambiguous: true });
    }
  });

  test('without a known task it stays open, and what was done is said', async () => {
    const trajectory = await session([...SPAIN, answering({ result: '#r1' })], 'Who is next to Spain?');
    expect(await question.run(evidence(trajectory))).toBe(
      'no task with this question is known; what was done answers “Which are the [countries:neighbour] of "Spain"?”',
    );
  });
});

describe('in hindsight', () => {
  async function verified(calls: readonly Call[]): Promise<{ verdict: Verdict; task: Task }> {
    const asked = await askedInHindsight(await session(calls), graph);
    if ('reason' in asked) return expect.fail(asked.reason);
    const verdict = await verifyTrajectory(evidence({ ...asked.trajectory, opened }, asked.task));
    return { verdict, task: asked.task };
  }

  test('an unasked session is worded, and proven like any other', async () => {
    const { verdict, task } = await verified([...SPAIN, ['get_capital_of_country', { country: '#r1' }]]);
    expect(verdict.violations).toEqual([]);
    expect(verdict).toMatchObject({ conforms: true, precision: 1, recall: 1 });
    expect(task).toMatchObject({
      pattern: '2p',
      formula: capitals,
      made: { seed: 'hindsight', version: 'hindsight-1' },
    });
    expect(task.question).toContain('Spain');
    expect(parseExactQuestion(task.question_exact, readerOf(graph.vocabulary, task.anchors))).toEqual(task.formula);
  });

  test('a question names what the agent named, as it named it', async () => {
    const { verdict, task } = await verified([
      ['get_neighbouring_country_of_country', { country: 'countries:Spain' }],
      answering({ result: '#r1' }),
    ]);
    expect(task.question).toContain('Spain (countries:Spain)');
    expect(verdict.violations).toEqual([]);
  });

  test('values, counts and tables are handed in as they were last given', async () => {
    for (const calls of [
      populationsOf('Spain'),
      [...SPAIN, ['count_items', { set: '#r1' }]],
      [...SPAIN, ['get_table', { items: '#r1', relations: ['get_capital_of_country', 'get_currency_of_country'] }]],
    ] as Call[][]) {
      const { verdict } = await verified(calls);
      expect(verdict.violations).toEqual([]);
      expect(verdict.conforms).toBe(true);
    }
  });

  test('only those sessions are asked so that are meant to be, and the verdict says what had been stated', async () => {
    const unasked = await session(SPAIN);
    const stated = await session([...SPAIN, answering({ result: '#r1' })], 'Who is next to Spain?');
    const found = async (of?: 'unasked' | 'all'): Promise<unknown[]> => {
      const { trajectory: _, task: __, ...others } = evidence(unasked);
      const oracle = { rows: async () => indexRows(borders, graph.graph) };
      const options = of === undefined ? undefined : { of, vocabulary: graph.vocabulary };
      const sessions = [unasked, stated].map((one) => ({ ...one, opened }));
      const verdicts = verifyAll(
        streamOf(sessions),
        { size: 0, get: async () => undefined },
        { ...others, oracle, facts: factsOfGraph(graph.graph) },
        options,
      );
      const seen: unknown[] = [];
      for await (const { verdict } of verdicts) seen.push(verdict.conforms ? verdict.hindsight : verdict.conforms);
      return seen;
    };
    expect(await found()).toEqual([false, false]);
    expect(await found('unasked')).toEqual([{ answered: false }, false]);
    expect(await found('all')).toEqual([{ answered: false }, { stated: 'Who is next to Spain?', answered: true }]);
  });

  test('words that an imported session ended with, and nobody could read, are not taken for its last result', async () => {
    const unread = await session([['get_capital_of_country', { country: 'France' }]], 'What is the capital of France?');
    const asked = (words: object) => {
      const imported = { log: 'openai', file: 'sha256:00', ...words };
      return askedInHindsight({ ...unread, opened: { ...opened, imported } }, graph);
    };
    expect(await asked({ words: 'It is Marseille.' })).toEqual({
      reason: expect.stringContaining('could not be read'),
    });
    expect(await asked({})).toHaveProperty('task');
  });

  test('a wrong yes or no is not made right by asking about another entity that the question names', async () => {
    const looked = await session(
      [['get_neighbouring_country_of_country', { country: 'Portugal' }]],
      'Does Portugal border Spain?',
    );
    const said = async (boolean: boolean): Promise<unknown> => {
      const answer = { ...frame, seq: 3, type: 'answer', answer: { boolean }, resolved: undefined } as const;
      return await askedInHindsight({ ...looked, answer }, graph);
    };
    expect(await said(false)).toEqual({ reason: expect.stringContaining('neither the question nor the answer') });
    expect(await said(true)).toHaveProperty('task');
  });

  test('what has no answer or too many, and what cannot be named, becomes no task', async () => {
    const reason = async (calls: readonly Call[]): Promise<unknown> =>
      await askedInHindsight(await session(calls), graph);
    expect(await reason([['get_neighbouring_country_of_country', { country: 'Iceland' }]])).toEqual({
      reason: 'what was asked has no answer in this graph',
    });
    expect(await reason([['get_members_of_class', { class: 'country' }]])).toMatchObject({
      reason: expect.stringContaining('answers, more than 50'),
    });
  });
});
