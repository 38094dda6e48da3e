/** coverage: a set that was read item by item was read whole, where the answer speaks of all of it. */
import type { Check, Finding } from '../check.ts';
import { inferenceOf } from '../hindsight/inferred.ts';
import { isInferred } from '../infer.ts';

/** Items that a reason lists by name. */
const LISTED = 5;

export const coverage: Check = {
  id: 'coverage',
  run: async (evidence) => {
    const { task, cut, source } = evidence;
    if (cut !== undefined) return cut;
    const inference = await inferenceOf(evidence);
    if (!isInferred(inference)) return [];
    // What the question names is no part of a set that happens to hold it.
    const named = new Set(task?.anchors.map(({ iri }) => iri));
    const partial = inference.partial.filter(({ read }) => read.some((iri) => !named.has(iri)));
    return await Promise.all(
      partial.map(async ({ step, of, read, missing }): Promise<Finding> => {
        const labels = await Promise.all(missing.slice(0, LISTED).map((iri) => source.label(iri)));
        const listed = labels.map((label) => JSON.stringify(label.slice(0, 80))).join(', ');
        const more = missing.length > LISTED ? `, and ${missing.length - LISTED} more` : '';
        return {
          step,
          reason: `of the ${read.length + missing.length} items that record ${of} gave, only ${read.length} were read; left out: ${listed}${more}`,
        };
      }),
    );
  },
};
