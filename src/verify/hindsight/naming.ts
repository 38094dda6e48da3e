/** How an agent names things: whether a text in a call speaks of an earlier result or of what the question named. */
import type { Source } from '../../graph/source.ts';
import type { Operation } from '../../tool/operation.ts';
import type { Called } from '../../trajectory/record.ts';

export interface Habit {
  /** How far the way in which entities are named in a call speaks against their being a result, and against their being named by the question. */
  weigh(iris: readonly string[], call: Called): Promise<{ readonly asResult: number; readonly asAnchor: number }>;
}

/**
 * The habit of one session. An agent that passes results on by handle, or by id, names by its label what it has from the question, and
 * an id stands in a question only where the label is not enough; one that always uses labels leaves open which it is.
 */
export function namingOf(calls: readonly Called[], source: Source): Habit {
  const handles = calls.some(({ operation }) => operation !== undefined && mentionsHandle(operation));
  const shown = new Set<string>();
  let ids = false;
  for (const { arguments: values, observation } of calls) {
    ids ||= textsIn(values).some((text) => shown.has(text));
    for (const item of observation.items ?? [])
      if (item.kind === 'entity' && item.id !== item.label) shown.add(item.id);
  }
  return {
    weigh: async (iris, call) => {
      const texts = new Set(textsIn(call.arguments));
      const byId = iris.every((iri) => texts.has(source.compact(iri)) || texts.has(iri) || texts.has(`<${iri}>`));
      if (!byId) return handles || ids ? { asResult: 1, asAnchor: 0 } : { asResult: 0, asAnchor: 1 };
      const labels = await Promise.all(iris.map((iri) => source.label(iri)));
      const needed = await Promise.all(labels.map(async (label) => (await source.named(label, 2)).length > 1));
      if (needed.some((one) => one)) return { asResult: handles ? 1 : 0, asAnchor: 0 };
      return { asResult: 0, asAnchor: 1 };
    },
  };
}

function mentionsHandle(operation: Operation): boolean {
  return /\{"handle":/.test(JSON.stringify(operation));
}

/** Every text in the arguments of a call. */
export function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(textsIn);
}
