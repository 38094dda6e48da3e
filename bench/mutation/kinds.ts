/** All kinds of mutation. */
import { seededRandom } from '../../src/logic/random.ts';
import { changedWorld } from './changed-world.ts';
import { ANSWER_KINDS } from './kinds-answer.ts';
import { CALL_KINDS } from './kinds-call.ts';
import { FILE_KINDS } from './kinds-file.ts';
import { graphKinds } from './kinds-graph.ts';
import { NEEDLESS_KINDS } from './kinds-needless.ts';
import { OBSERVATION_KINDS } from './kinds-observation.ts';
import { TASK_KINDS } from './kinds-task.ts';
import { UNSEEN_KINDS } from './kinds-unseen.ts';
import { WALKED_KINDS } from './kinds-walked.ts';
import type { Base, Kind } from './mutant.ts';
import type { World } from './world.ts';

/** @param opened hears of every graph that is made, so that it can be closed */
export function kinds(most: number, seed: string, opened: World[]): readonly Kind[] {
  const made = new Map<Base, World>();
  const changed = async (base: Base): Promise<World | undefined> => {
    const known = made.get(base);
    if (known !== undefined) return known;
    const own = [...made.keys()].filter(({ world }) => world === base.world);
    if (own.length >= most) return undefined;
    const world = await changedWorld(base, seededRandom(`${seed}/${base.task.id}`));
    if (world === undefined) return undefined;
    opened.push(world);
    made.set(base, world);
    return world;
  };
  return [
    // Few of these can be made: what they leave is shared out among the others.
    ...graphKinds(changed),
    ...CALL_KINDS,
    ...OBSERVATION_KINDS,
    ...ANSWER_KINDS,
    ...TASK_KINDS,
    ...FILE_KINDS,
    ...WALKED_KINDS,
    ...NEEDLESS_KINDS,
    ...UNSEEN_KINDS,
  ];
}
