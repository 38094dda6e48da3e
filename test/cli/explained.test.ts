import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { asJson, createTeller } from '../../src/cli/explained.ts';
import { openJournal } from '../../src/trajectory/journal.ts';
import { readJournals } from '../../src/trajectory/read.ts';
import type { Answered, Called, Event, Opened, TaskBegun } from '../../src/trajectory/record.ts';
import type { Trajectory } from '../../src/trajectory/trajectory.ts';
import type { Explanation } from '../../src/verify/explain.ts';
import { verifyTrajectory } from '../../src/verify/verify.ts';
import { type WalkedGraph, walkGraph } from '../verify/walked.ts';
import { folderWith, graphtrail } from './run.ts';

const folder = mkdtempSync(join(tmpdir(), 'graphtrail-explained-'));
afterAll(() => rmSync(folder, { recursive: true }));

let walked: WalkedGraph;
beforeAll(async () => {
  walked = await walkGraph('graphs/countries.ttl', 70, 'values');
});

interface Story {
  opened?: Opened | undefined;
  task?: TaskBegun | undefined;
  calls: Called[];
  answer?: Answered | undefined;
}

let forged = 0;
/** The trajectory as a forger would record it: changed, and with hashes that are right. */
async function forge(trajectory: Trajectory, change: (story: Story) => void): Promise<Trajectory> {
  const { opened, task, calls, answer } = structuredClone(trajectory);
  const story: Story = { opened, task, calls: [...calls], answer };
  change(story);
  const path = join(folder, String(++forged));
  const journal = openJournal(path);
  for (const event of [story.opened, story.task, ...story.calls, story.answer])
    if (event !== undefined) await journal.append(trajectory.id, withoutFrame(event));
  await journal.close();
  for await (const read of readJournals([path])) return read;
  throw new Error('nothing was recorded');
}

function withoutFrame(event: Event): Event {
  const { v, trajectory, seq, prev, at, sha256, ...rest } = event as Event & Record<string, unknown>;
  return rest as unknown as Event;
}

const answering = (story: Story, answer: Partial<Answered>): void => {
  story.answer = { ...(story.answer as Answered), ...answer };
};
const calling = (story: Story, index: number, called: Partial<Called>): void => {
  story.calls[index] = { ...(story.calls[index] as Called), ...called };
};

/** A lie, whom it fits, what must be told of it. */
const LIES: Record<string, [fits: (t: Trajectory) => boolean, change: (story: Story) => void, told: RegExp[]]> = {
  'an answer that lacks one': [
    ({ answer }) => (answer?.resolved?.length ?? 0) > 1,
    (story) => answering(story, { resolved: story.answer?.resolved?.slice(1) }),
    [/gold, record \d+ \(the answer\): the gold answer "[^"]+" \(countries:\S+\) is missing/, /answer is wrong/],
  ],
  'an answer from memory': [
    ({ answer }) => answer?.resolved?.length === 1,
    (story) =>
      answering(story, { resolved: ['urn:graphtrail:countries:Japan'], answer: { entities: ['countries:Japan'] } }),
    [
      /answered +Japan/,
      /"Japan" \(countries:Japan\) is not among the gold answers/,
      /does not follow from what the agent saw/,
    ],
  ],
  'no answer': [
    () => true,
    (story) => {
      story.answer = undefined;
    },
    [/answered +nothing/, /no answer was submitted/],
  ],
  'a result that is not so': [
    ({ calls }) => calls.length > 1 && (calls[0]?.observation.items?.length ?? 0) > 0,
    (story) => {
      const [item] = [{ kind: 'entity', id: 'countries:Japan', label: 'Japan' } as const];
      calling(story, 0, { observation: { ...(story.calls[0] as Called).observation, items: [item] } });
    },
    [
      /✗ 1\. get_\S+ \{.*"Japan"/,
      /replay, record 3 \(call 1, get_\S+\): .* recorded .*"Japan".* but the graph gives/,
      /forged together with its hashes/,
    ],
  ],
  'an argument out of thin air': [
    ({ calls }) => calls.length === 1,
    (story) => {
      const [name] = Object.keys(story.calls[0]?.arguments ?? {}) as [string];
      calling(story, 0, { arguments: { [name]: 'countries:Zimbabwe' } });
    },
    [/grounding, record 3 \(call 1, \S+\): .*"countries:Zimbabwe", which neither/, /teach guessing/],
  ],
  'calls on another graph': [
    ({ calls }) => calls.length > 1,
    (story) => {
      for (const index of story.calls.keys()) calling(story, index, { digest: 'gt1:00' });
      story.opened = { ...(story.opened as Opened), graph: { name: 'other.ttl', digest: 'gt1:00', triples: 1 } };
    },
    [
      /on graph +other\.ttl \(gt1:00\)/,
      /stale, record 3 \(call 1, \S+\), record 4.*: stale: the call ran on graph gt1:00/,
      /files it was recorded on/,
    ],
  ],
  'calls on another graph, of which other checks complain too': [
    ({ calls }) => calls.length > 1,
    (story) => {
      for (const index of story.calls.keys()) calling(story, index, { digest: 'gt1:00' });
      calling(story, 0, { arguments: { ...story.calls[0]?.arguments, depth: 3 } });
    },
    [
      /stale, record 3/,
      /^(?!.*(?:no argument|does not fit)).*also failed, which may follow from that alone: .*schema/s,
    ],
  ],
  'an argument that no tool has': [
    ({ calls }) => calls.length > 1,
    (story) => calling(story, 0, { arguments: { ...story.calls[0]?.arguments, depth: 3 } }),
    [/schema, record 3 \(call 1, \S+\): .*There is no argument "depth"/, /does not fit the tools/],
  ],
  'a lost beginning': [
    () => true,
    (story) => {
      story.opened = undefined;
    },
    [/unknown: its first record/, /chain, record 1/, /damaged or edited/],
  ],
  'a question that nobody asked': [
    ({ calls }) => calls.length > 1,
    (story) => {
      story.task = { ...(story.task as TaskBegun), question: 'What is love?' };
    },
    [/question +What is love\?/, /expected +unknown: no task file has this question/],
  ],
};

test.each(Object.entries(LIES))(
  'of %s is told what a person needs to understand it',
  async (_name, [fits, change, told]) => {
    const original = walked.trajectories.find(fits) as Trajectory;
    const trajectory = await forge(original, change);
    const evidence = walked.evidence(trajectory);
    const verdict = await verifyTrajectory(evidence);
    const verified = { trajectory, task: evidence.task, verdict };
    const text = (await createTeller()(verified, evidence.source)) ?? '';
    for (const expected of told) expect(text).toMatch(expected);
    expect(text).toContain(trajectory.id);
    expect(text).toContain(trajectory.journal);
    expect(text).toContain(trajectory.task?.question);
    for (const { tool } of trajectory.calls) expect(text).toContain(tool);
    const { explanation } = JSON.parse((await asJson(verified, evidence.source)) as string) as {
      explanation: Explanation;
    };
    expect(explanation.question).toBe(trajectory.task?.question);
    expect(explanation.calls.length).toBe(trajectory.calls.length);
    const reasons = explanation.problems.flatMap((problem) => problem.reasons);
    expect(new Set(reasons)).toEqual(new Set(verdict.violations.map(({ reason }) => reason)));
    expect(explanation.problems.every(({ next }) => next.length > 20)).toBe(true);
  },
);

test('what conforms is not talked about, and hundreds of wrong ones do not bury the reader', async () => {
  const teller = createTeller();
  const lengths: number[] = [];
  for (const trajectory of walked.trajectories) {
    const evidence = walked.evidence(trajectory);
    const good = { trajectory, task: evidence.task, verdict: await verifyTrajectory(evidence) };
    expect(await teller(good, evidence.source)).toBeUndefined();
    const verdict = {
      ...good.verdict,
      conforms: false,
      violations: [{ check: 'gold', step: 1, reason: 'no\u001b[31m' }],
    };
    const text = (await teller({ ...good, verdict }, evidence.source)) as string;
    expect(text).not.toContain('\u001b');
    lengths.push(text.split('\n').length);
  }
  expect(lengths.slice(0, 10).every((length) => length > 6)).toBe(true);
  expect(lengths.slice(11).every((length) => length === 1)).toBe(true);
});

test('whoever reads only the beginning gets it, and no fault', async () => {
  const { path, remove } = folderWith({});
  copyFileSync(resolve('graphs/countries.ttl'), join(path, 'countries.ttl'));
  await graphtrail(['walk', 'countries.ttl', '--count', '300', '--record', 'journals'], path);
  const command = `"${process.execPath}" "${resolve('dist/cli.js')}" verify journals --graph countries.ttl --json | head -n 1`;
  const { stdout, stderr } = spawnSync('sh', ['-c', command], { cwd: path, encoding: 'utf8' });
  expect(JSON.parse(stdout)).toMatchObject({ conforms: true });
  expect(stderr).toBe('');
  remove();
});
