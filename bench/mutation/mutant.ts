/** Mutants: what a kind of mutation is given, and what it makes of it. */
import type { ArgumentStyle } from '../../src/agent/walk.ts';
import type { AskedFormula } from '../../src/logic/asked.ts';
import type { Random } from '../../src/logic/random.ts';
import type { Task } from '../../src/task/task.ts';
import type { Called } from '../../src/trajectory/record.ts';
import type { Story } from './story.ts';
import type { World } from './world.ts';

/** A trajectory that is right. */
export interface Base {
  readonly world: World;
  readonly task: Task;
  readonly story: Story;
  readonly style: ArgumentStyle;
}

export interface Mutant {
  readonly story: Story;
  /** The task that it is held against, where the task file was changed too. */
  readonly task?: Task;
  /** The graph that it is held against, where that is another one. */
  readonly world?: World;
  /** What was really done, where the mutant did something else truly. */
  readonly done?: AskedFormula;
  /** Changes the bytes of the journal. */
  readonly spoil?: (lines: string[]) => string[];
}

/** Undefined where it does not apply. */
export type Mutate = (
  base: Base,
  random: Random,
  bases: readonly Base[],
) => Mutant | undefined | Promise<Mutant | undefined>;

export interface Kind {
  readonly name: string;
  readonly mutate: Mutate;
  /**
   * What must become of it: `rejected` where nothing is said; `warned` where nothing is untrue, but a needless call is there;
   * `unseen` is what nobody can see who has no key.
   */
  readonly wanted?: 'rejected' | 'warned' | 'unseen';
}

/** The story with one of its calls, chosen among those that fit, changed. */
export function changeCall(
  { story }: Base,
  random: Random,
  change: (call: Called, index: number) => Partial<Called> | undefined,
): Mutant | undefined {
  for (const index of random.shuffle([...story.calls.keys()])) {
    const call = story.calls[index] as Called;
    const by = change(call, index);
    if (by !== undefined) return { story: { ...story, calls: story.calls.with(index, { ...call, ...by }) } };
  }
  return undefined;
}

/** Entities of the graph, with ids and labels, which the base neither names nor shows. */
export function stranger(
  { world, story, task }: Base,
  random: Random,
): { id: string; iri: string; label: string } | undefined {
  const { graph, source } = world.opened;
  const said = JSON.stringify([story, task.question]);
  const known = world.tasks.flatMap(({ anchors, answers }) => [...anchors, ...answers]);
  for (let tries = 0; tries < 50; tries++) {
    const one = random.choose(known);
    if (!said.includes(one.label) && !said.includes(one.id) && graph.id(one.iri) !== undefined)
      return { id: source.compact(one.iri), iri: one.iri, label: one.label };
  }
  return undefined;
}
