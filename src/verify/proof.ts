/** The proof that a verdict carries: for each answer its triples, for each negation what it took away and how to list that. */
import type { Graph } from '../graph/graph.ts';
import { answersOf } from '../logic/answers.ts';
import { hasNegation, hasSuperlative } from '../logic/formula.ts';
import { formulaQuery } from '../logic/sparql.ts';
import { negatedParts, witnessOf } from '../logic/witness.ts';
import type { Task } from '../task/task.ts';
import type { Proof } from './verdict.ts';

/** The engines that agreed, as they are named in every proof. */
const ENGINES = ['graphtrail-index', 'oxigraph'] as const;

export function proofOf(task: Task, graph: Graph, toolset: string): Proof {
  const { formula } = task;
  return {
    graph: graph.digest,
    toolset,
    formula,
    query: formulaQuery(formula),
    witnesses: task.answers.map(({ iri }) => ({
      answer: iri,
      triples: witnessOf(formula, graph.id(iri) as number, graph) ?? [],
    })),
    absences: negatedParts(formula).map((part) => ({
      formula: part,
      count: answersOf(part, graph).length,
      query: formulaQuery(part),
    })),
    closedWorld: hasNegation(formula) || hasSuperlative(formula),
    engines: ENGINES,
  };
}
