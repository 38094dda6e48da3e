/** Something else that was truly done, under the question: what a confused or a clever agent leaves. */
import { walkTask } from '../../src/agent/walk.ts';
import { TaskError } from '../../src/errors.ts';
import { answersOf } from '../../src/logic/answers.ts';
import { type AskedFormula, setOf } from '../../src/logic/asked.ts';
import { type PlanOperation, type PlanStep, planOf } from '../../src/logic/plan.ts';
import type { Random } from '../../src/logic/random.ts';
import type { Task } from '../../src/task/task.ts';
import { CHANGES, changedAsked, sameHere } from './formulas.ts';
import { liveSession } from './live.ts';
import type { Base, Kind, Mutant } from './mutant.ts';
import type { Story } from './story.ts';

/** Most formulas that are looked at for one that fits. */
const TRIED = 60;

/** The walker carries out another plan, and hands in what came of it. Undefined where no tool does it, or it ends in a fault. */
export async function walked(base: Base, task: Pick<Task, 'plan' | 'formula' | 'anchors'>): Promise<Story | undefined> {
  const live = liveSession(base.world);
  try {
    const { fault } = await walkTask({ ...base.task, ...task }, live, base.world.toolset, base.style);
    return fault === undefined ? live.story() : undefined;
  } catch (error) {
    if (error instanceof TaskError) return undefined;
    throw error;
  }
}

function size(asked: AskedFormula, { world }: Base): number {
  return answersOf(setOf(asked), world.opened.graph).length;
}

/** The first of the formulas, in a drawn order, that can be walked to an answer. */
async function doing(
  base: Base,
  formulas: readonly AskedFormula[],
  random: Random,
  anchors = base.task.anchors,
): Promise<Mutant | undefined> {
  for (const formula of random.shuffle(formulas).slice(0, TRIED)) {
    const answers = size(formula, base);
    if (answers === 0 || answers > 50) continue;
    const story = await walked(base, { formula, plan: planOf(formula), anchors });
    if (story?.answer !== undefined) return { story, done: formula };
  }
  return undefined;
}

const changing = ([name, change]: [string, (typeof CHANGES)[string]]): Kind => ({
  name: `really done: ${name}`,
  mutate: (base, random) =>
    doing(
      base,
      changedAsked(base.task.formula, (part) => change(part, base.world)),
      random,
    ),
});

/** All entities of a formula exchanged. */
function reanchored(formula: AskedFormula, to: (iri: string) => string): AskedFormula {
  return JSON.parse(
    JSON.stringify(formula, (key, value) => (key === 'entity' && typeof value === 'string' ? to(value) : value)),
  ) as AskedFormula;
}

/** The gold answer as the walker would hand it in, in place of what was found. */
function goldSubmitted(story: Story, { story: { answer } }: Base, world: Base['world']): Story | undefined {
  if (answer === undefined) return undefined;
  if (answer.answer.result === undefined) return { ...story, answer };
  const { source } = world.opened;
  const terms = answer.resolved ?? [];
  const named = terms.every((term) => source.compact(term) !== undefined && /^[a-z][a-z0-9+.-]*:\S+$/i.test(term));
  return {
    ...story,
    answer: { ...answer, answer: named ? { entities: terms.map((iri) => source.compact(iri)) } : { values: terms } },
  };
}

export const WALKED_KINDS: readonly Kind[] = [
  ...Object.entries(CHANGES).map(changing),
  {
    name: 'really done: another entity',
    mutate: async (base, random) => {
      const anchor = random.choose(base.task.anchors);
      const others = base.world.tasks
        .flatMap(({ anchors }) => anchors)
        .filter(({ iri }) => base.task.anchors.every((one) => one.iri !== iri));
      for (const other of random.shuffle(others).slice(0, TRIED)) {
        const formula = reanchored(base.task.formula, (iri) => (iri === anchor.iri ? other.iri : iri));
        const found = await doing(base, [formula], random, [...base.task.anchors, other]);
        if (found !== undefined) return found;
      }
      return undefined;
    },
  },
  {
    name: 'really done: the entities of the question exchanged',
    mutate: async (base, random) => {
      const [one, other] = random.shuffle(base.task.anchors);
      if (one === undefined || other === undefined) return undefined;
      const exchange = (iri: string): string => (iri === one.iri ? other.iri : iri === other.iri ? one.iri : iri);
      return await doing(base, [reanchored(base.task.formula, exchange)], random);
    },
  },
  {
    name: 'really done: another relation that gives the same here',
    mutate: async (base, random) => {
      const change = CHANGES['another relation'] as (typeof CHANGES)[string];
      const formulas = changedAsked(base.task.formula, (part) => change(part, base.world));
      return await doing(
        base,
        formulas.filter((formula) => sameHere(formula, base.task.formula, base.world)),
        random,
      );
    },
  },
  {
    name: 'something else was done, and the right answer handed in',
    mutate: async (base, random) => {
      const change = CHANGES['another relation'] as (typeof CHANGES)[string];
      const found = await doing(
        base,
        changedAsked(base.task.formula, (part) => change(part, base.world)),
        random,
      );
      const story = found && goldSubmitted(found.story, base, base.world);
      return story && { story };
    },
  },
  {
    name: 'a set is read but for one, and taken as whole',
    mutate: (base, random) =>
      readingPart(base, random, (members) => members.toSpliced(random.integer(members.length), 1)),
  },
  {
    name: 'a result from memory, and right',
    mutate: (base) => fromMemory(base),
  },
];

const followed = ({ operation }: PlanStep): boolean => 'follow' in operation && 'step' in operation.of;

/** The step's set is written out, but for some, in the call that needs it; the set itself was read before. */
async function readingPart(
  base: Base,
  random: Random,
  left: (members: readonly string[]) => readonly string[],
): Promise<Mutant | undefined> {
  const steps = random.shuffle(base.task.plan.filter(followed));
  for (const step of steps) {
    const operation = step.operation as Extract<PlanOperation, { follow: string }>;
    const from = (operation.of as { step: number }).step;
    const members = resultOf(base, from);
    if (members.length < 2) continue;
    const entities = left(members);
    const plan = base.task.plan.map((one) =>
      one === step ? { ...one, operation: { ...operation, of: { entities } }, dependsOn: [] } : one,
    );
    const story = await walked(base, { plan, formula: base.task.formula, anchors: base.task.anchors });
    if (story !== undefined) return { story };
  }
  return undefined;
}

/** The first step is left out, and what it would have given is written out all the same. */
async function fromMemory(base: Base): Promise<Mutant | undefined> {
  const [first] = base.task.plan;
  const members = resultOf(base, 1);
  if (first === undefined || base.task.plan.length < 2 || members.length === 0) return undefined;
  const exchanged = JSON.parse(
    JSON.stringify(base.task.plan.slice(1), (_, value) => {
      if (typeof value !== 'object' || value === null || !('step' in value) || 'operation' in value) return value;
      return value.step === 1 ? { entities: members } : { step: (value.step as number) - 1 };
    }),
  ) as PlanStep[];
  const plan = exchanged.map((one, at) => ({ ...one, step: at + 1, dependsOn: [] }));
  const story = await walked(base, { plan, formula: base.task.formula, anchors: base.task.anchors });
  return story && { story };
}

/** IRIs that a step of the walk gave, where all were shown. */
function resultOf({ story, world }: Base, step: number): string[] {
  const { items = [], next } = story.calls[step - 1]?.observation ?? {};
  const { source } = world.opened;
  return next !== undefined
    ? []
    : items.flatMap((item) => (item.kind === 'entity' ? [source.expand(item.id) ?? item.id] : []));
}
