/** Trajectories of another graph: one fact changed, or another graph altogether; told by its digest, or relabelled by a forger. */
import type { Task } from '../../src/task/task.ts';
import type { Base, Kind, Mutant } from './mutant.ts';
import type { Story } from './story.ts';
import type { World } from './world.ts';

/** Everything in a story that names the graph, made to name this one. */
function relabelled(story: Story, { opened, served }: World): Story {
  const digest = opened.graph.digest;
  return { ...story, opened: served, calls: story.calls.map((call) => ({ ...call, digest })) };
}

const relabelledTask = (task: Task, { opened }: World): Task => ({
  ...task,
  made: { ...task.made, graph: opened.graph.digest },
});

/** @param changed gives a graph in which one fact that the base rests on is not so */
export function graphKinds(changed: (base: Base) => Promise<World | undefined>): readonly Kind[] {
  return [
    {
      name: 'one fact of the graph has changed',
      mutate: async (base): Promise<Mutant | undefined> => {
        const world = await changed(base);
        return world && { story: base.story, task: base.task, world };
      },
    },
    {
      name: 'one fact has changed, and all digests are forged',
      mutate: async (base): Promise<Mutant | undefined> => {
        const world = await changed(base);
        return world && { story: relabelled(base.story, world), task: relabelledTask(base.task, world), world };
      },
    },
    {
      name: 'a trajectory of another graph',
      mutate: (base, random, bases) => {
        const others = bases.filter(({ world }) => world !== base.world);
        return others.length === 0
          ? undefined
          : { story: base.story, task: base.task, world: random.choose(others).world };
      },
    },
    {
      name: 'a trajectory of another graph, all digests forged',
      mutate: (base, random, bases) => {
        const others = bases.filter(({ world }) => world !== base.world);
        if (others.length === 0) return undefined;
        const { world } = random.choose(others);
        return { story: relabelled(base.story, world), task: relabelledTask(base.task, world), world };
      },
    },
  ];
}
