/** Samples formulas backwards from an answer, so that every question has one, and keeps those that ask something. */
import type { Graph } from '../graph/graph.ts';
import { answersOf } from '../logic/answers.ts';
import { type AskedFormula, setOf } from '../logic/asked.ts';
import { formulaHash } from '../logic/canonical.ts';
import { hopsOf } from '../logic/formula.ts';
import { type Fingerprints, textFingerprint } from './fingerprints.ts';
import type { PatternReport } from './quota.ts';
import { type Rejection, rejectionOf, type SenseOptions } from './sense.ts';

export interface SamplerOptions extends SenseOptions {
  /** Draws in a row without anything new before a pattern is given up. Draws are counted, not seconds: those differ. */
  readonly patience: number;
  /** Most relations from an anchor to the answer. */
  readonly maximumHops: number;
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
 * Formulas of one pattern, each different from all `seen` up to canonical form, until patience ends. `seen` is added to. Send
 * a reason back for a formula that came to nothing after all.
 */
export function* sampleFormulas(
  draw: Draw,
  graph: Graph,
  seen: Fingerprints,
  report: PatternReport,
  options: SamplerOptions,
): Generator<Sampled, void, Rejection | undefined> {
  for (let vain = 0; vain < options.patience; vain++) {
    report.attempts += 1;
    const drawn = drawOne(draw, graph, seen, options);
    const rejection = typeof drawn === 'string' ? drawn : yield drawn;
    if (rejection !== undefined) report.rejected.set(rejection, (report.rejected.get(rejection) ?? 0) + 1);
    else vain = -1;
  }
  report.exhausted = true;
}

function drawOne(draw: Draw, graph: Graph, seen: Fingerprints, options: SamplerOptions): Sampled | Rejection {
  const formula = draw();
  if (formula === undefined) return 'broken walk';
  if (hopsOf(formula) > options.maximumHops) return 'too many hops';
  const fingerprint = textFingerprint(formulaHash(formula));
  if (seen.has(fingerprint)) return 'asked already';
  const sizes: number[] = [];
  const rejection = rejectionOf(formula, graph, options, sizes);
  if (rejection !== undefined) return rejection;
  seen.add(fingerprint);
  return { formula, answers: answersOf(setOf(formula), graph), largestSet: Math.max(...sizes) };
}
