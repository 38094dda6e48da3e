/** Judges mutants: what the verifier says of them, and, by other means, whether there is anything wrong with them at all. */
import { answersOf } from '../../src/logic/answers.ts';
import { setOf } from '../../src/logic/asked.ts';
import { formulaQuery } from '../../src/logic/sparql.ts';
import { goldOf } from '../../src/task/gold.ts';
import type { Task } from '../../src/task/task.ts';
import type { Input } from '../../src/tool/operation.ts';
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
 * - else: whether every call, made again live, does and gives what was recorded; all that the walker did is still done, but for putting
 *   together or counting what was shown whole, which can be done by head; nothing comes out of nowhere; and the answer is the walker's
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
    (sameDoings(story.calls, base.story.calls) || isDoneByHead(story, base.story)) &&
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
  // Calls that were in flight together may be recorded in another order than their handles were given in.
  const numbered = text([calls.map((call) => call.arguments), answer?.answer.result]).includes('#r');
  const bare = ({ observation, ...one }: Called): unknown => {
    const { result, next, ...rest } = observation;
    return sorted({
      ...one,
      observation: numbered ? observation : { ...rest, next: next !== undefined },
      milliseconds: 0,
    });
  };
  const handles = (all: readonly Called[]): string =>
    text(all.map(({ observation }) => observation.result ?? '').sort());
  return (
    opened?.graph.digest === world.served.graph.digest &&
    handles(again.calls) === handles(calls) &&
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

/** The one call that is left out put sets together, or counted, of which all was shown: plain sets of what was shown give the same. */
function isDoneByHead({ calls }: Story, { calls: all }: Story): boolean {
  const left = all.filter(({ operation }) => !calls.some((call) => text(call.operation) === text(operation)));
  const [dropped] = left;
  if (dropped?.operation === undefined || left.length !== 1 || calls.length !== all.length - 1) return false;
  const { operation, observation } = dropped;
  const inputs =
    'and' in operation
      ? operation.and
      : 'or' in operation
        ? operation.or
        : 'difference' in operation
          ? operation.difference
          : 'count' in operation
            ? [operation.count]
            : [];
  const sets = inputs.map((input) => shownSet(input, calls));
  if (sets.length === 0 || sets.some((set) => set === undefined)) return false;
  const [first = new Set<string>(), ...others] = sets as Set<string>[];
  if ('count' in operation) return observation.number === first.size;
  const members = [...new Set((sets as Set<string>[]).flatMap((set) => [...set]))].filter((one) => {
    if ('or' in operation) return true;
    return first.has(one) && others.every((other) => other.has(one) === 'and' in operation);
  });
  return text(members.sort()) === text((observation.items ?? []).map(idOf).sort());
}

const idOf = (item: { readonly kind: string; readonly id?: string; readonly value?: string }): string =>
  item.id ?? item.value ?? '';

/** Ids of a set that a call showed whole: by its handle, or by having just these members. */
function shownSet(input: Input, calls: readonly Called[]): Set<string> | undefined {
  const whole = calls.filter(({ observation: { items, next } }) => items !== undefined && next === undefined);
  const name = (id: string): string =>
    id.slice(Math.max(id.lastIndexOf(':'), id.lastIndexOf('/'), id.lastIndexOf('#')) + 1);
  const shown = whole.find(({ observation: { result, items = [] } }) =>
    'handle' in input
      ? result === input.handle
      : text(items.map((item) => name(idOf(item))).sort()) === text(input.entities.map(name).sort()),
  );
  return shown && new Set((shown.observation.items ?? []).map(idOf));
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
