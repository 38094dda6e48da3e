/** Lies about what a call gave back. The hashes fit in all of them. */
import type { Item } from '../../src/graph/source.ts';
import type { Random } from '../../src/logic/random.ts';
import type { Result } from '../../src/tool/result.ts';
import { type Base, changeCall, type Kind, stranger } from './mutant.ts';

type Change = (observation: Result, items: readonly Item[], base: Base, random: Random) => Partial<Result> | undefined;

const observing = (name: string, change: Change): Kind => ({
  name,
  mutate: (base, random) =>
    changeCall(base, random, ({ observation }) => {
      const by = change(observation, observation.items ?? [], base, random);
      return by && { observation: JSON.parse(JSON.stringify({ ...observation, ...by })) as Result };
    }),
});

const entityAt = (items: readonly Item[], random: Random): number | undefined => {
  const places = items.flatMap((item, index) => (item.kind === 'entity' ? [index] : []));
  return places.length === 0 ? undefined : random.choose(places);
};

export const OBSERVATION_KINDS: readonly Kind[] = [
  observing('an item is invented', ({ total }, items, base, random) => {
    const other = stranger(base, random);
    if (other === undefined || total === undefined || items[0]?.kind !== 'entity') return undefined;
    return { items: [...items, { kind: 'entity', id: other.id, label: other.label }], total: total + 1 };
  }),
  observing('an item is left out', ({ total }, items, _, random) =>
    items.length < 2 || total === undefined
      ? undefined
      : { items: items.toSpliced(random.integer(items.length), 1), total: total - 1 },
  ),
  observing('an item is another one', (_, items, base, random) => {
    const at = entityAt(items, random);
    const other = stranger(base, random);
    if (at === undefined || other === undefined) return undefined;
    return {
      items: items.with(at, { ...(items[at] as Item), kind: 'entity', id: other.id, label: other.label } as Item),
    };
  }),
  observing('an item has another label', (_, items, base, random) => {
    const at = entityAt(items, random);
    const other = stranger(base, random);
    if (at === undefined || other === undefined) return undefined;
    return { items: items.with(at, { ...(items[at] as Item & { kind: 'entity' }), label: other.label }) };
  }),
  observing('a value is another one', (_, items) => {
    const at = items.findIndex(({ kind }) => kind === 'value');
    if (at < 0) return undefined;
    const item = items[at] as Item & { kind: 'value' };
    return { items: items.with(at, { ...item, value: `${item.value}1` }) };
  }),
  observing('items belong to somebody else', (_, items) => {
    const at = items.findIndex(({ of }) => of !== undefined);
    const other = items.find(({ of }) => JSON.stringify(of) !== JSON.stringify(items[at]?.of));
    if (at < 0 || other?.of === undefined) return undefined;
    return { items: items.with(at, { ...(items[at] as Item), of: other.of } as Item) };
  }),
  observing('the total is off by one', ({ total }, _items, _base, random) =>
    total === undefined ? undefined : { total: total + (random.next() < 0.5 || total === 0 ? 1 : -1) },
  ),
  observing('a next page is invented', ({ next, result }, items) =>
    result === undefined || next !== undefined ? undefined : { next: `${result}+${items.length}` },
  ),
  observing('something is passed off as nothing', ({ status, total }) =>
    status === 'ok' && total !== undefined ? { status: 'empty', total: 0, items: [] } : undefined,
  ),
  observing('an answer is passed off as a fault', ({ status }) =>
    status === 'ok' ? { status: 'unknown', message: 'No entity has that name.' } : undefined,
  ),
  observing('a set is said to have been cut off', ({ status, total }) =>
    status === 'ok' && total !== undefined
      ? ({ status: 'truncated', atLeast: total, total: undefined } as unknown as Partial<Result>)
      : undefined,
  ),
  observing('the handle is out of the count', ({ result }) => (result === undefined ? undefined : { result: '#r97' })),
  observing('a member that no tool gives', () => ({ confidence: 1 }) as Partial<Result>),
  observing('a count is off by one', ({ number }) => (number === undefined ? undefined : { number: number + 1 })),
  observing('a cell is changed', ({ rows }, _items, base, random) => {
    const other = stranger(base, random);
    if (rows === undefined || other === undefined) return undefined;
    const [row, ...rest] = rows as [NonNullable<Result['rows']>[number]];
    const [cell, ...cells] = row.cells as [(typeof row.cells)[number]];
    const items: Item[] = [{ kind: 'entity', id: other.id, label: other.label }];
    return { rows: [{ ...row, cells: [{ ...cell, items, total: 1 }, ...cells] }, ...rest] };
  }),
];
