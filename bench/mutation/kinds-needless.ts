/** Calls that are true and needless: nothing is wrong, so a warning has to tell of them. */
import { walkTask } from '../../src/agent/walk.ts';
import type { Random } from '../../src/logic/random.ts';
import type { Arguments } from '../../src/tool/tool.ts';
import { liveSession } from './live.ts';
import type { Base, Kind } from './mutant.ts';

type Extra = readonly [tool: string, values: Arguments];

/** The walk, with a further call before its last or behind it. */
const adding = (name: string, extra: (base: Base, random: Random) => Extra | undefined): Kind => ({
  name,
  wanted: 'warned',
  mutate: async (base, random) => {
    const more = extra(base, random);
    if (more === undefined) return undefined;
    const live = liveSession(base.world);
    const client = {
      ...live,
      call: async (tool: string, values: Arguments) => {
        if (tool === 'submit_answer') await live.call(...more);
        return await live.call(tool, values);
      },
    };
    const { fault } = await walkTask(base.task, client, base.world.toolset, base.style);
    return fault === undefined ? { story: live.story() } : undefined;
  },
});

export const NEEDLESS_KINDS: readonly Kind[] = [
  adding('a call made twice', ({ story }, random) => {
    const call = random.choose(story.calls);
    return [call.tool, call.arguments];
  }),
  adding('a relation that leads nowhere', ({ world, task }, random) => {
    const anchor = random.choose(task.anchors);
    const tools = world.toolset.tools.filter(({ relation }) => relation !== undefined);
    for (const { name, parameters, relation } of random.shuffle(tools)) {
      if (JSON.stringify(task.formula).includes(JSON.stringify(relation?.iri))) continue;
      const id = world.opened.graph.id(anchor.iri) as number;
      const via = world.opened.graph.id(relation?.iri as string) as number;
      const { graph } = world.opened;
      const found = relation?.inverse ? graph.subjects(via, id) : graph.objects(via, id);
      if (found.length > 0) return [name, { [parameters[0]?.name as string]: anchor.name }];
    }
    return undefined;
  }),
  adding('a description that nobody needs', ({ task }, random) => [
    'describe_entity',
    { entity: random.choose(task.anchors).name },
  ]),
  adding('a search for what is known already', ({ task }, random) => [
    'search_entities',
    { name: random.choose(task.anchors).label },
  ]),
];
