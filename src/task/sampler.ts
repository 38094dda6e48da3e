/** Samples formulas backwards from an answer, so that every question has one, and keeps those that ask something. */
import type { Graph } from '../graph/graph.ts';
import { answersOf } from '../logic/answers.ts';
import { type AskedFormula, setOf } from '../logic/asked.ts';
import { formulaHash } from '../logic/canonical.ts';
import { hopsOf } from '../logic/formula.ts';
import { type Rejection, rejectionOf, type SenseOptions } from './sense.ts';

export interface SamplerOptions extends SenseOptions {
  /** Draws given to one pattern before it is called unfillable, for each task wanted. */
  readonly patience: number;
  /** Most relations from an anchor to the answer. */
  readonly maximumHops: number;
}

/** What became of a pattern: how many draws, and why most of them were thrown away. */
export interface PatternReport {
  readonly pattern: string;
  /** Grows where a pattern takes over what another could not fill. */
  wanted: number;
  made: number;
  attempts: number;
  readonly rejected: Map<Rejection, number>;
  /** Why it was not tried at all. */
  readonly leftOut?: string;
}

export interface Sampled {
  readonly formula: AskedFormula;
  /** Ids of the set that is asked about. */
  readonly answers: Uint32Array;
  /** Size of the largest set met on the way. */
  readonly largestSet: number;
}

/** Draws a formula; undefined where the walk broke. */
export type Draw = () => AskedFormula | undefined;

/**
 * Formulas of one pattern, each different from all `seen` up to canonical form, until the report has as many as it wants or
 * patience ends. `seen` is added to.
 */
export function* sampleFormulas(
  draw: Draw,
  graph: Graph,
  seen: Set<string>,
  report: PatternReport,
  options: SamplerOptions,
): Generator<Sampled, void, boolean> {
  const most = options.patience * report.wanted;
  while (report.made < report.wanted && report.attempts < most) {
    report.attempts += 1;
    const drawn = drawOne(draw, graph, seen, options);
    if (typeof drawn === 'string') {
      report.rejected.set(drawn, (report.rejected.get(drawn) ?? 0) + 1);
      continue;
    }
    seen.add(formulaHash(drawn.formula));
    if (yield drawn) report.made += 1;
  }
}

function drawOne(draw: Draw, graph: Graph, seen: ReadonlySet<string>, options: SamplerOptions): Sampled | Rejection {
  const formula = draw();
  if (formula === undefined) return 'broken walk';
  if (hopsOf(formula) > options.maximumHops) return 'too many hops';
  if (seen.has(formulaHash(formula))) return 'asked already';
  const sizes: number[] = [];
  const rejection = rejectionOf(formula, graph, options, sizes);
  if (rejection !== undefined) return rejection;
  return { formula, answers: answersOf(setOf(formula), graph), largestSet: Math.max(...sizes) };
}
