/** How much may be derived before giving up with a typed error: a transitive relation can square a graph. */
import { GraphError } from '../../errors.ts';

/** Steps for each triple that is there or may be derived, before a graph counts as too much to work out. */
const STEPS_EACH = 20;
const STEPS_LEAST = 1_000_000;

/** All methods throw GraphError `entailed_too_much`, which names the relation. */
export interface Budget {
  /** So many triples of a relation were derived. */
  derived(count: number, relation: string): void;
  /** So many sources or pairs of a relation were looked at. */
  looked(steps: number, relation: string): void;
  /** What closing a transitive relation may spend, `stated` pairs of it being known. */
  closing(relation: string, stated: number): (pairs: number, steps: number) => void;
}

/** @param stated how many triples there are before */
export function createBudget(limit: number, stated: number): Budget {
  const refuse = (relation: string, what: string): never => {
    throw new GraphError(
      'entailed_too_much',
      `Expected at most ${limit} inferred triples, the limit set for --entail; ${what} <${relation}>. ` +
        'Take its declaration out of the graph, load a part of the data, or load it without --entail.',
    );
  };
  let left = limit;
  let closed = limit;
  let steps = STEPS_LEAST + STEPS_EACH * (limit + stated);
  const looked = (taken: number, relation: string): void => {
    steps -= taken;
    if (steps < 0) refuse(relation, 'it takes too long to work out what follows for');
  };
  return {
    derived: (count, relation) => {
      left -= count;
      if (left < 0) refuse(relation, 'got more with those of');
    },
    looked,
    closing: (relation, known) => {
      closed += known;
      return (found, taken) => {
        closed -= found;
        if (closed < 0) refuse(relation, 'got more for the transitive relation');
        looked(taken, relation);
      };
    },
  };
}
