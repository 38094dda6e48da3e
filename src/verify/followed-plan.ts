/** Whether a trajectory made exactly the calls of a plan: only then is its last result what the tools say of the task. */
import type { Source } from '../graph/source.ts';
import type { PlanInput, PlanStep } from '../logic/plan.ts';
import type { Input } from '../tool/operation.ts';
import type { Called } from '../trajectory/record.ts';

/** Inputs may be passed by handle or written out, and what is written out in any order. */
export function followedPlan(calls: readonly Called[], plan: readonly PlanStep[], source: Source): boolean {
  const isResultOf = (given: Input, step: number): boolean => {
    const before = calls[step - 1]?.observation;
    if (before === undefined) return false;
    if ('handle' in given) return given.handle === before.result;
    const shown = (before.items ?? []).flatMap((item) =>
      item.kind === 'entity' ? [source.expand(item.id) ?? item.id] : [],
    );
    return sameTerms(given.entities, shown);
  };
  const same = (planned: unknown, done: unknown): boolean => {
    if (isPlanInput(planned)) {
      if (!isInput(done)) return false;
      return 'step' in planned
        ? isResultOf(done, planned.step)
        : 'entities' in done && sameTerms(planned.entities, done.entities);
    }
    if (typeof planned !== 'object' || planned === null) return planned === done;
    if (typeof done !== 'object' || done === null) return false;
    const names = new Set([...Object.keys(planned), ...Object.keys(done)]);
    return [...names].every((name) =>
      same((planned as Record<string, unknown>)[name], (done as Record<string, unknown>)[name]),
    );
  };
  return calls.length === plan.length && plan.every(({ operation }, index) => same(operation, calls[index]?.operation));
}

function isPlanInput(value: unknown): value is PlanInput {
  return typeof value === 'object' && value !== null && ('step' in value || 'entities' in value);
}

function isInput(value: unknown): value is Input {
  return typeof value === 'object' && value !== null && ('handle' in value || 'entities' in value);
}

function sameTerms(one: readonly string[], other: readonly string[]): boolean {
  const terms = new Set(one);
  return terms.size === new Set(other).size && other.every((term) => terms.has(term));
}
