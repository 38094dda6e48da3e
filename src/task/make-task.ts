/** Makes a task of a formula: its question, its plan, and the names of what it is about. */
import { createHash } from 'node:crypto';
import type { Graph } from '../graph/graph.ts';
import type { Source } from '../graph/source.ts';
import { termOf } from '../graph/term.ts';
import { type AskedFormula, isComparison } from '../logic/asked.ts';
import { formulaHash } from '../logic/canonical.ts';
import { exactQuestion } from '../logic/exact.ts';
import { isClosedWorld, relationsOf } from '../logic/formula.ts';
import { planOf } from '../logic/plan.ts';
import { questionOf } from '../logic/question.ts';
import { lexiconOf, speakerOf } from '../logic/speaker.ts';
import type { Vocabulary } from '../relation/discover.ts';
import type { OtherGold } from './gold.ts';
import { goldRows } from './gold-table.ts';
import { hardnessOf } from './hardness.ts';
import { type AnchorName, nameAnchors, nameEntity } from './name-anchor.ts';
import { saysAnswer } from './said-answer.ts';
import type { Sampled } from './sampler.ts';
import type { Rejection } from './sense.ts';
import type { Task } from './task.ts';

/** Version of the sampler: it enters every task, since another version draws other tasks from the same seed. */
export const SAMPLER_VERSION = '2';

/** Below this share of its head class that has a relation, "not" means no more than "not stated". */
const COMPLETE = 0.95;

/** Everything sampling needs to know of one graph. */
export interface SampledGraph {
  readonly graph: Graph;
  readonly source: Source;
  readonly vocabulary: Vocabulary;
}

/** The task that asks a formula of this pattern, or why there is none. `spoken`: what the question calls an anchor. */
export async function taskOf(
  sampled: Sampled,
  pattern: string,
  { graph, source, vocabulary }: SampledGraph,
  seed: string,
  spoken: (anchor: AnchorName) => string = (anchor) => anchor.spoken,
): Promise<Task | Rejection> {
  const { formula } = sampled;
  const anchors = await nameAnchors(formula, vocabulary, source);
  if (anchors === undefined) return 'an anchor without a clear name';
  const rows = 'table' in formula ? await goldRows(formula, sampled.answers, graph, source) : [];
  if (rows === undefined) return 'an answer without a name';
  const gold = 'table' in formula ? { rows } : otherGold(sampled, graph);
  const named = gold === undefined ? Array.from(sampled.answers) : [];
  const answers = await Promise.all(named.map((id) => nameEntity(graph.key(id), source)));
  if (answers.some(({ label }) => label.trim() === '')) return 'an answer without a name';
  const said = new Map(anchors.map((anchor) => [anchor.iri, spoken(anchor)]));
  const names = new Map(anchors.map((anchor) => [anchor.iri, anchor.name]));
  const plan = planOf(formula);
  const task: Task = {
    id: taskId(graph.digest, formula),
    question: questionOf(formula, speakerOf(vocabulary, said), {
      closedWorldNote: isIncomplete(formula, vocabulary),
      seed,
    }),
    question_exact: exactQuestion(formula, lexiconOf(vocabulary, names)),
    pattern,
    formula,
    anchors: anchors.map(({ id, iri, label, name }) => ({ id, iri, label, name })),
    answers,
    ...(gold === undefined ? {} : { gold }),
    plan,
    hardness: hardnessOf(formula, plan, sampled.largestSet),
    made: { graph: graph.digest, seed, version: SAMPLER_VERSION },
  };
  return saysAnswer(task) ? 'the question says an answer' : task;
}

/** Gold that is no set of entities; undefined where it is one. */
function otherGold({ formula, answers }: Sampled, graph: Graph): OtherGold | undefined {
  if ('count' in formula) return { number: answers.length };
  if ('among' in formula) return { boolean: answers.some((id) => graph.key(id) === formula.is) };
  const terms = Array.from(answers, (id) => termOf(graph.key(id)));
  const values = terms.flatMap((term) => (term.kind === 'literal' ? [term] : []));
  if (values.length === 0) return undefined;
  return { values: values.map(({ kind: _, ...value }) => value) };
}

function taskId(digest: string, formula: AskedFormula): string {
  return `task-${createHash('sha256')
    .update(`${digest}\n${formulaHash(formula)}`)
    .digest('hex')
    .slice(0, 16)}`;
}

/** Whether "not", "the largest", a count, or yes or no runs over relations that the graph states for too few to say so. */
function isIncomplete(formula: AskedFormula, vocabulary: Vocabulary): boolean {
  // Of two that are compared, both have a value.
  if (!isClosedWorld(formula) || isComparison(formula)) return false;
  return relationsOf(formula).some((iri) => {
    const completeness = vocabulary.byIri.get(iri)?.completeness;
    return completeness === undefined || completeness < COMPLETE;
  });
}
