/** What the last message has to say: the submitted answer, held against gold and against what the tools really showed. */
import type { GoldRow, OtherGold } from '../task/gold.ts';
import type { Named, Task } from '../task/task.ts';
import type { Result } from '../tool/result.ts';
import type { Answered, Called } from '../trajectory/record.ts';
import type { SaidAnswer } from './answer-sentence.ts';
import { type Refusal, refuse } from './refusal.ts';

type Item = NonNullable<Result['items']>[number];

/** The answer to be worded. Refused: an answer that is not gold's, names that no tool showed, names that are alike. */
export function goldAnswer(answered: Answered, task: Task, calls: readonly Called[]): SaidAnswer | Refusal {
  const { answer, resolved } = answered;
  const { gold: other } = task;
  if (other !== undefined) return otherAnswer(answered, other, calls);
  const gold = sortedUnique(task.answers.map(({ iri }) => iri));
  if (resolved !== undefined && sortedUnique(resolved).join('\n') !== gold.join('\n')) {
    return refuse('other_answer', `submitted ${JSON.stringify(resolved)}, gold is ${JSON.stringify(gold)}`);
  }
  if (answer.none === true && gold.length > 0) return refuse('other_answer', `submitted none, gold is ${gold.length}`);
  const shown = shownNames(calls);
  const unseen = task.answers.find(({ label }) => !shown.has(label));
  if (unseen !== undefined) return refuse('unseen_answer', `${JSON.stringify(unseen.label)} (${unseen.iri})`);
  const names = distinctNames(task.answers);
  const alike = names.find((name, index) => names.indexOf(name) !== index);
  if (alike !== undefined) return refuse('same_names', JSON.stringify(alike));
  return { kind: 'names', names };
}

/** A number, a truth or values: gold's, and for values in gold's spelling. */
function otherAnswer({ answer, resolved }: Answered, gold: OtherGold, calls: readonly Called[]): SaidAnswer | Refusal {
  const other = refuse('other_answer', `submitted ${JSON.stringify(answer)}, gold is ${JSON.stringify(gold)}`);
  if ('number' in gold) return answer.number === gold.number ? { kind: 'number', number: gold.number } : other;
  if ('rows' in gold) return tableAnswer(answer.rows?.length, gold.rows, calls) ?? other;
  if ('boolean' in gold) return answer.boolean === gold.boolean ? { kind: 'boolean', boolean: gold.boolean } : other;
  const names = sortedUnique(gold.values.map(({ value }) => value));
  // A verdict has compared by value; what is said are the graph's own words, so nothing else can be meant.
  const given = resolved ?? (answer.number === undefined ? [] : [String(answer.number)]);
  if (new Set(given).size !== names.length) return other;
  const shown = shownNames(calls);
  const unseen = names.find((name) => !shown.has(name));
  if (unseen !== undefined) return refuse('unseen_answer', JSON.stringify(unseen));
  const [only = ''] = names;
  return names.length === 1 ? { kind: 'value', value: only } : { kind: 'names', names };
}

/** Gold's table in the names that a table showed. */
function tableAnswer(
  given: number | undefined,
  rows: readonly GoldRow[],
  calls: readonly Called[],
): SaidAnswer | Refusal | undefined {
  if (given !== rows.length) return undefined;
  const shown = shownNames(calls);
  const labels = distinctNames(rows);
  const said = rows.map(({ cells }, index) => ({
    name: labels[index] as string,
    cells: cells.map((cell) => cell.map((one) => ('label' in one ? one.label : one.value))),
  }));
  const names = [...rows.map(({ label }) => label), ...said.flatMap(({ cells }) => cells.flat())];
  const unseen = names.find((name) => !shown.has(name));
  return unseen === undefined ? { kind: 'rows', rows: said } : refuse('unseen_answer', JSON.stringify(unseen));
}

function sortedUnique(terms: readonly string[]): string[] {
  return [...new Set(terms)].sort();
}

/** Labels, with the id in parentheses where several answers bear the same one. */
function distinctNames(answers: readonly Named[]): string[] {
  const counts = new Map<string, number>();
  for (const { label } of answers) counts.set(label, (counts.get(label) ?? 0) + 1);
  return answers.map(({ label, id }) => (counts.get(label) === 1 ? label : `${label} (${id})`));
}

/** Every label and value that stood in an observation. */
function shownNames(calls: readonly Called[]): ReadonlySet<string> {
  const shown = new Set<string>();
  const note = (item: Item): unknown => shown.add(item.kind === 'entity' ? item.label : item.value);
  for (const { observation } of calls) {
    observation.items?.forEach(note);
    for (const { label, cells } of observation.rows ?? []) {
      shown.add(label);
      for (const { items } of cells) items.forEach(note);
    }
    for (const fact of observation.facts ?? []) fact.items.forEach(note);
  }
  return shown;
}
