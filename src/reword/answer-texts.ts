/** What gives the answer of a task away. */
import type { GoldCell } from '../task/gold.ts';
import type { Task } from '../task/task.ts';

/** Labels, ids and values of the answers, as they are written. Numbers, yes and no are not among them. */
export function answerTexts({ answers, gold }: Pick<Task, 'answers' | 'gold'>): string[] {
  const texts = answers.flatMap(textsOf);
  if (gold === undefined) return texts;
  if ('values' in gold) texts.push(...gold.values.flatMap(textsOf));
  if ('rows' in gold) for (const row of gold.rows) texts.push(...textsOf(row), ...row.cells.flat().flatMap(textsOf));
  return texts;
}

function textsOf(cell: GoldCell): string[] {
  return 'label' in cell ? [cell.label, cell.id] : [cell.value];
}
