/** Gold: the right answer of a task, in the form that its question asks for. */
import { z } from 'zod';
import type { Named, Task } from './task.ts';

/** A value as the graph states it. */
export interface GoldValue {
  readonly value: string;
  readonly datatype: string;
  readonly language?: string;
}

export type OtherGold =
  | { readonly values: readonly GoldValue[] }
  | { readonly number: number }
  | { readonly boolean: boolean };

export type Gold = { readonly entities: readonly Named[] } | OtherGold;

const goldValue = z.strictObject({ value: z.string(), datatype: z.string(), language: z.string().exactOptional() });

/** Gold that is no set of entities, as a task file holds it. */
export const otherGoldSchema: z.ZodType<OtherGold> = z.union([
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
  return 'number' in gold ? String(gold.number) : gold.boolean ? 'yes' : 'no';
}
