/** Samples tasks: formulas that ask something, worded, planned and with their answers, as many of each pattern as its share. */
import { createHash } from 'node:crypto';
import type { Graph } from '../graph/graph.ts';
import type { Source } from '../graph/source.ts';
import { termOf } from '../graph/term.ts';
import { type AskedFormula, isComparison } from '../logic/asked.ts';
import { formulaHash } from '../logic/canonical.ts';
import { isConditionPattern } from '../logic/condition-pattern.ts';
import { exactQuestion } from '../logic/exact.ts';
import { hopsOf, isClosedWorld, relationsOf } from '../logic/formula.ts';
import { patternShape } from '../logic/pattern.ts';
import { planOf } from '../logic/plan.ts';
import { questionOf } from '../logic/question.ts';
import { seededRandom } from '../logic/random.ts';
import { lexiconOf, speakerOf } from '../logic/speaker.ts';
import { hasInverseTool } from '../relation/directions.ts';
import type { Vocabulary } from '../relation/discover.ts';
import { createFingerprints, textFingerprint } from './fingerprints.ts';
import { createFollow } from './follow.ts';
import type { OtherGold } from './gold.ts';
import { goldRows } from './gold-table.ts';
import { createGround } from './ground.ts';
import { attributesOf, groundCondition } from './ground-condition.ts';
import { nameAnchors, nameEntity } from './name-anchor.ts';
import { type PatternReport, type QuotaOptions, quotas } from './quota.ts';
import { type Draw, formulaDraw, type Sampled, sampleFormulas, shapeDraw } from './sampler.ts';
import type { Rejection, SenseOptions } from './sense.ts';
import { degreesOf } from './sense-drawn.ts';
import { mostDue } from './shares.ts';
import type { Task } from './task.ts';

/** Version of the sampler: it enters every task, since another version draws other tasks from the same seed. */
export const SAMPLER_VERSION = '2';

export interface TaskOptions extends QuotaOptions {
  readonly seed: string;
  /** Default 20. */
  readonly maximumAnswers?: number;
  /** IRIs of the relations that questions may use (default: all). */
  readonly relations?: ReadonlySet<string> | undefined;
}

export interface TaskSet {
  readonly tasks: readonly Task[];
  readonly reports: readonly PatternReport[];
}

/** Below this share of its head class that has a relation, "not" means no more than "not stated". */
const COMPLETE = 0.95;
const PATIENCE = 10_000;

/** Everything sampling needs to know of one graph. */
export interface SampledGraph {
  readonly graph: Graph;
  readonly source: Source;
  readonly vocabulary: Vocabulary;
}

/**
 * Tasks as they are made, the patterns in turn by their weights, so that any beginning of the stream is balanced; equal options
 * but for the count give streams of which the shorter begins the longer. What a pattern that runs out leaves over goes to the
 * others. Returns how it went, pattern by pattern.
 */
export async function* sampleTasks(
  sampled: SampledGraph,
  options: TaskOptions,
): AsyncGenerator<Task, readonly PatternReport[], undefined> {
  const reports = quotas(options);
  const lines = createLines(sampled, options, reports);
  const weights = reports.map(({ weight }) => weight);
  const isOpen = (index: number): boolean => reports[index]?.exhausted === false;
  for (let made = 0; made < options.count; ) {
    const due = mostDue(
      reports.map((report) => report.made),
      weights,
      isOpen,
    );
    if (due === undefined) break;
    const { value: task } = await (lines[due] as TaskLine).next();
    if (task === undefined) continue;
    made += 1;
    yield task;
  }
  return reports;
}

/** All tasks of a stream, for few of them. */
export async function collectTasks(stream: ReturnType<typeof sampleTasks>): Promise<TaskSet> {
  const tasks: Task[] = [];
  for (;;) {
    const next = await stream.next();
    if (next.done) return { tasks, reports: next.value };
    tasks.push(next.value);
  }
}

type TaskLine = AsyncGenerator<Task, undefined, undefined>;

/** For each report the tasks of its pattern. What was asked by one is not asked by another. */
function createLines(sampled: SampledGraph, options: TaskOptions, reports: readonly PatternReport[]): TaskLine[] {
  const drawOf = createDraws(sampled, options);
  const questions = createFingerprints();
  async function* line(report: PatternReport): TaskLine {
    const { pattern } = report;
    const formulas = sampleFormulas(drawOf(pattern), report, PATIENCE);
    for (let next = formulas.next(); next.done !== true; ) {
      const made = await taskOf(next.value, pattern, sampled, options.seed);
      const fresh = typeof made === 'string' || questions.add(textFingerprint(made.question));
      const task = fresh ? made : 'question asked already';
      if (typeof task !== 'string') {
        report.made += 1;
        yield task;
      }
      next = formulas.next(typeof task === 'string' ? task : undefined);
    }
    return undefined;
  }
  return reports.map(line);
}

/** How formulas of each pattern are drawn: never, where no pattern has the name. */
function createDraws({ graph, vocabulary }: SampledGraph, options: TaskOptions): (pattern: string) => Draw {
  const allowed = vocabulary.relations.filter(({ iri }) => options.relations?.has(iri) ?? true);
  const usable = allowed.filter((relation) => !relation.valued && !relation.bookkeeping);
  const ground = createGround(graph, usable, hasInverseTool);
  const follow = createFollow(graph);
  const attributes = attributesOf(allowed);
  const limits = senseOptions(graph, options);
  const seen = createFingerprints();
  return (pattern) => {
    const random = seededRandom(`${options.seed}/${pattern}`);
    const used = new Uint32Array(graph.relations.length);
    const drawing = { ground, random, follow, maximumSet: limits.maximumSet, telling: true, used };
    if (isConditionPattern(pattern)) {
      const rules = { ...limits, valued: pattern === 'attribute', maximumHops: options.maximumHops ?? Infinity };
      return formulaDraw(() => groundCondition(pattern, drawing, attributes), graph, seen, rules);
    }
    const shape = patternShape(pattern);
    return shape === undefined ? () => 'broken walk' : shapeDraw(shape, drawing, seen, limits);
  };
}

function senseOptions(graph: Graph, { maximumAnswers = 20 }: TaskOptions): SenseOptions {
  const hub = Math.max(100, Math.floor(graph.terms / 100));
  const degrees = degreesOf(graph);
  return {
    maximumAnswers,
    maximumSet: maximumAnswers,
    isHub: (id) => (degrees[id] as number) > hub,
  };
}

async function taskOf(
  sampled: Sampled,
  pattern: string,
  { graph, source, vocabulary }: SampledGraph,
  seed: string,
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
  const spoken = new Map(anchors.map((anchor) => [anchor.iri, anchor.spoken]));
  const names = new Map(anchors.map((anchor) => [anchor.iri, anchor.name]));
  const plan = planOf(formula);
  return {
    id: taskId(graph.digest, formula),
    question: questionOf(formula, speakerOf(vocabulary, spoken), {
      closedWorldNote: isIncomplete(formula, vocabulary),
    }),
    question_exact: exactQuestion(formula, lexiconOf(vocabulary, names)),
    pattern,
    formula,
    anchors: anchors.map(({ id, iri, label, name }) => ({ id, iri, label, name })),
    answers,
    ...(gold === undefined ? {} : { gold }),
    plan,
    hardness: { hops: hopsOf(formula), calls: plan.length, anchors: anchors.length, largestSet: sampled.largestSet },
    made: { graph: graph.digest, seed, version: SAMPLER_VERSION },
  };
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
