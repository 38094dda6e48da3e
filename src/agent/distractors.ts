/** Distractors: the tools offered with a sample beside the ones that are needed, near enough to tempt and never right. */
import type { Awaitable } from '../graph/source.ts';
import type { AskedFormula } from '../logic/asked.ts';
import { type Formula, partsOf, type RelationFormula, related } from '../logic/formula.ts';
import { seededRandom } from '../logic/random.ts';
import type { Vocabulary } from '../relation/discover.ts';
import type { Task } from '../task/task.ts';
import type { Tool } from '../tool/tool.ts';
import type { Toolset } from '../tool/toolset.ts';
import { toolsOfPlan } from './bind.ts';

export interface DistractorOptions {
  readonly seed: string;
  /** How many, drawn evenly from this range; default 2 to 6. */
  readonly least?: number;
  readonly most?: number;
  /** Tools that were called though the plan does without them: they are offered too, and are no distractors. */
  readonly called?: readonly string[];
}

/** What is offered with a task, in a seeded order, and how many of it are distractors. */
export interface Offer {
  readonly tools: readonly Tool[];
  readonly distractors: number;
}

/** The answers of a formula, as anything that is equal for equal answers in its order; undefined where they cannot all be told. */
export type AnswersOf = (formula: Formula) => Awaitable<ArrayLike<number | string> | undefined>;

/** The tools offered for a task: those its plan calls, those that were called, and the drawn distractors. */
export async function offeredTools(
  task: Task,
  toolset: Toolset,
  answersOf: AnswersOf,
  vocabulary: Vocabulary,
  options: DistractorOptions,
): Promise<Offer> {
  const { seed, least = 2, most = 6, called = [] } = options;
  const random = seededRandom(`${seed}/offered/${task.id}`);
  const plan = task.plan.map(({ operation }) => operation);
  const names = new Set([...toolsOfPlan(plan, toolset), ...called]);
  const gold = [...names].flatMap((name) => toolset.byName.get(name) ?? []);
  const wanted = least + random.integer(most - least + 1);
  const steps: Answered[] = [];
  for (const step of relationSteps(task.formula)) steps.push({ step, answers: await answersOf(step) });
  const drawn: Tool[] = [];
  for (const near of byNearness(relationsByEnds(toolset, vocabulary), gold, vocabulary)) {
    for (const tool of random.shuffle(near)) {
      if (drawn.length === wanted) break;
      if (!names.has(tool.name) && !(await answersAsWell(tool, steps, answersOf))) drawn.push(tool);
    }
  }
  return { tools: random.shuffle([...gold, ...drawn]), distractors: drawn.length };
}

/** The classes that a relation tool takes and gives, by label. */
interface Ends {
  readonly taken: string;
  readonly given: string;
}

/** All relation tools between the same classes. */
interface Between extends Ends {
  readonly tools: readonly Tool[];
}

const between = new WeakMap<Toolset, readonly Between[]>();

/** Looked up once a toolset, since every sample draws from it. */
function relationsByEnds(toolset: Toolset, vocabulary: Vocabulary): readonly Between[] {
  const known = between.get(toolset);
  if (known !== undefined) return known;
  const groups = new Map<string, Ends & { readonly tools: Tool[] }>();
  for (const tool of toolset.tools) {
    const ends = endsOf(tool, vocabulary);
    if (ends === undefined) continue;
    const key = JSON.stringify(ends);
    const group = groups.get(key) ?? { ...ends, tools: [] };
    groups.set(key, group);
    group.tools.push(tool);
  }
  between.set(toolset, [...groups.values()]);
  return [...groups.values()];
}

/**
 * The tools in groups, nearest first. Same class taken counts most, then same class given back: what a model would have to
 * tell apart.
 */
function byNearness(groups: readonly Between[], gold: readonly Tool[], vocabulary: Vocabulary): Tool[][] {
  const needed = gold.flatMap((tool) => endsOf(tool, vocabulary) ?? []);
  const sorted: Tool[][] = [[], [], [], []];
  for (const { taken, given, tools } of groups) {
    let best = 0;
    for (const other of needed) {
      best = Math.max(best, (taken === other.taken ? 2 : 0) + (given === other.given ? 1 : 0));
    }
    sorted[best]?.push(...tools);
  }
  return sorted.reverse();
}

function endsOf(tool: Tool, vocabulary: Vocabulary): Ends | undefined {
  const relation = tool.relation && vocabulary.byIri.get(tool.relation.iri);
  if (relation === undefined) return undefined;
  const [taken, given] = tool.relation?.inverse ? [relation.tail, relation.head] : [relation.head, relation.tail];
  return { taken: taken.label, given: given.label };
}

function relationSteps(formula: AskedFormula): RelationFormula[] {
  const below = partsOf(formula).flatMap(relationSteps);
  return 'relation' in formula ? [formula, ...below] : below;
}

interface Answered {
  readonly step: RelationFormula;
  readonly answers: Awaited<ReturnType<AnswersOf>>;
}

/** Whether the tool, put in the place of a step of the formula, would give that step's answers too, or might. */
async function answersAsWell({ relation }: Tool, steps: readonly Answered[], answersOf: AnswersOf): Promise<boolean> {
  if (relation === undefined) return false;
  for (const { step, answers } of steps) {
    const swapped = await answersOf(related(relation.iri, relation.inverse, step.of));
    if (answers === undefined || swapped === undefined || sameAnswers(swapped, answers)) return true;
  }
  return false;
}

function sameAnswers(one: ArrayLike<number | string>, other: ArrayLike<number | string>): boolean {
  if (one.length !== other.length) return false;
  for (let index = 0; index < one.length; index += 1) if (one[index] !== other[index]) return false;
  return true;
}
