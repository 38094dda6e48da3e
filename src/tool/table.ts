/** Tables: for each of a set, what several relations lead to. */
import type { Source } from '../graph/source.ts';
import { inputSet } from './evaluate.ts';
import type { Handles } from './handles.ts';
import type { Operation } from './operation.ts';
import { invalid } from './resolve.ts';
import type { Result } from './result.ts';

/** Most rows of a table, and most items shown of one cell. */
export const MOST_ROWS = 50;
const MOST_IN_CELL = 20;

export type TableOperation = Extract<Operation, { table: unknown }>;
type Row = NonNullable<Result['rows']>[number];

/** One row an entity, in the order of the set. Throws `StaleHandle`. */
export async function tableOf({ table, of }: TableOperation, source: Source, handles: Handles): Promise<Result> {
  const set = await inputSet(of, source, handles);
  if (set.size > MOST_ROWS) {
    return invalid(`A table has at most ${MOST_ROWS} rows, and the set has ${set.size}; make it smaller first.`);
  }
  const rows: Row[] = [];
  for (const item of await source.items(set, { offset: 0, limit: MOST_ROWS })) {
    if (item.kind !== 'entity') continue;
    const from = await source.setOf([source.expand(item.id) ?? item.id]);
    const cells = await Promise.all(table.map((relation) => cellOf(relation, from, source)));
    rows.push({ id: item.id, label: item.label, cells });
  }
  const status = set.truncated ? 'truncated' : rows.length === 0 ? 'empty' : 'ok';
  return { status, ...(set.truncated ? { atLeast: set.size } : { total: rows.length }), rows };
}

async function cellOf(
  relation: string,
  from: Awaited<ReturnType<Source['setOf']>>,
  source: Source,
): Promise<Row['cells'][number]> {
  const found = await source.follow({ relation, inverse: false, from });
  const items = await source.items(found, { offset: 0, limit: MOST_IN_CELL });
  return { relation: source.compact(relation), total: found.size, items };
}
