/** Samples formulas backwards from an answer, so that every question has one, and keeps those that ask something. */
import type { Graph } from '../graph/graph.ts';
import { answersOf } from '../logic/answers.ts';
import { type AskedFormula, setOf } from '../logic/asked.ts';
import { formulaHash } from '../logic/canonical.ts';
import { hopsOf } from '../logic/formula.ts';
import type { Shape } from '../logic/pattern.ts';
import { drawShape } from './draw.ts';
import type { Drawing } from './drawing.ts';
import { type Drawn, formulaOf, visitDrawn } from './drawn.ts';
import { type Fingerprints, textFingerprint } from './fingerprints.ts';
import type { PatternReport } from './quota.ts';
import { type Rejection, rejectionOf, type SenseOptions } from './sense.ts';
import { largestSetOf, rejectionOfDrawn } from './sense-drawn.ts';

export interface Sampled {
  readonly formula: AskedFormula;
  /** Ids of the set that is asked about. */
  readonly answers: Uint32Array;
  /** Size of the largest set met on the way. */
  readonly largestSet: number;
}

/** One draw: a formula worth asking that was not asked before, or why there is none. */
export type Draw = () => Sampled | Rejection;

/**
 * Formulas of one pattern until as many draws in a row as `patience` gave nothing new. Send a reason back for a formula that
 * came to nothing after all.
 */
export function* sampleFormulas(
  draw: Draw,
  report: PatternReport,
  patience: number,
): Generator<Sampled, void, Rejection | undefined> {
  for (let vain = 0; vain < patience; vain++) {
    report.attempts += 1;
    const drawn = draw();
    const rejection = typeof drawn === 'string' ? drawn : yield drawn;
    if (rejection === undefined) vain = -1;
    else report.rejected.set(rejection, (report.rejected.get(rejection) ?? 0) + 1);
  }
  report.exhausted = true;
}

/** Draws of a shape on ids: names are looked up for what is worth asking alone. */
export function shapeDraw(shape: Shape, drawing: Drawing, seen: Fingerprints, options: SenseOptions): Draw {
  const { ground, follow } = drawing;
  return () => {
    const drawn = drawShape(shape, drawing);
    if (typeof drawn === 'string') return drawn;
    if (seen.has(drawn)) return 'asked already';
    const rejection = rejectionOfDrawn(drawn, follow, options);
    if (rejection !== undefined) return rejection;
    seen.add(drawn);
    countRelations(drawn, drawing.used);
    return { formula: formulaOf(drawn, ground.graph), answers: drawn.set, largestSet: largestSetOf(drawn) };
  };
}

function countRelations(drawn: Drawn, used: Uint32Array): void {
  visitDrawn(drawn, ({ hop }) => {
    if (hop !== undefined) used[hop.position] = (used[hop.position] as number) + 1;
  });
}

/** Draws of formulas of any form, judged by their names. */
export function formulaDraw(
  draw: () => AskedFormula | Rejection,
  graph: Graph,
  seen: Fingerprints,
  options: SenseOptions & { readonly maximumHops: number },
): Draw {
  return () => {
    const formula = draw();
    if (typeof formula === 'string') return formula;
    if (hopsOf(formula) > options.maximumHops) return 'too many hops';
    const fingerprint = textFingerprint(formulaHash(formula));
    if (seen.has(fingerprint)) return 'asked already';
    const sizes: number[] = [];
    const rejection = rejectionOf(formula, graph, options, sizes);
    if (rejection !== undefined) return rejection;
    seen.add(fingerprint);
    return { formula, answers: answersOf(setOf(formula), graph), largestSet: Math.max(...sizes) };
  };
}
