/** Answers as lists of keys: equal exactly where gold, what was submitted and what the second engine gives say the same. */
import type { Term } from '../graph/term.ts';
import { valueKey } from '../sparql/value.ts';
import { type Gold, type GoldCell, type GoldRow, type GoldValue, goldOf } from '../task/gold.ts';
import type { Task } from '../task/task.ts';
import type { Answered } from '../trajectory/record.ts';

/** The rows of a query, one term a variable. */
export type Rows = readonly (readonly (Term | undefined)[])[];

export function goldKeys(task: Task): string[] {
  const gold = goldOf(task);
  if ('entities' in gold) return gold.entities.map(({ iri }) => iri);
  if ('values' in gold) return gold.values.map((value) => valueKey({ kind: 'literal', ...value }));
  if ('rows' in gold) return gold.rows.flatMap(rowGoldKeys);
  return ['number' in gold ? numberKey(gold.number) : truthKey(gold.boolean)];
}

/** Undefined where the answer has another form than the question asks for, or did not resolve. */
export function answerKeys({ answer, resolved }: Answered, task: Task): string[] | undefined {
  const gold = goldOf(task);
  if ('number' in gold) return answer.number === undefined ? undefined : [numberKey(answer.number)];
  if ('boolean' in gold) return answer.boolean === undefined ? undefined : [truthKey(answer.boolean)];
  if ('rows' in gold) return answer.rows?.flatMap((row) => givenRowKeys(row, gold.rows));
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
  if ('rows' in gold) return [...new Set(rows.flatMap(tableRowKeys))];
  const terms = rows.flatMap(([term]) => term ?? []);
  if ('number' in gold) return terms.map((term) => (term.kind === 'iri' ? term.iri : numberKey(Number(term.value))));
  return terms.map(valueKey);
}

const numberKey = (number: number): string => `the number ${number}`;

const truthKey = (truth: boolean): string => (truth ? 'yes' : 'no');

/** That a row is there, and what stands in a column of it. */
const rowKey = (row: string): string => `row ${row}`;
const cellKey = (row: string, column: number, content: string): string =>
  `row ${row}, column ${column + 1}: ${content}`;

const contentKey = (cell: GoldCell): string => ('iri' in cell ? cell.iri : valueKey({ kind: 'literal', ...cell }));

function rowGoldKeys({ iri, cells }: GoldRow): string[] {
  return [rowKey(iri), ...cells.flatMap((cell, column) => cell.map((one) => cellKey(iri, column, contentKey(one))))];
}

/** Every combination of a row's cells is one row of the query: what stands in each column comes out all the same. */
function tableRowKeys([member, ...cells]: Rows[number]): string[] {
  if (member === undefined) return [];
  const row = valueKey(member);
  return [rowKey(row), ...cells.flatMap((term, column) => (term ? [cellKey(row, column, valueKey(term))] : []))];
}

/** A row as it was handed in: names are those of gold's row and cells, by id, IRI, label or value. */
function givenRowKeys([name, ...cells]: readonly (string | readonly string[])[], rows: readonly GoldRow[]): string[] {
  const text = String(name);
  const row = rows.find(({ id, iri }) => id === text || iri === text) ?? rows.find(({ label }) => label === text);
  const iri = row?.iri ?? text;
  const keys = cells.flatMap((cell, column) =>
    (typeof cell === 'string' ? [cell] : cell).map((one) => cellKey(iri, column, cellMeant(one, row?.cells[column]))),
  );
  return [rowKey(iri), ...keys];
}

function cellMeant(text: string, gold: readonly GoldCell[] = []): string {
  const entities = gold.flatMap((cell) => ('iri' in cell ? [cell] : []));
  const meant =
    entities.find(({ id, iri }) => id === text || iri === text) ?? entities.find(({ label }) => label === text);
  return (
    meant?.iri ??
    textKey(
      text,
      gold.flatMap((cell) => ('iri' in cell ? [] : [cell])),
    )
  );
}
