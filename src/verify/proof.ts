/** The proof that a verdict carries: for each answer its triples, for what is not there how many are, and the query that lists them. */
import { premisesOf } from '../graph/entail/premises.ts';
import type { Graph } from '../graph/graph.ts';
import { answersOf } from '../logic/answers.ts';
import { type AskedFormula, setOf } from '../logic/asked.ts';
import { isClosedWorld } from '../logic/formula.ts';
import { pathsOf } from '../logic/graph-paths.ts';
import { formulaQuery } from '../logic/sparql.ts';
import { negatedParts, type TripleOfKeys, witnessOf } from '../logic/witness.ts';
import type { Task } from '../task/task.ts';
import type { Evidence } from './check.ts';
import type { Absence, Inference, Proof } from './verdict.ts';

/** The engines that agreed, as they are named in every proof. */
const ENGINES = ['graphtrail-index', 'oxigraph'] as const;
/** Sets put together here out of what an endpoint says step by step, and the endpoint asked for all of it in one query. */
const SAME_ENGINE = ['graphtrail-endpoint', 'endpoint'] as const;

export function proofOf(task: Task, { graph, source }: Pick<Evidence, 'graph' | 'source'>, toolset: string): Proof {
  const { formula } = task;
  const set = setOf(formula);
  return {
    graph: source.digest ?? null,
    toolset,
    formula,
    query: formulaQuery(formula, pathsOf(graph)),
    witnesses: witnessed(formula, graph).map((id) => {
      const triples = [...(witnessOf(set, id, graph) ?? []), ...cellTriples(formula, id, graph)];
      const inferred = inferencesOf(triples, graph);
      return { answer: graph.key(id), triples, ...(inferred.length === 0 ? {} : { inferred }) };
    }),
    absences: absencesOf(formula, graph),
    closedWorld: isClosedWorld(formula),
    engines: source.digest === undefined ? SAME_ENGINE : ENGINES,
  };
}

/** Those of the triples that no file states, with what they rest on. */
function inferencesOf(triples: readonly TripleOfKeys[], graph: Graph): Inference[] {
  if (graph.entailment === undefined) return [];
  return triples.flatMap((triple) => {
    const premises = premisesOf(graph, triple.map((key) => graph.id(key)) as [number, number, number]);
    if (premises === undefined) return [];
    const from = premises.from.map((ids) => ids.map((id) => graph.key(id)) as [string, string, string]);
    return [{ triple, by: premises.by, from }];
  });
}

/** Each answer; of a count everything counted, of a "yes" the entity. */
function witnessed(formula: AskedFormula, graph: Graph): number[] {
  const members = Array.from(answersOf(setOf(formula), graph));
  return 'among' in formula ? members.filter((id) => graph.key(id) === formula.is) : members;
}

/** The triples of a row's cells. */
function cellTriples(formula: AskedFormula, member: number, graph: Graph): TripleOfKeys[] {
  if (!('table' in formula)) return [];
  return formula.table.flatMap((iri) =>
    Array.from(
      graph.objects(graph.id(iri) as number, member),
      (object): TripleOfKeys => [graph.key(member), iri, graph.key(object)],
    ),
  );
}

/** What negations took away; of a "no" the set in which the entity is not. */
function absencesOf(formula: AskedFormula, graph: Graph): Absence[] {
  const set = setOf(formula);
  const no = 'among' in formula && witnessed(formula, graph).length === 0;
  return [...negatedParts(set), ...(no ? [set] : [])].map((part) => ({
    formula: part,
    count: answersOf(part, graph).length,
    query: formulaQuery(part, pathsOf(graph)),
  }));
}
