/** Hindsight: the task that a session answered, where nobody had asked, or where what was asked is not known. */
import { TaskError } from '../../errors.ts';
import { withoutBlankNodes } from '../../graph/set.ts';
import { termOf } from '../../graph/term.ts';
import { answersOf } from '../../logic/answers.ts';
import { type AskedFormula, setOf } from '../../logic/asked.ts';
import { partsOf } from '../../logic/formula.ts';
import { patternOf } from '../../logic/pattern-of.ts';
import { type SampledGraph, taskOf } from '../../task/make-task.ts';
import type { AnchorName } from '../../task/name-anchor.ts';
import type { Task } from '../../task/task.ts';
import type { Answer } from '../../tool/answer.ts';
import { resolveName } from '../../tool/resolve.ts';
import { isFault } from '../../tool/result.ts';
import type { Answered, Called, Frame } from '../../trajectory/record.ts';
import type { Trajectory } from '../../trajectory/trajectory.ts';
import { type Inference, inferFormula, isInferred, type Uninferred } from '../infer.ts';
import { takenApart } from './made.ts';
import { textsIn } from './naming.ts';

/** What `made` says of a task that was found in hindsight: in place of a seed, and of the sampler's version. */
export const HINDSIGHT = 'hindsight';
export const HINDSIGHT_VERSION = 'hindsight-1';

export interface Hindsight {
  readonly task: Task;
  /** The session as if that task's question had been asked, and its last result handed in where nothing was. */
  readonly trajectory: Trajectory;
  readonly inference: Inference;
}

/** More answers than one page shows are not all seen. */
const MOST_ANSWERS = 50;

/**
 * The task that a session answered, worded and with gold computed on the graph; the session may then be verified like any other. Or why there
 * is none, in plain English: words that nobody could read were its answer, no formula fits, a set was read in part, there is no answer or too many, or nothing to call an entity by.
 */
export async function askedInHindsight(trajectory: Trajectory, sampled: SampledGraph): Promise<Hindsight | Uninferred> {
  // Its last result may be what it denied: what it said instead is not known.
  if (trajectory.answer === undefined && trajectory.opened?.imported?.words !== undefined)
    return { reason: 'the agent answered in words that could not be read' };
  const inference = await inferFormula(trajectory, sampled);
  if (!isInferred(inference)) return inference;
  const [partial] = inference.partial;
  if (partial !== undefined) {
    const all = partial.read.length + partial.missing.length;
    return { reason: `of the ${all} items of an earlier result only ${partial.read.length} were read` };
  }
  const { formula } = inference;
  const answers = withoutBlankNodes(sampled.graph, answersOf(setOf(formula), sampled.graph));
  const { length } = answers;
  if (length === 0) return { reason: 'what was asked has no answer in this graph' };
  if (length > MOST_ANSWERS) return { reason: `what was asked has ${length} answers, more than ${MOST_ANSWERS}` };
  const task = await worded(formula, trajectory, sampled);
  if ('reason' in task) return task;
  const texts = Array.from(answers, (id) => textOf(sampled.graph.key(id)));
  return { task, trajectory: asIfAsked(trajectory, task, texts), inference };
}

/** An IRI, or a value in its lexical form. */
function textOf(key: string): string {
  const term = termOf(key);
  return term.kind === 'iri' ? term.iri : term.value;
}

async function worded(
  formula: AskedFormula,
  trajectory: Trajectory,
  sampled: SampledGraph,
): Promise<Task | Uninferred> {
  const { graph, vocabulary } = sampled;
  const called = await namesGiven(trajectory, sampled);
  const spoken = (anchor: AnchorName): string => spokenAs(anchor, called.get(anchor.iri) ?? new Set());
  const answers = withoutBlankNodes(graph, answersOf(setOf(formula), graph));
  const pattern = patternOf(formula, (iri) => vocabulary.byIri.get(iri)?.valued === true);
  const largestSet = largestOf(formula, graph);
  try {
    const task = await taskOf({ formula, answers, largestSet }, pattern, sampled, HINDSIGHT, spoken);
    return typeof task === 'string'
      ? { reason: `there is no question for it: ${task}` }
      : { ...task, made: { ...task.made, version: HINDSIGHT_VERSION } };
  } catch (error) {
    if (error instanceof TaskError) return { reason: error.message };
    throw error;
  }
}

/** Size of the largest set on the way, the answer included. */
function largestOf(formula: AskedFormula, graph: SampledGraph['graph']): number {
  const below = partsOf(formula).map((part) => largestOf('not' in part ? part.not : part, graph));
  return Math.max(answersOf(setOf(formula), graph).length, ...below);
}

/** What the agent called each entity in its calls: a question must say what the agent could not have known otherwise. */
async function namesGiven({ calls }: Trajectory, { source }: SampledGraph): Promise<Map<string, Set<string>>> {
  const given = new Map<string, Set<string>>();
  for (const { operation, arguments: values } of calls) {
    const entities = operation === undefined ? [] : entitiesIn(operation);
    if (entities.length === 0) continue;
    for (const text of new Set(textsIn(values))) {
      const resolved = await resolveName(text, undefined, source);
      const iri = 'ok' in resolved ? resolved.ok : undefined;
      if (iri !== undefined && entities.includes(iri)) given.set(iri, (given.get(iri) ?? new Set()).add(text));
    }
  }
  return given;
}

function entitiesIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) =>
    key === 'entities' ? (part as string[]) : Array.isArray(part) ? part.flatMap(entitiesIn) : entitiesIn(part),
  );
}

/** "France", or "France (countries:France)" where the agent used what the name alone does not say. */
function spokenAs({ spoken, label }: AnchorName, given: ReadonlySet<string>): string {
  const fold = (text: string): string => text.normalize('NFC').toLowerCase();
  const unsaid = [...given].filter((text) => !fold(spoken).includes(fold(text))).sort();
  return unsaid.length === 0 ? spoken : `${label} (${unsaid.join(', ')})`;
}

function asIfAsked(trajectory: Trajectory, { question }: Task, answers: readonly string[]): Trajectory {
  const { calls, task, answer } = trajectory;
  const { v, trajectory: id, seq, prev, at, sha256 } = task ?? (calls[0] as Frame);
  const frame = { v, trajectory: id, seq, prev, at, sha256 };
  return {
    ...trajectory,
    task: { ...frame, type: 'task', task: task?.task ?? '', question },
    answer: answer ?? lastResult(calls, answers),
  };
}

/** The last result that is one, handed in as it stands. @param answers its members, as an answer names them */
function lastResult(calls: Trajectory['calls'], answers: readonly string[]): (Frame & Answered) | undefined {
  const last = calls.findLast(
    ({ operation, observation }) =>
      operation !== undefined && takenApart(operation) !== undefined && !isFault(observation.status),
  );
  if (last === undefined) return undefined;
  const { seq, observation } = last;
  const { v, trajectory, prev, at, sha256 } = last;
  const { result, number, rows = [] } = observation;
  const answer: Answer =
    number !== undefined ? { number } : result !== undefined ? { result } : { rows: rows.map(rowOf) };
  const resolved = result === undefined ? undefined : answers;
  return { v, trajectory, seq, prev, at, sha256, type: 'answer', answer, resolved };
}

function rowOf({ id, cells }: NonNullable<Called['observation']['rows']>[number]): (string | string[])[] {
  return [id, ...cells.map(({ items }) => items.map((item) => (item.kind === 'entity' ? item.id : item.value)))];
}
