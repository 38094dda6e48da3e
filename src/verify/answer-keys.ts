/** Answers as lists of keys: equal exactly where gold, what was submitted and what the second engine gives say the same. */
import type { Term } from '../graph/term.ts';
import { valueKey } from '../sparql/value.ts';
import { type Gold, type GoldValue, goldOf } from '../task/gold.ts';
import type { Task } from '../task/task.ts';
import type { Answered } from '../trajectory/record.ts';

/** The rows of a query, one term a variable. */
export type Rows = readonly (readonly (Term | undefined)[])[];

export function goldKeys(task: Task): string[] {
  const gold = goldOf(task);
  if ('entities' in gold) return gold.entities.map(({ iri }) => iri);
  if ('values' in gold) return gold.values.map((value) => valueKey({ kind: 'literal', ...value }));
  return ['number' in gold ? numberKey(gold.number) : truthKey(gold.boolean)];
}

/** Undefined where the answer has another form than the question asks for, or did not resolve. */
export function answerKeys({ answer, resolved }: Answered, task: Task): string[] | undefined {
  const gold = goldOf(task);
  if ('number' in gold) return answer.number === undefined ? undefined : [numberKey(answer.number)];
  if ('boolean' in gold) return answer.boolean === undefined ? undefined : [truthKey(answer.boolean)];
  if ('entities' in gold) return resolved === undefined ? undefined : [...resolved];
  const texts = answer.number === undefined ? resolved : [String(answer.number)];
  return texts?.map((text) => textKey(text, gold.values));
}

/** The key of the gold value that a text is a spelling of; else of the text itself. */
function textKey(text: string, values: readonly GoldValue[]): string {
  const spelled = values.map((value) => valueKey({ kind: 'literal', ...value, value: text }));
  return spelled.find((key, index) => key === valueKey({ kind: 'literal', ...(values[index] as GoldValue) })) ?? text;
}

/** What the second engine gives, as keys of the same kind as gold's. */
export function rowKeys(rows: Rows, gold: Gold): string[] {
  if ('boolean' in gold) return [truthKey(rows.length > 0)];
  const terms = rows.flatMap(([term]) => term ?? []);
  if ('number' in gold) return terms.map((term) => (term.kind === 'iri' ? term.iri : numberKey(Number(term.value))));
  return terms.map(valueKey);
}

const numberKey = (number: number): string => `the number ${number}`;

const truthKey = (truth: boolean): string => (truth ? 'yes' : 'no');
