/** How much may be derived before giving up with a typed error: a transitive relation can square a graph. */
import { GraphError } from '../../errors.ts';

/** Steps for each triple that may be derived, before a relation counts as too much to work out. */
const STEPS_EACH = 50;

export interface Budget {
  /** @throws GraphError `entailed_too_much` where the triples derived so far, of all relations, are more than the limit */
  derived(count: number, relation: string): void;
  /** What closing one relation may spend, `stated` pairs of it being known. @throws GraphError `entailed_too_much` */
  closing(relation: string, stated: number): (pairs: number, steps: number) => void;
}

export function createBudget(limit: number): Budget {
  const refuse = (relation: string, what: string): never => {
    throw new GraphError(
      'entailed_too_much',
      `Expected at most ${limit} inferred triples, the limit set for --entail; ${what} <${relation}>. ` +
        'Take its declaration out of the graph, load a part of the data, or load it without --entail.',
    );
  };
  let left = limit;
  let steps = limit * STEPS_EACH;
  return {
    derived: (count, relation) => {
      left -= count;
      if (left < 0) refuse(relation, 'got more with those of');
    },
    closing: (relation, stated) => {
      let pairs = limit + stated;
      return (found, taken) => {
        pairs -= found;
        steps -= taken;
        if (pairs < 0) refuse(relation, 'got more for the transitive relation');
        if (steps < 0) refuse(relation, 'it takes too long to work out the transitive relation');
      };
    },
  };
}
