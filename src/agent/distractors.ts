/** Distractors: the tools offered with a sample beside the ones that are needed, near enough to tempt and never right. */
import { isDeepStrictEqual } from 'node:util';
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
}

/** The tools offered for a task: those its plan calls and the drawn distractors, in a seeded order. */
export function offeredTools(
  task: Task,
  toolset: Toolset,
  graph: Graph,
  vocabulary: Vocabulary,
  options: DistractorOptions,
): Tool[] {
  const { seed, least = 2, most = 6 } = options;
  const random = seededRandom(`${seed}/offered/${task.id}`);
  const gold = toolsOfPlan(
    task.plan.map(({ operation }) => operation),
    toolset,
  ).map((name) => toolset.byName.get(name) as Tool);
  const wanted = least + random.integer(most - least + 1);
  const near = random.shuffle(toolset.tools.filter((tool) => tool.relation !== undefined && !gold.includes(tool)));
  near.sort((a, b) => nearness(b, gold, vocabulary) - nearness(a, gold, vocabulary));
  const steps = relationSteps(task.formula);
  const drawn: Tool[] = [];
  for (const tool of near) {
    if (drawn.length === wanted) break;
    if (!answersAsWell(tool, steps, graph)) drawn.push(tool);
  }
  return random.shuffle([...gold, ...drawn]);
}

/** Same class taken counts most, then same class given back: what a model would have to tell apart. */
function nearness(tool: Tool, gold: readonly Tool[], vocabulary: Vocabulary): number {
  const own = endsOf(tool, vocabulary);
  let best = 0;
  for (const other of gold) {
    const ends = endsOf(other, vocabulary);
    if (own === undefined || ends === undefined) continue;
    best = Math.max(best, (own.taken === ends.taken ? 2 : 0) + (own.given === ends.given ? 1 : 0));
  }
  return best;
}

function endsOf(tool: Tool, vocabulary: Vocabulary): { taken: string; given: string } | undefined {
  const relation = tool.relation && vocabulary.byIri.get(tool.relation.iri);
  if (relation === undefined) return undefined;
  const [taken, given] = tool.relation?.inverse ? [relation.tail, relation.head] : [relation.head, relation.tail];
  return { taken: taken.label, given: given.label };
}

function relationSteps(formula: AskedFormula): RelationFormula[] {
  const below = partsOf(formula).flatMap(relationSteps);
  return 'relation' in formula ? [formula, ...below] : below;
}

/** Whether the tool, put in the place of a step of the formula, would give that step's answers too. */
function answersAsWell({ relation }: Tool, steps: readonly RelationFormula[], graph: Graph): boolean {
  if (relation === undefined) return false;
  return steps.some((step) => {
    const swapped: Formula = { relation: relation.iri, ...(relation.inverse ? { inverse: true } : {}), of: step.of };
    return isDeepStrictEqual(answersOf(swapped, graph), answersOf(step, graph));
  });
}
