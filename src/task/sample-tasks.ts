/** Samples tasks: formulas that ask something, worded, planned and with their answers, as many of each pattern as its share. */
import type { Graph } from '../graph/graph.ts';
import { isConditionPattern } from '../logic/condition-pattern.ts';
import { patternShape } from '../logic/pattern.ts';
import { seededRandom } from '../logic/random.ts';
import { hasInverseTool } from '../relation/directions.ts';
import { createFingerprints, textFingerprint } from './fingerprints.ts';
import { createFollow } from './follow.ts';
import { createGround } from './ground.ts';
import { attributesOf, groundCondition } from './ground-condition.ts';
import { type SampledGraph, taskOf } from './make-task.ts';
import { type PatternReport, type QuotaOptions, quotas } from './quota.ts';
import { type Draw, formulaDraw, sampleFormulas, shapeDraw } from './sampler.ts';
import type { SenseOptions } from './sense.ts';
import { degreesOf } from './sense-drawn.ts';
import { mostDue } from './shares.ts';
import type { Task } from './task.ts';

export interface TaskOptions extends QuotaOptions {
  readonly seed: string;
  /** Default 20. */
  readonly maximumAnswers?: number;
  /** Draws in a row without a new task before a pattern is given up (default 10,000). Draws, not seconds: those differ. */
  readonly patience?: number;
  /** IRIs of the relations that questions may use (default: all). */
  readonly relations?: ReadonlySet<string> | undefined;
}

export interface TaskSet {
  readonly tasks: readonly Task[];
  readonly reports: readonly PatternReport[];
}

const PATIENCE = 10_000;

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
    const formulas = sampleFormulas(drawOf(pattern), report, options.patience ?? PATIENCE);
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

/** What makes sense on a graph: at most so many answers, in sets of which none is larger, and few hubs. */
export function senseOptions(graph: Graph, { maximumAnswers = 20 }: Pick<TaskOptions, 'maximumAnswers'>): SenseOptions {
  const hub = Math.max(100, Math.floor(graph.terms / 100));
  const degrees = degreesOf(graph);
  return {
    maximumAnswers,
    maximumSet: maximumAnswers,
    isHub: (id) => (degrees[id] as number) > hub,
  };
}
