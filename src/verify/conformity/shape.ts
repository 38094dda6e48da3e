/** The shape of an observation: whether it agrees with the schema that all tools share, and with itself. */
import type { Item } from '../../graph/source.ts';
import { PAGE_SIZE } from '../../tool/evaluate.ts';
import type { Operation } from '../../tool/operation.ts';
import { outputSchema } from '../../tool/output-schema.ts';
import { isFault, type Result } from '../../tool/result.ts';

const MEMBERS = new Set(Object.keys(outputSchema['properties'] as object));
/** What only an answer has. */
const ANSWERING = ['result', 'total', 'atLeast', 'items', 'number', 'rows', 'facts', 'next'] as const;

/** In plain English what does not agree; nothing where all does. `operation` is what the call did. */
export function misshapen(observation: Result, operation: Operation | undefined): string[] {
  const strange = Object.keys(observation).filter((name) => !MEMBERS.has(name));
  const reasons = strange.map((name) => `no tool gives back a member ${JSON.stringify(name.slice(0, 40))}`);
  const { status } = observation;
  if (isFault(status)) return [...reasons, ...faultyFault(observation)];
  if (operation !== undefined) reasons.push(...otherForm(observation, operation));
  const { total, atLeast, items, rows, candidates = [], facts = [] } = observation;
  if (status === 'empty' && (items?.length || rows?.length || total || facts.length))
    reasons.push('the status is "empty", but there is something');
  if (status === 'ok' && total === 0) reasons.push('the status is "ok", but the total is 0');
  if (status === 'ok' && operation !== undefined && 'search' in operation && candidates.length === 0)
    reasons.push('the status is "ok", but nothing was found');
  if ((status === 'truncated') !== (atLeast !== undefined))
    reasons.push('only what was cut off, and all of that, says "atLeast"');
  if (status === 'truncated' && total !== undefined) reasons.push('the total of what was cut off is not known');
  if (items !== undefined) reasons.push(...miscounted(observation, items, operation));
  if (rows !== undefined) reasons.push(...misshapenRows(observation, operation));
  for (const fact of facts)
    if (fact.total < fact.items.length) reasons.push(`more items than the total of ${fact.total} (${fact.tool})`);
  return reasons;
}

function faultyFault(observation: Result): string[] {
  const given = ANSWERING.filter((name) => observation[name] !== undefined);
  const reasons = given.map((name) => `the status is "${observation.status}", a fault, but there is "${name}"`);
  if (observation.message === undefined) reasons.push('a fault says what is wrong, and this one does not');
  return reasons;
}

/** Which members an answer has follows from what was done. */
function otherForm(observation: Result, operation: Operation): string[] {
  const wanted = formOf(operation);
  if (wanted === undefined) return [];
  const forms = ['items', 'number', 'rows', 'candidates'] as const;
  const reasons: string[] = [];
  for (const form of forms) {
    const there = observation[form] !== undefined;
    const due = form === wanted && !(form === 'number' && observation.status === 'truncated');
    if (there !== due)
      reasons.push(
        `"${form}" ${there ? 'is there, which' : 'is missing, though'} such a call gives ${there ? 'none' : 'it'}`,
      );
  }
  if ((wanted === 'items') !== (observation.result !== undefined))
    reasons.push(wanted === 'items' ? 'the set has no handle' : 'there is a handle, but no set');
  return reasons;
}

function formOf(operation: Operation): 'items' | 'number' | 'rows' | 'candidates' | undefined {
  if ('overview' in operation || 'find' in operation || 'describe' in operation || 'query' in operation)
    return undefined;
  if ('count' in operation) return 'number';
  if ('table' in operation) return 'rows';
  return 'search' in operation ? 'candidates' : 'items';
}

function miscounted(observation: Result, items: readonly Item[], operation: Operation | undefined): string[] {
  const { total, atLeast, next, result } = observation;
  const size = total ?? atLeast;
  if (size === undefined) return ['there are items, but no total'];
  const reasons: string[] = [];
  const offset = operation !== undefined && 'read' in operation ? operation.offset : 0;
  const shown = offset + items.length;
  const unshown = operation !== undefined && 'complement' in operation && items.length === 0;
  if (shown > size) reasons.push(`${shown} items are shown of a total of ${size}`);
  if (items.length > PAGE_SIZE) reasons.push(`a page has at most ${PAGE_SIZE} items, and here are ${items.length}`);
  const due = shown < size ? `${result}+${unshown ? 0 : shown}` : undefined;
  if (next !== due)
    reasons.push(
      due === undefined
        ? `all ${size} are shown, yet there is a next page (${JSON.stringify(next?.slice(0, 40))})`
        : `${shown} of ${size} are shown, so the next page is ${due}, not ${next === undefined ? 'none' : JSON.stringify(next.slice(0, 40))}`,
    );
  const keys = items.map(keyOf);
  if (new Set(keys).size < keys.length) reasons.push('an item is there twice');
  return reasons;
}

const keyOf = (item: Item): string =>
  item.kind === 'entity' ? `<${item.id}>` : JSON.stringify([item.value, item.datatype, item.language]);

function misshapenRows({ rows = [], total, atLeast }: Result, operation: Operation | undefined): string[] {
  const reasons: string[] = [];
  const size = total ?? atLeast;
  if (size !== rows.length) reasons.push(`there are ${rows.length} rows, but the total is ${size}`);
  const columns = operation !== undefined && 'table' in operation ? operation.table.length : undefined;
  for (const { id, cells } of rows) {
    if (columns !== undefined && cells.length !== columns)
      reasons.push(`the row of ${JSON.stringify(id.slice(0, 80))} has ${cells.length} cells for ${columns} relations`);
    for (const cell of cells)
      if (cell.total < cell.items.length) reasons.push(`a cell has more items than its total of ${cell.total}`);
  }
  return reasons;
}
