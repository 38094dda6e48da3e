/** The names that a trajectory and its task tell: what stands for things of the graph in a text, and is not part of its wording. */
import type { Item } from '../graph/source.ts';
import type { Task } from '../task/task.ts';
import type { Result } from '../tool/result.ts';
import type { Trajectory } from '../trajectory/trajectory.ts';

/** Labels, ids and values, the longest first, so that a name within another one is not cut out of it. */
export function namesGiven({ calls }: Trajectory, task: Task | undefined): string[] {
  const names = new Set(task?.anchors.flatMap(({ id, label, name }) => [name, label, id]));
  for (const { observation } of calls) for (const name of namesShown(observation)) names.add(name);
  names.delete('');
  return [...names].sort((a, b) => b.length - a.length);
}

/** Everything of a result that a later call may name, but for tools and handles. */
export function namesShown({ items = [], candidates = [], facts = [], rows = [] }: Result): string[] {
  return [
    ...items.flatMap(namesOf),
    ...candidates.flatMap(({ id, label }) => [id, label]),
    ...facts.flatMap((fact) => fact.items.flatMap(namesOf)),
    ...rows.flatMap(({ id, label, cells }) => [id, label, ...cells.flatMap((cell) => cell.items.flatMap(namesOf))]),
  ];
}

function namesOf(item: Item): string[] {
  return item.kind === 'entity' ? [item.id, item.label] : [item.value];
}
