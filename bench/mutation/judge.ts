/** Judges mutants: what the verifier says of them, and, by other means, whether there is anything wrong with them at all. */
import { answersOf } from '../../src/logic/answers.ts';
import { setOf } from '../../src/logic/asked.ts';
import { formulaQuery } from '../../src/logic/sparql.ts';
import { goldOf } from '../../src/task/gold.ts';
import type { Task } from '../../src/task/task.ts';
import type { Called } from '../../src/trajectory/record.ts';
import type { Trajectory } from '../../src/trajectory/trajectory.ts';
import { goldKeys, rowKeys } from '../../src/verify/answer-keys.ts';
import type { Verdict } from '../../src/verify/verdict.ts';
import { verifyTrajectory } from '../../src/verify/verify.ts';
import { sameEverywhere } from './formulas.ts';
import { liveSession } from './live.ts';
import type { Base, Mutant } from './mutant.ts';
import type { Story } from './story.ts';
import type { World } from './world.ts';

/** Verdicts on all that was read under a mutant's name, each held against the task with its question. */
export async function verdictsOn(
  trajectories: readonly Trajectory[],
  { task, world = undefined }: Pick<Mutant, 'task' | 'world'>,
  base: Base,
): Promise<Verdict[]> {
  const ground = world ?? base.world;
  const tasks = task === undefined ? ground.tasks : [task, ...ground.tasks];
  return await Promise.all(
    trajectories.map((trajectory) =>
      verifyTrajectory(
        ground.evidence(
          trajectory,
          tasks.find(({ question }) => question === trajectory.task?.question),
        ),
      ),
    ),
  );
}

/**
 * Whether a mutant is still true and proper, so that letting it pass is right. None of the checks is asked:
 * - where something else was done, or is asked: whether both formulas give the same on this graph and on several with other facts
 * - where the graph is another: whether every call gives there what was recorded, and the second engine gives gold
 * - else: whether every call, made again live, does and gives what was recorded; all that the walker did is still done; nothing comes out
 *   of nowhere; and the answer is the walker's
 */
export async function isNeutral(mutant: Mutant, base: Base): Promise<boolean> {
  const { done, task = base.task, world, story, spoil } = mutant;
  if (spoil !== undefined) return false;
  if (world !== undefined) return (await isRepeatable(story, world)) && (await isGold(task, world));
  if (done !== undefined)
    return (
      saysGold(task, base.task) &&
      (await sameEverywhere(done, done === task.formula ? base.task.formula : task.formula, base.world))
    );
  return (
    saysGold(task, base.task) &&
    story.task?.question === base.task.question &&
    (story.after ?? []).length === 0 &&
    sameAnswer(story, base.story) &&
    sameDoings(story.calls, base.story.calls) &&
    isFromSomewhere(story) &&
    (await isRepeatable(story, base.world))
  );
}

const text = (value: unknown): string => JSON.stringify(value) ?? '';

/** Up to the order of members. */
function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return Array.isArray(value) ? value.map(sorted) : value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, one]) => [key, sorted(one)]),
  );
}

async function isRepeatable({ opened, task, calls, answer }: Story, world: World): Promise<boolean> {
  const live = liveSession(world);
  if (task !== undefined) await live.call('begin_task', { question: task.question });
  for (const call of calls) await live.call(call.tool, call.arguments);
  if (answer !== undefined) await live.call('submit_answer', { ...answer.answer });
  const again = live.story();
  const bare = (one: Called): unknown => sorted({ ...one, milliseconds: 0 });
  return (
    opened?.graph.digest === world.served.graph.digest &&
    text(again.calls.map(bare)) === text(calls.map(bare)) &&
    text(again.answer?.resolved?.toSorted()) === text(answer?.resolved?.toSorted())
  );
}

async function isGold(task: Task, { oracle, opened }: World): Promise<boolean> {
  const rows = rowKeys(await oracle.rows(formulaQuery(task.formula)), goldOf(task));
  return (
    text(rows.toSorted()) === text(goldKeys(task).toSorted()) && answersOf(setOf(task.formula), opened.graph).length > 0
  );
}

const saysGold = (one: Task, other: Task): boolean =>
  text([one.answers.map(({ iri }) => iri), one.gold]) === text([other.answers.map(({ iri }) => iri), other.gold]);

/** The same answer, in whatever order and by whatever name. */
function sameAnswer(one: Story, other: Story): boolean {
  const said = ({ answer }: Story): string => {
    if (answer === undefined) return 'nothing';
    const { number, boolean, rows, none, text: words } = answer.answer;
    const terms =
      number === undefined && boolean === undefined && rows === undefined ? answer.resolved?.toSorted() : undefined;
    return text([terms, number, boolean, rows, none, words]);
  };
  return said(one) === said(other);
}

/** All operations of the one are among those of the other, and the other way round; handles may be numbered otherwise. */
function sameDoings(calls: readonly Called[], others: readonly Called[]): boolean {
  const done = (all: readonly Called[]): string =>
    text(all.map(({ operation }) => text(sorted(operation)).replace(/#r\d+/g, '#r')).sort());
  return done(calls) === done(others);
}

/** Every text of an argument stands in the question or in an earlier observation. */
function isFromSomewhere({ task, calls }: Story): boolean {
  let known = text(task?.question.toLowerCase());
  return calls.every(({ arguments: given, observation }) => {
    const texts = textsIn(given).every((one) => known.includes(text(one.toLowerCase()).slice(1, -1)));
    known += text(observation).toLowerCase();
    return texts;
  });
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return value.startsWith('get_') ? [] : [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
