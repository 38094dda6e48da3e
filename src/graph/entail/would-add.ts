/** What `--entail` would add to a graph that was loaded without it. */
import { GraphError } from '../../errors.ts';
import type { Graph } from '../graph.ts';
import { RULES, type Rule } from '../index/entailment.ts';
import { createBudget } from './budget.ts';
import { closureOf } from './closure.ts';

/** Counting is given up here: it is not what the graph was opened for. */
const MOST = 1_000_000;

export interface WouldAdd {
  /** Triples by rule, as in `Entailment`. */
  readonly derived: Readonly<Record<Rule, number>>;
  /** Whether counting was given up, so that there are more. */
  readonly more: boolean;
}

export function wouldAdd(graph: Graph): WouldAdd {
  const derived: Record<Rule, number> = { subPropertyOf: 0, symmetric: 0, inverseOf: 0, transitive: 0 };
  try {
    for (const added of closureOf(graph, createBudget(MOST, graph.triples))) {
      for (const rule of RULES) derived[rule] += added.derived[rule];
    }
  } catch (error) {
    if (error instanceof GraphError && error.code === 'entailed_too_much') return { derived, more: true };
    throw error;
  }
  return { derived, more: false };
}
