import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { answerSentence, PLAINEST, type SaidAnswer } from '../../../src/harvest/answer-sentence.ts';
import { goldAnswer } from '../../../src/harvest/gold-answer.ts';
import { isRefusal } from '../../../src/harvest/refusal.ts';
import { CONDITION_PATTERNS } from '../../../src/logic/condition-pattern.ts';
import { EXTRA_PATTERNS, PATTERNS } from '../../../src/logic/pattern.ts';
import { type CallIndex, indexCalls } from '../../../src/trajectory/client-log/call-index.ts';
import { type Served, trajectoriesFromLog } from '../../../src/trajectory/client-log/from-log.ts';
import { importPart } from '../../../src/trajectory/client-log/import-log.ts';
import { createJoin } from '../../../src/trajectory/client-log/join.ts';
import { LOG_KINDS, type LogKind } from '../../../src/trajectory/client-log/log.ts';
import { partsOf } from '../../../src/trajectory/client-log/parts.ts';
import { readLog } from '../../../src/trajectory/client-log/read-log.ts';
import type { Trajectory } from '../../../src/trajectory/trajectory.ts';
import { answerKeys, goldKeys } from '../../../src/verify/answer-keys.ts';
import { type WalkedGraph, walkGraph } from '../../verify/walked.ts';
import { opened } from '../events.ts';
import { RENDERERS, turnOf } from './rendered.ts';

const EVERY = [...PATTERNS.keys(), ...EXTRA_PATTERNS.keys(), ...CONDITION_PATTERNS];
const folder = mkdtempSync(join(tmpdir(), 'graphtrail-logs-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe.each(['countries', 'elements', 'films'])('walks on %s', (name) => {
  let walked: WalkedGraph;
  beforeAll(async () => {
    walked = await walkGraph(`graphs/${name}.ttl`, 2 * EVERY.length, name === 'films' ? 'handles' : 'values', EVERY);
  });

  const taskOf = (trajectory: Trajectory) => walked.evidence(trajectory).task as NonNullable<Task>;
  type Task = ReturnType<WalkedGraph['evidence']>['task'];

  /** The gold answer in a sentence, as a harvest would word it. */
  function words(trajectory: Trajectory): string {
    const said = goldAnswer(trajectory.answer as never, taskOf(trajectory), trajectory.calls);
    return isRefusal(said) ? 'I do not know.' : answerSentence(said as SaidAnswer, PLAINEST);
  }

  async function imported(trajectories: readonly Trajectory[], kind: LogKind, frame: boolean, index?: CallIndex) {
    const file = join(folder, `${kind}.jsonl`);
    writeFileSync(
      file,
      RENDERERS[kind](
        trajectories.map((one) => turnOf(one, words(one), frame)),
        'a1b2',
      ),
    );
    const log = await readLog(file);
    const { source } = walked.opened;
    const { toolset } = walked.evidence(trajectories[0] as Trajectory);
    const served: Served = { source, toolset, opened };
    const calls = index ?? indexCalls(await trajectoriesFromLog(log.turns, served));
    const joined = createJoin(calls, { known: (tool) => toolset.byName.has(tool) })(log.turns);
    const options = { alone: index === undefined, thoughts: false, expand: (id: string) => source.expand(id) };
    expect(log).toMatchObject({ kind, problems: [] });
    expect(
      [...new Set([...joined.values()].map(({ as }) => as))].filter(
        (as) => !['call', 'begun', 'answered'].includes(as),
      ),
    ).toEqual([]);
    return partsOf(log.turns, joined).map((part) => importPart(part, log, options));
  }

  test.each(LOG_KINDS)('written down as %s give back their questions, calls and answers', async (kind) => {
    const all = await imported(walked.trajectories, kind, true, indexCalls(walked.trajectories));
    expect(all).toHaveLength(walked.trajectories.length);
    for (const [number, { task, calls, answer, answered }] of all.entries()) {
      const { task: begun, calls: made, answer: given } = walked.trajectories[number] as Trajectory;
      expect(task).toMatchObject({ question: begun?.question, original: begun?.sha256 });
      expect(calls.map(({ event }) => event)).toMatchObject(made.map(bare));
      expect([answer?.event.answer, answer?.event.resolved]).toEqual([given?.answer, given?.resolved]);
      expect(answered).toBe('submitted');
      expect(calls.map(({ event }) => event.words)).toEqual(
        made.map((_, step) => (step === 0 ? 'Step 0.\n\nStep 1.' : `Step ${step + 1}.`)),
      );
    }
  });

  test('without a journal, what each call did is found out from the graph', async () => {
    const all = await imported(walked.trajectories, 'claude-stored', true);
    expect(all).toHaveLength(walked.trajectories.length);
    for (const [number, { task, calls, answer }] of all.entries()) {
      const { task: begun, calls: made, answer: given } = walked.trajectories[number] as Trajectory;
      expect(task?.question).toBe(begun?.question);
      expect(calls.map(({ event }) => ({ ...event, milliseconds: 0 }))).toMatchObject(
        made.map((call) => ({ ...bare(call), milliseconds: 0 })),
      );
      expect([answer?.event.answer, answer?.event.resolved]).toEqual([given?.answer, given?.resolved]);
    }
  });

  test('the answer is read from the last words, or left out, and never another one', async () => {
    const unasked = walked.trajectories.map((one): Trajectory => ({ ...one, task: undefined, answer: undefined }));
    const index = indexCalls(unasked);
    const wrong: unknown[] = [];
    let unread = 0;
    for (const trajectory of walked.trajectories) {
      const [one] = await imported([trajectory], 'openai', false, index);
      const task = taskOf(trajectory);
      const answer = one?.answer?.event;
      if (answer === undefined) unread += 1;
      else {
        const keys = answerKeys(answer as Parameters<typeof answerKeys>[0], task) ?? [];
        if (String([...keys].sort()) !== String(goldKeys(task).sort())) wrong.push([task.question, answer, keys]);
      }
    }
    // A film that is called like the book it was made of cannot be told from it by name.
    expect(unread).toBeLessThanOrEqual(1);
    expect(wrong).toEqual([]);
  });
});

function bare(call: Trajectory['calls'][number]): object {
  const { v, trajectory, seq, prev, at, sha256, ...event } = call;
  return event;
}
