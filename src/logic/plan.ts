/** A plan: the calls that answer a formula, in an order in which each refers to earlier ones only. */
import type { AskedFormula } from './asked.ts';
import { conjuncts, type Formula, type TopFormula, type WhereFormula } from './formula.ts';

/** The result of an earlier step, or entities named in the question. */
export type PlanInput = { readonly step: number } | { readonly entities: readonly string[] };

export type PlanOperation =
  | { readonly follow: string; readonly inverse?: true; readonly of: PlanInput }
  | { readonly and: readonly PlanInput[] }
  | { readonly or: readonly PlanInput[] }
  | { readonly difference: readonly [PlanInput, PlanInput] }
  | { readonly complement: PlanInput; readonly class?: string }
  | { readonly members: string }
  | { readonly where: WhereFormula['where']; readonly of: PlanInput }
  | { readonly count: PlanInput }
  | { readonly table: readonly string[]; readonly of: PlanInput }
  | { readonly top: number; readonly by: string; readonly order: TopFormula['order']; readonly of: PlanInput };

export interface PlanStep {
  /** Counted from 1. */
  readonly step: number;
  readonly operation: PlanOperation;
  readonly dependsOn: readonly number[];
}

/**
 * How a negation is carried out: `difference` takes it away with one call; `complement` builds the set of all others and
 * intersects, as KG2Tool does (arXiv 2506.21071), one call more and a set that only a handle can carry.
 */
export type NegationStyle = 'difference' | 'complement';

export function planOf(formula: AskedFormula, style: NegationStyle = 'difference'): PlanStep[] {
  const steps: PlanStep[] = [];
  const add = (operation: PlanOperation): PlanInput => {
    const step = steps.length + 1;
    steps.push({
      step,
      operation,
      dependsOn: inputsOf(operation).flatMap((input) => ('step' in input ? [input.step] : [])),
    });
    return { step };
  };
  const visit = (part: Formula): PlanInput => {
    if ('entity' in part) return { entities: [part.entity] };
    if ('relation' in part)
      return add({ follow: part.relation, ...(part.inverse ? { inverse: true } : {}), of: visit(part.of) });
    if ('or' in part) return add({ or: part.or.map(visit) });
    if ('class' in part) return add({ members: part.class });
    if ('where' in part || 'top' in part) return add({ ...part, of: namedBy(part.of) ?? visit(part.of) });
    if ('not' in part) throw new TypeError('a negation stands only inside a conjunction');
    return conjunction(part.and);
  };
  const conjunction = (and: readonly Formula[]): PlanInput => {
    const { positive, negative } = conjuncts(and);
    const kept = positive.map(visit);
    const taken = negative.map(visit);
    if (style === 'complement') return add({ and: [...kept, ...taken.map((input) => add({ complement: input }))] });
    const whole = kept.length === 1 ? (kept[0] as PlanInput) : add({ and: kept });
    return taken.reduce((left, right) => add({ difference: [left, right] }), whole);
  };
  // Whether an entity is among a set is seen from the set.
  if ('count' in formula) add({ count: visit(formula.count) });
  else if ('table' in formula) add({ table: formula.table, of: visit(formula.of) });
  else visit('among' in formula ? formula.among : formula);
  return steps;
}

/** Entities that the question names one by one need no union: a tool takes them as a list. */
function namedBy(formula: Formula): PlanInput | undefined {
  if (!('or' in formula)) return undefined;
  const entities = formula.or.flatMap((part) => ('entity' in part ? [part.entity] : []));
  return entities.length === formula.or.length ? { entities } : undefined;
}

export function inputsOf(operation: PlanOperation): readonly PlanInput[] {
  if ('of' in operation) return [operation.of];
  if ('and' in operation) return operation.and;
  if ('or' in operation) return operation.or;
  if ('difference' in operation) return operation.difference;
  if ('count' in operation) return [operation.count];
  return 'complement' in operation ? [operation.complement] : [];
}
