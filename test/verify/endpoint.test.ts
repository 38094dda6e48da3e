/** What was recorded over an endpoint is proven against the endpoint: by the same checks, on one engine, with nothing pinned. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSource } from '../../src/cli/endpoint-flags.ts';
import { type OpenedGraph, type OpenedSource, openGraph } from '../../src/cli/graph-options.ts';
import { openGround } from '../../src/cli/grounds.ts';
import { walkAll } from '../../src/cli/walking.ts';
import { EndpointError } from '../../src/errors.ts';
import { type OpenedEndpoint, openEndpoint } from '../../src/sparql/endpoint/open.ts';
import { collectTasks, sampleTasks } from '../../src/task/sample-tasks.ts';
import type { Task } from '../../src/task/task.ts';
import type { Operation } from '../../src/tool/operation.ts';
import { readJournals } from '../../src/trajectory/read.ts';
import type { Trajectory } from '../../src/trajectory/trajectory.ts';
import { factsOfEndpoint } from '../../src/verify/endpoint-facts.ts';
import type { Verdict } from '../../src/verify/verdict.ts';
import { type Ground, verifyAll } from '../../src/verify/verify-all.ts';
import { startEndpoint, type TestEndpoint } from '../sparql/endpoint/server.ts';

const PREFIX = 'http://example.org/';
/** A family with classes, values, a symmetric relation and one that is declared to be the inverse of another. */
const FAMILY = family();

let folder: string;
let endpoint: TestEndpoint;
let file: OpenedGraph;
let remote: OpenedSource;
let ground: Ground;
let tasks: readonly Task[];
let recorded: Trajectory[];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'graphtrail-unpinned-'));
  process.env['XDG_CACHE_HOME'] = join(folder, 'cache');
  const path = join(folder, 'family.ttl');
  writeFileSync(path, FAMILY);
  file = await openGraph([path], {});
  endpoint = await startEndpoint(FAMILY);
  remote = await openSource([`sparql+${endpoint.url}`], { prefix: [['ex', PREFIX]] });
  ({ ground } = await openGround(remote));
  const patterns = [
    '1p',
    '2p',
    'attribute',
    '2i',
    '2in',
    '2u',
    'pi',
    'count',
    'yesno',
    'table',
    'top1',
    '1pv',
    'compare',
  ];
  ({ tasks } = await collectTasks(sampleTasks(file, { count: 24, patterns, seed: 'family' })));
  await walkAll(remote, tasks, join(folder, 'walked'), { style: 'handles' });
  recorded = await trajectoriesIn(join(folder, 'walked'));
});
afterAll(async () => {
  await endpoint?.close();
  if (folder !== undefined) rmSync(folder, { recursive: true });
});

async function trajectoriesIn(directory: string): Promise<Trajectory[]> {
  const found: Trajectory[] = [];
  for await (const one of readJournals([directory])) found.push(one);
  return found;
}

async function verdictsOf(trajectories: readonly Trajectory[], on: Ground): Promise<Verdict[]> {
  const verdicts: Verdict[] = [];
  const known = new Map(tasks.map((task) => [task.question, task]));
  async function* stream() {
    yield* trajectories;
  }
  for await (const { verdict } of verifyAll(stream(), known, on)) verdicts.push(verdict);
  return verdicts;
}

const outcomeOf = ({ checks }: Verdict, id: string) => checks.find(({ check }) => check === id)?.outcome;

test('walks over an endpoint with the tasks of a file are all proven, and the verdict says by what', async () => {
  expect(recorded).toHaveLength(tasks.length);
  expect(tasks.length).toBeGreaterThan(12);
  for (const verdict of await verdictsOf(recorded, ground)) {
    expect(verdict.violations).toEqual([]);
    expect(verdict).toMatchObject({ conforms: true, oracle: 'same-engine', pinned: false });
    expect(verdict.asked).toMatch(/^\d{4}-\d\d-\d\dT/);
    expect(verdict.truncated).toBeUndefined();
    expect(outcomeOf(verdict, 'stale')).toBe('skipped');
    expect(verdict.proof).toMatchObject({ graph: null, engines: ['graphtrail-endpoint', 'endpoint'] });
  }
});

test('the proof is the one that a file gives, but for the digest and the engines', async () => {
  const directory = join(folder, 'from-file');
  await walkAll(file, tasks, directory, { style: 'handles' });
  const own = await openGround(file);
  const byQuestion = async (trajectories: readonly Trajectory[], on: Ground) => {
    const verdicts = await verdictsOf(trajectories, on);
    const proofs = trajectories.map(({ task }, index) => [task?.question ?? '', plain(verdicts[index] as Verdict)]);
    return Object.fromEntries(proofs);
  };
  try {
    expect(await byQuestion(recorded, ground)).toEqual(await byQuestion(await trajectoriesIn(directory), own.ground));
  } finally {
    await own.close();
  }
});

function plain({ checks, violations, precision, recall, proof }: Verdict): unknown {
  const { graph: _, engines: __, toolset: ___, ...facts } = proof ?? {};
  const outcomes = checks.filter(({ check }) => check !== 'stale').map(({ check, outcome }) => [check, outcome]);
  return { outcomes, violations, precision, recall, facts };
}

test('what was recorded on a file is stale on an endpoint, and the other way round', async () => {
  const [onEndpoint] = recorded as [Trajectory];
  const onFile = { ...onEndpoint, calls: onEndpoint.calls.map((call) => ({ ...call, digest: file.graph.digest })) };
  const [verdict] = await verdictsOf([onFile], ground);
  expect(verdict?.conforms).toBe(false);
  expect(verdict?.violations[0]).toMatchObject({ check: 'stale' });
  expect(verdict?.violations[0]?.reason).toContain(`this is the endpoint ${remote.source.name}`);
  const own = await openGround(file);
  const [back] = await verdictsOf([onEndpoint], own.ground);
  await own.close();
  expect(back?.violations[0]?.reason).toContain('without a digest');
});

test('an answer that was changed afterwards is wrong on an endpoint too', async () => {
  const two = recorded.find(({ answer }) => (answer?.resolved?.length ?? 0) > 1) as Trajectory;
  const answer = two.answer as NonNullable<Trajectory['answer']>;
  const less = { ...two, answer: { ...answer, resolved: answer.resolved?.slice(1) } } as Trajectory;
  const [verdict] = await verdictsOf([less], ground);
  expect(verdict?.conforms).toBe(false);
  expect(verdict?.violations.map(({ check }) => check)).toContain('gold');
});

test('a value that was changed afterwards is wrong, and ends no run', async () => {
  const valued = recorded.find((one) => {
    const task = tasks.find(({ question }) => question === one.task?.question);
    return task?.gold !== undefined && 'values' in task.gold;
  }) as Trajectory;
  const answer = valued.answer as NonNullable<Trajectory['answer']>;
  const wrong = { ...valued, answer: { ...answer, answer: { values: ['7'] }, resolved: ['7'] } } as Trajectory;
  const [verdict] = await verdictsOf([wrong], ground);
  expect(verdict?.violations.map(({ check }) => check)).toContain('gold');
});

test('a record that names a literal as a relation, a class or an entity is wrong, and ends no run', async () => {
  const literal = '"1"';
  const operations: Operation[] = [
    { follow: literal, of: { entities: [`${PREFIX}p1`] } },
    { follow: `${PREFIX}lives`, of: { entities: [literal] } },
    { members: literal },
  ];
  const forged = operations.map((operation): Trajectory => {
    const [first, ...others] = (recorded[0] as Trajectory).calls as [Trajectory['calls'][number]];
    return { ...(recorded[0] as Trajectory), calls: [{ ...first, operation }, ...others] };
  });
  for (const { conforms, violations } of await verdictsOf(forged, ground)) {
    expect(conforms).toBe(false);
    expect(violations.map(({ check }) => check)).toContain('conformity');
  }
});

describe('an endpoint whose facts have changed since', () => {
  test('gives other results than were recorded, and the reason says why that may be', async () => {
    const changed = await startEndpoint(FAMILY.replaceAll('ex:lives ex:c1', 'ex:lives ex:c2'));
    try {
      const later = await openSource([`sparql+${changed.url}`], { prefix: [['ex', PREFIX]] });
      const verdicts = await verdictsOf(recorded, (await openGround(later)).ground);
      const wrong = verdicts.filter(({ conforms }) => !conforms);
      expect(wrong.length).toBeGreaterThan(0);
      expect(wrong.length).toBeLessThan(verdicts.length);
      const reasons = wrong.flatMap(({ violations }) => violations.filter(({ check }) => check === 'replay'));
      expect(reasons.length).toBeGreaterThan(0);
      for (const { reason } of reasons)
        expect(reason).toMatch(/but the endpoint gives .*; its data may have changed since the call$/);
      expect(wrong.every(({ proof }) => proof === undefined)).toBe(true);
    } finally {
      await changed.close();
    }
  });
});

describe('what cannot be had whole proves nothing, and finds nothing wrong', () => {
  let short: TestEndpoint;
  let opened: OpenedEndpoint;
  beforeAll(async () => {
    // Cut without a word at three rows; of a list that is longer, no more than two are read.
    short = await startEndpoint(FAMILY, { most: 3 });
    opened = await openEndpoint(short.url, { userAgent: 'graphtrail/test', most: 2 });
  });
  afterAll(() => short?.close());

  test('where a step has more facts than are read, the verdict is open and says why', async () => {
    const facts = factsOfEndpoint(remote.source.name, opened.facts);
    const verdicts = await verdictsOf(recorded, { ...ground, facts });
    const open = verdicts.filter(({ truncated }) => truncated !== undefined);
    expect(open.length).toBeGreaterThan(0);
    for (const verdict of open) {
      expect(verdict).toMatchObject({ conforms: false, violations: [], proof: undefined });
      expect(outcomeOf(verdict, 'question')).toBe('skipped');
    }
    expect(verdicts.filter(({ conforms }) => conforms).length).toBe(verdicts.length - open.length);
  });

  test('a second opinion that was cut is none', async () => {
    const verdicts = await verdictsOf(recorded, { ...ground, oracle: opened });
    const open = verdicts.filter(({ conforms }) => !conforms);
    expect(open.length).toBeGreaterThan(0);
    for (const verdict of open) {
      expect(verdict).toMatchObject({ violations: [], oracle: 'none', proof: undefined });
      expect(outcomeOf(verdict, 'oracle')).toBe('skipped');
      expect(verdict.truncated).toContain('more than the 2 rows that are read');
    }
  });
});

test('an endpoint that is too busy for one question leaves open what hangs on it, and nothing is called wrong', async () => {
  const busy = {
    rows: async () => {
      throw new EndpointError('endpoint_busy', 'The endpoint is busy (503).');
    },
  };
  const [verdict] = await verdictsOf(recorded.slice(0, 1), { ...ground, oracle: busy });
  expect(verdict).toMatchObject({ conforms: false, violations: [], oracle: 'none' });
  const gone = {
    rows: async () => {
      throw new EndpointError('endpoint_unreachable', 'Nobody is there.');
    },
  };
  await expect(verdictsOf(recorded.slice(0, 1), { ...ground, oracle: gone })).rejects.toThrow('Nobody is there');
});

/** People with parents, partners, homes and years of birth. */
function family(): string {
  const people = Array.from({ length: 24 }, (_, index) => index);
  const facts = people.flatMap((one) => [
    `ex:p${one} a ex:Person ; rdfs:label "Person ${one}" ; ex:lives ex:c${one % 5} ; ex:born ${1900 + one * 3} .`,
    ...(one > 1 ? [`ex:p${one} ex:parent ex:p${one >> 1} . ex:p${one >> 1} ex:child ex:p${one} .`] : []),
    ...(one > 1 ? [`ex:p${one} ex:partner ex:p${one ^ 1} .`] : []),
    ...(one % 3 === 0 ? [`ex:p${one} ex:speaks ex:l${one % 4}, ex:l${(one + 1) % 4} .`] : []),
  ]);
  const cities = Array.from({ length: 5 }, (_, one) => `ex:c${one} a ex:City ; rdfs:label "Town ${one}" .`);
  const languages = Array.from({ length: 4 }, (_, one) => `ex:l${one} a ex:Language ; rdfs:label "Tongue ${one}" .`);
  return `@prefix ex: <${PREFIX}> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
ex:child owl:inverseOf ex:parent .
${[...facts, ...cities, ...languages].join('\n')}
`;
}
