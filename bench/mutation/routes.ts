/** Other ways to the same answer, all of them right: what a verifier must not mistake for a fault. */
import { walkTask } from '../../src/agent/walk.ts';
import { TaskError } from '../../src/errors.ts';
import { type AskedFormula, askedOf, setOf } from '../../src/logic/asked.ts';
import { REWRITINGS } from '../../src/logic/normal-form.ts';
import { type PlanStep, planOf } from '../../src/logic/plan.ts';
import type { Random } from '../../src/logic/random.ts';
import type { ToolClient } from '../../src/mcp/client.ts';
import type { Task } from '../../src/task/task.ts';
import type { Result } from '../../src/tool/result.ts';
import type { Arguments } from '../../src/tool/tool.ts';
import type { Called } from '../../src/trajectory/record.ts';
import { type Live, liveSession } from './live.ts';
import type { Base } from './mutant.ts';
import type { Story } from './story.ts';

export interface Route {
  readonly name: string;
  /** Undefined where the task has no such way. */
  readonly go: (base: Base, random: Random) => Promise<Story | undefined>;
}

async function walked(
  base: Base,
  task: Task,
  client: (live: Live) => ToolClient = (live) => live,
): Promise<Story | undefined> {
  const live = liveSession(base.world);
  const { fault } = await walkTask(task, client(live), base.world.toolset, base.style);
  return fault === undefined ? live.story() : undefined;
}

const replanned = (base: Base, plan: readonly PlanStep[]): Promise<Story | undefined> =>
  walked(base, { ...base.task, plan });

/** The same calls in a drawn order in which each comes after those it needs; the last one stays last. */
function shuffled(plan: readonly PlanStep[], random: Random): PlanStep[] {
  const order: PlanStep[] = [];
  const rest = plan.slice(0, -1);
  while (rest.length > 0) {
    const ready = rest.filter(({ dependsOn }) => dependsOn.every((step) => order.some((one) => one.step === step)));
    const next = random.choose(ready);
    order.push(next);
    rest.splice(rest.indexOf(next), 1);
  }
  order.push(plan.at(-1) as PlanStep);
  const number = new Map(order.map(({ step }, at) => [step, at + 1]));
  return order.map((one, at) => ({
    step: at + 1,
    dependsOn: one.dependsOn.map((step) => number.get(step) as number),
    operation: JSON.parse(
      JSON.stringify(one.operation, (key, value) => (key === 'step' ? number.get(value as number) : value)),
    ) as PlanStep['operation'],
  }));
}

/** A call with a list is made once for each of it, and the results are put together in the agent's head. */
function oneByOne(live: Live, tools: ReadonlySet<string>): ToolClient & { split: number } {
  const client = {
    ...live,
    split: 0,
    call: async (tool: string, values: Arguments): Promise<Result> => {
      const [name, list] = Object.entries(values)[0] ?? [];
      if (name === undefined || !tools.has(tool) || !Array.isArray(list) || list.length < 2)
        return await live.call(tool, values);
      client.split += 1;
      const found = new Map<string, NonNullable<Result['items']>[number]>();
      for (const one of list as string[]) {
        const { items = [] } = await live.call(tool, { [name]: one });
        for (const item of items) found.set(JSON.stringify(item), item);
      }
      return { status: found.size === 0 ? 'empty' : 'ok', items: [...found.values()] };
    },
  };
  return client;
}

/** Before the first call of a relation tool something else is done; it may change what the call is given. */
function before(live: Live, first: (tool: string, values: Arguments) => Promise<Arguments>): ToolClient {
  let begun = false;
  return {
    ...live,
    call: async (tool, values) => {
      if (begun || tool === 'begin_task') return await live.call(tool, values);
      begun = true;
      return await live.call(tool, await first(tool, values));
    },
  };
}

/** Two calls that do not need each other were in flight together, and are recorded the other way round. */
function crossed(story: Story): Story | undefined {
  const at = story.calls.findIndex((call, index) => {
    const next = story.calls[index + 1];
    return next !== undefined && !needs(next, call) && call.observation.result !== undefined;
  });
  if (at < 0) return undefined;
  const [one, other] = [story.calls[at] as Called, story.calls[at + 1] as Called];
  return { ...story, calls: story.calls.with(at, other).with(at + 1, one) };
}

function needs({ arguments: given }: Called, { observation }: Called): boolean {
  const text = JSON.stringify(given);
  const names = (observation.items ?? []).map((item) => (item.kind === 'entity' ? item.id : item.value));
  return [observation.result, ...names].some((name) => name !== undefined && text.includes(JSON.stringify(name)));
}

export const ROUTES: readonly Route[] = [
  {
    name: 'calls in another order',
    go: ({ task, ...base }, random) =>
      task.plan.length < 3 ? none() : replanned({ task, ...base }, shuffled(task.plan, random)),
  },
  {
    name: 'calls in flight together',
    go: async (base) => crossed(base.story),
  },
  {
    name: 'a call made twice',
    go: (base, random) => {
      const twice = random.integer(base.task.plan.length);
      let count = -1;
      return walked(base, base.task, (live) => ({
        ...live,
        call: async (tool, values) => {
          if (tool !== 'begin_task' && tool !== 'submit_answer') count += 1;
          if (count === twice && tool !== 'submit_answer') await live.call(tool, values);
          return await live.call(tool, values);
        },
      }));
    },
  },
  {
    name: 'a set read one by one',
    go: async (base) => {
      if (base.style === 'handles') return undefined;
      const relations = new Set(
        base.world.toolset.tools.filter(({ relation }) => relation !== undefined).map(({ name }) => name),
      );
      let split: { split: number } | undefined;
      const story = await walked(base, base.task, (live) => {
        const client = oneByOne(live, relations);
        split = client;
        return client;
      });
      return (split?.split ?? 0) > 0 ? story : undefined;
    },
  },
  {
    name: 'complements in place of differences',
    go: async (base) => {
      const plan = planOf(base.task.formula, 'complement');
      return plan.length === base.task.plan.length ? undefined : await replanned(base, plan);
    },
  },
  {
    name: 'the formula written otherwise',
    go: async (base, random) => {
      const { formula, plan } = base.task;
      for (const { rewrite } of random.shuffle(REWRITINGS)) {
        const other = rewritten(formula, rewrite);
        if (other === undefined) continue;
        const otherPlan = planOf(other);
        if (JSON.stringify(otherPlan) !== JSON.stringify(plan)) return await replanned(base, otherPlan);
      }
      return undefined;
    },
  },
  {
    name: 'a name misspelt first, then mended',
    go: (base) =>
      walked(base, base.task, (live) =>
        before(live, async (tool, values) => {
          const [name, value] = Object.entries(values)[0] ?? [];
          if (name !== undefined && typeof value === 'string')
            await live.call(tool, { ...values, [name]: `${value}zq` });
          return values;
        }),
      ),
  },
  {
    name: 'a call refused first, then mended',
    go: (base, random) =>
      walked(base, base.task, (live) =>
        before(live, async (tool, values) => {
          if (random.next() < 0.5) await live.call(tool, {});
          else await live.call('look_up', values);
          return values;
        }),
      ),
  },
  {
    name: 'looked around, then searched for and named by id',
    go: (base) =>
      walked(base, base.task, (live) =>
        before(live, async (_, values) => {
          await live.call('describe_graph', {});
          const [name, value] = Object.entries(values)[0] ?? [];
          const anchor = base.task.anchors.find((one) => one.name === value);
          if (name === undefined || anchor === undefined) return values;
          const { candidates = [] } = await live.call('search_entities', { name: anchor.label });
          const found = candidates.find(({ id }) => id === anchor.id);
          return found === undefined ? values : { ...values, [name]: found.id };
        }),
      ),
  },
  {
    name: 'the answer in other words and order',
    go: async ({ story }, random) => {
      const { answer } = story;
      const { entities } = answer?.answer ?? {};
      if (answer === undefined || entities === undefined) return undefined;
      return {
        ...story,
        answer: {
          ...answer,
          answer: { entities: random.shuffle(entities), text: 'That is what I found.' },
          resolved: answer.resolved,
        },
      };
    },
  },
];

const none = async (): Promise<undefined> => undefined;

function rewritten(formula: AskedFormula, rewrite: (typeof REWRITINGS)[number]['rewrite']): AskedFormula | undefined {
  try {
    return askedOf(formula, rewrite(setOf(formula)));
  } catch (error) {
    if (error instanceof TaskError) return undefined;
    throw error;
  }
}
