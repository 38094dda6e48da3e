/** A task: a question with its formula, its gold answers and the plan that finds them. */
import { z } from 'zod';
import { COMPARISONS } from '../graph/value-order.ts';
import type { AskedFormula } from '../logic/asked.ts';
import type { Formula } from '../logic/formula.ts';
import type { PlanStep } from '../logic/plan.ts';
import { type OtherGold, otherGoldSchema } from './gold.ts';

/** An entity with the id that tools show and the label that questions use. */
export interface Named {
  readonly id: string;
  readonly iri: string;
  readonly label: string;
}

export interface Hardness {
  /** Longest chain of relations from an anchor to the answer. */
  readonly hops: number;
  readonly calls: number;
  /** Ways from what is named to the answer; tasks of the sampler's first version do not say. */
  readonly branches?: number;
  readonly anchors: number;
  /** Size of the largest set met on the way. */
  readonly largestSet: number;
}

export interface Task {
  /** `task-` and the hash of the graph's digest and the formula's canonical form. */
  readonly id: string;
  readonly question: string;
  readonly question_exact: string;
  readonly pattern: string;
  readonly formula: AskedFormula;
  /** In reading order. `name` is what a tool is given: the label where it is enough, else the id. */
  readonly anchors: readonly (Named & { readonly name: string })[];
  /** Empty where the answer is something else than entities. */
  readonly answers: readonly Named[];
  readonly gold?: OtherGold;
  readonly plan: readonly PlanStep[];
  readonly hardness: Hardness;
  /** What makes it again: the graph's digest, the sampler's seed and version. */
  readonly made: { readonly graph: string; readonly seed: string; readonly version: string };
  /** Where a model worded the question: its name, and the question that our grammar gave. */
  readonly reworded?: Reworded;
}

export interface Reworded {
  readonly model: string;
  readonly from: string;
}

const condition = z.strictObject({
  relation: z.string(),
  is: z.enum(COMPARISONS),
  value: z.string(),
  datatype: z.string(),
});
const ranking = { top: z.int().min(1), by: z.string(), order: z.enum(['largest', 'smallest']) } as const;

const named = z.object({ id: z.string(), iri: z.string(), label: z.string() });

export const formulaSchema: z.ZodType<Formula> = z.lazy(() =>
  z.union([
    z.strictObject({ entity: z.string() }),
    z.strictObject({ relation: z.string(), inverse: z.literal(true).exactOptional(), of: formulaSchema }),
    z.strictObject({ and: z.array(formulaSchema).min(1) }),
    z.strictObject({ or: z.array(formulaSchema).min(1) }),
    z.strictObject({ not: formulaSchema }),
    z.strictObject({ class: z.string() }),
    z.strictObject({ where: condition, of: formulaSchema }),
    z.strictObject({ ...ranking, of: formulaSchema }),
  ]),
);

/** Also the forms that stand at the root only. */
const askedSchema: z.ZodType<AskedFormula> = z.union([
  formulaSchema,
  z.strictObject({ count: formulaSchema }),
  z.strictObject({ among: formulaSchema, is: z.string() }),
  z.strictObject({ table: z.array(z.string()).min(1), of: formulaSchema }),
]);

const planInput = z.union([
  z.strictObject({ step: z.int().min(1) }),
  z.strictObject({ entities: z.array(z.string()) }),
]);

const planOperation = z.union([
  z.strictObject({ follow: z.string(), inverse: z.literal(true).exactOptional(), of: planInput }),
  z.strictObject({ and: z.array(planInput) }),
  z.strictObject({ or: z.array(planInput) }),
  z.strictObject({ difference: z.tuple([planInput, planInput]) }),
  z.strictObject({ complement: planInput, class: z.string().exactOptional() }),
  z.strictObject({ members: z.string() }),
  z.strictObject({ count: planInput }),
  z.strictObject({ table: z.array(z.string()), of: planInput }),
  z.strictObject({ where: condition, of: planInput }),
  z.strictObject({ ...ranking, of: planInput }),
]);

/** One line of a task file. */
export const taskSchema: z.ZodType<Task> = z.object({
  id: z.string(),
  question: z.string(),
  question_exact: z.string(),
  pattern: z.string(),
  formula: askedSchema,
  anchors: z.array(named.extend({ name: z.string() })),
  answers: z.array(named),
  gold: otherGoldSchema.exactOptional(),
  plan: z.array(z.object({ step: z.int(), operation: planOperation, dependsOn: z.array(z.int()) })),
  hardness: z.object({
    hops: z.int(),
    calls: z.int(),
    branches: z.int().exactOptional(),
    anchors: z.int(),
    largestSet: z.int(),
  }),
  made: z.object({ graph: z.string(), seed: z.string(), version: z.string() }),
  reworded: z.object({ model: z.string(), from: z.string() }).exactOptional(),
});
