/** Gold: the right answer of a task, in the form that its question asks for. */
import { z } from 'zod';
import type { Named, Task } from './task.ts';

/** A value as the graph states it. */
export interface GoldValue {
  readonly value: string;
  readonly datatype: string;
  readonly language?: string;
}

/** What stands in a cell of a table. */
export type GoldCell = Named | GoldValue;

/** An entity with a cell for each relation of the table's formula. */
export interface GoldRow extends Named {
  readonly cells: readonly (readonly GoldCell[])[];
}

export type OtherGold =
  | { readonly rows: readonly GoldRow[] }
  | { readonly values: readonly GoldValue[] }
  | { readonly number: number }
  | { readonly boolean: boolean };

export type Gold = { readonly entities: readonly Named[] } | OtherGold;

const goldValue = z.strictObject({ value: z.string(), datatype: z.string(), language: z.string().exactOptional() });

const named = { id: z.string(), iri: z.string(), label: z.string() } as const;
const goldCell = z.union([z.strictObject(named), goldValue]);

/** Gold that is no set of entities, as a task file holds it. */
export const otherGoldSchema: z.ZodType<OtherGold> = z.union([
  z.strictObject({ rows: z.array(z.strictObject({ ...named, cells: z.array(z.array(goldCell)) })) }),
  z.strictObject({ values: z.array(goldValue) }),
  z.strictObject({ number: z.number() }),
  z.strictObject({ boolean: z.boolean() }),
]);

/** The gold of a task: its answers, unless the question asks for something else than entities. */
export function goldOf({ gold, answers }: Pick<Task, 'gold' | 'answers'>): Gold {
  return gold ?? { entities: answers };
}

/** Gold as a person reads it. */
export function goldText(gold: Gold): string {
  if ('entities' in gold) return gold.entities.map(({ label }) => label).join('; ');
  if ('values' in gold) return gold.values.map(({ value }) => value).join('; ');
  if ('rows' in gold)
    return gold.rows.map(({ label, cells }) => `${label}: ${cells.map(cellText).join(', ')}`).join('; ');
  return 'number' in gold ? String(gold.number) : gold.boolean ? 'yes' : 'no';
}

function cellText(cell: readonly GoldCell[]): string {
  return cell.map((one) => ('label' in one ? one.label : one.value)).join(' and ') || '–';
}
