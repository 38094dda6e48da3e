/** What the tools showed an agent, by the names under which it may speak of it. */
import type { Item } from '../../graph/source.ts';
import { isFault, type Result } from '../../tool/result.ts';
import type { Called } from '../record.ts';
import { spellings } from './spelling.ts';
import { isEntry } from './value.ts';

/** An entity by id, or a value in its lexical form. */
export interface Shown {
  readonly kind: 'entity' | 'value';
  readonly id: string;
  /** Whether nothing was made of the result that showed it: it was not passed on. */
  last: boolean;
}

/** Everything that was shown, by name, folded names apart. A name may be that of several. */
export type ShownNames = ReadonlyMap<string, readonly Shown[]>;

export function shownNames(calls: readonly Called[]): ShownNames {
  const things = new Map<string, Shown>();
  const names = new Map<string, Set<Shown>>();
  const passed = passedOn(calls);
  for (const { observation } of calls) {
    if (isFault(observation.status)) continue;
    const items = itemsIn(observation);
    const last =
      !passed.has(observation.result ?? '') &&
      !items.some((item) => [nameOf(item), labelOf(item)].some((name) => passed.has(name)));
    for (const item of items) {
      const key = `${item.kind} ${nameOf(item)}`;
      const thing = things.get(key) ?? { kind: item.kind, id: nameOf(item), last: false };
      thing.last ||= last;
      things.set(key, thing);
      const called = item.kind === 'entity' ? [item.id, item.label, withoutNote(item.label)] : spellings(item);
      for (const name of called) names.set(name, (names.get(name) ?? new Set()).add(thing));
    }
  }
  return new Map([...names].map(([name, things]) => [name, [...things]]));
}

function itemsIn({ items = [], rows = [] }: Result): Item[] {
  return [...items, ...rows.flatMap(({ cells }) => cells.flatMap((cell) => cell.items))];
}

const nameOf = (item: Item): string => (item.kind === 'entity' ? item.id : item.value);
const labelOf = (item: Item): string => (item.kind === 'entity' ? item.label : item.value);

/** "Georgia" for "Georgia (country)". */
const withoutNote = (label: string): string => label.replace(/(?<=\S) \([^()]*\)$/u, '');

/** Every text among the arguments of all calls: names, ids and handles. */
export function passedOn(calls: readonly Called[]): Set<string> {
  const found = new Set<string>();
  const look = (value: unknown): void => {
    if (typeof value === 'string') found.add(value);
    else if (Array.isArray(value)) value.forEach(look);
    else if (isEntry(value)) Object.values(value).forEach(look);
  };
  for (const { arguments: values } of calls) look(values);
  return found;
}
