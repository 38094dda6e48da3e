/** How many of some tasks have a shortcut: what the calls of a task are worth. */
import { answersOf } from '../logic/answers.ts';
import type { Formula } from '../logic/formula.ts';
import { hasInverseTool } from '../relation/directions.ts';
import { createFollow } from './follow.ts';
import { createGround } from './ground.ts';
import type { SampledGraph } from './make-task.ts';
import { shortcutOf } from './shortcut.ts';
import type { Task } from './task.ts';

export interface ShortcutTally {
  /** Tasks that ask for entities and take several calls: only those can have one. */
  readonly looked: number;
  readonly found: number;
  /** The same for tasks with several answers: a single one is easily arrived at by some other way. */
  readonly several: { readonly looked: number; readonly found: number };
  /** Tasks with too much around them to look through. */
  readonly unknown: number;
  /** The first that were found, by task id. */
  readonly examples: readonly { readonly task: string; readonly shortcut: Formula }[];
}

const EXAMPLES = 3;

export function tallyShortcuts(tasks: readonly Task[], { graph, vocabulary }: SampledGraph): ShortcutTally {
  const usable = vocabulary.relations.filter(({ valued, bookkeeping }) => !valued && !bookkeeping);
  const ground = createGround(graph, usable, hasInverseTool);
  const follow = createFollow(graph);
  const asking = tasks.filter(({ gold, plan }) => gold === undefined && plan.length > 1);
  const examples: { task: string; shortcut: Formula }[] = [];
  const several = { looked: 0, found: 0 };
  let unknown = 0;
  for (const { id, formula, plan } of asking) {
    const answers = answersOf(formula as Formula, graph);
    const shortcut = shortcutOf(formula, plan.length, answers, ground, follow);
    if (answers.length > 1) several.looked += 1;
    if (shortcut === 'unknown') unknown += 1;
    else if (shortcut !== undefined) {
      examples.push({ task: id, shortcut });
      if (answers.length > 1) several.found += 1;
    }
  }
  return { looked: asking.length, found: examples.length, several, unknown, examples: examples.slice(0, EXAMPLES) };
}
