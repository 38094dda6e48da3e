/** Distractors: the tools offered with a sample beside the ones that are needed, near enough to tempt and never right. */
import type { Graph } from '../graph/graph.ts';
import { answersOf } from '../logic/answers.ts';
import type { AskedFormula } from '../logic/asked.ts';
import { type Formula, partsOf, type RelationFormula } from '../logic/formula.ts';
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

/** The tools offered for a task: those its plan calls, those that were called, and the drawn distractors. */
export function offeredTools(
  task: Task,
  toolset: Toolset,
  graph: Graph,
  vocabulary: Vocabulary,
  options: DistractorOptions,
): Offer {
  const { seed, least = 2, most = 6, called = [] } = options;
  const random = seededRandom(`${seed}/offered/${task.id}`);
  const plan = task.plan.map(({ operation }) => operation);
  const names = new Set([...toolsOfPlan(plan, toolset), ...called]);
  const gold = [...names].flatMap((name) => toolset.byName.get(name) ?? []);
  const wanted = least + random.integer(most - least + 1);
  const steps = relationSteps(task.formula).map((step) => ({ step, answers: answersOf(step, graph) }));
  const drawn: Tool[] = [];
  for (const tool of nearestFirst(random.shuffle(relationEnds(toolset, vocabulary)), gold, vocabulary)) {
    if (drawn.length === wanted) break;
    if (!names.has(tool.name) && !answersAsWell(tool, steps, graph)) drawn.push(tool);
  }
  return { tools: random.shuffle([...gold, ...drawn]), distractors: drawn.length };
}

/** A relation tool with the classes it takes and gives, by label. */
interface Ends {
  readonly tool: Tool;
  readonly taken: string;
  readonly given: string;
}

const ends = new WeakMap<Toolset, readonly Ends[]>();

/** All relation tools of a toolset; looked up once, since every sample is drawn from them. */
function relationEnds(toolset: Toolset, vocabulary: Vocabulary): readonly Ends[] {
  const known = ends.get(toolset) ?? toolset.tools.flatMap((tool) => endsOf(tool, vocabulary) ?? []);
  ends.set(toolset, known);
  return known;
}

/** Same class taken counts most, then same class given back: what a model would have to tell apart. */
function nearestFirst(tools: readonly Ends[], gold: readonly Tool[], vocabulary: Vocabulary): Tool[] {
  const needed = gold.flatMap((tool) => endsOf(tool, vocabulary) ?? []);
  const byNearness: Tool[][] = [[], [], [], []];
  for (const { tool, taken, given } of tools) {
    let best = 0;
    for (const other of needed) {
      best = Math.max(best, (taken === other.taken ? 2 : 0) + (given === other.given ? 1 : 0));
    }
    byNearness[best]?.push(tool);
  }
  return byNearness.reverse().flat();
}

function endsOf(tool: Tool, vocabulary: Vocabulary): Ends | undefined {
  const relation = tool.relation && vocabulary.byIri.get(tool.relation.iri);
  if (relation === undefined) return undefined;
  const [taken, given] = tool.relation?.inverse ? [relation.tail, relation.head] : [relation.head, relation.tail];
  return { tool, taken: taken.label, given: given.label };
}

function relationSteps(formula: AskedFormula): RelationFormula[] {
  const below = partsOf(formula).flatMap(relationSteps);
  return 'relation' in formula ? [formula, ...below] : below;
}

/** Whether the tool, put in the place of a step of the formula, would give that step's answers too. */
function answersAsWell(
  { relation }: Tool,
  steps: readonly { readonly step: RelationFormula; readonly answers: Uint32Array }[],
  graph: Graph,
): boolean {
  if (relation === undefined) return false;
  return steps.some(({ step, answers }) => {
    const swapped: Formula = { relation: relation.iri, ...(relation.inverse ? { inverse: true } : {}), of: step.of };
    return sameSet(answersOf(swapped, graph), answers);
  });
}

function sameSet(one: Uint32Array, other: Uint32Array): boolean {
  return one.length === other.length && one.every((id, index) => id === other[index]);
}
